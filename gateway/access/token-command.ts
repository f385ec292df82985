// The process edge of `npm run --silent token`: prints a development token and nothing else.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDevelopmentIssuer } from './development-issuer.ts'

const help = `Prints a token for a gateway that runs on this machine outside production.

  npm run --silent token -- --subject ana --scope "contact:read person:read" --organization scoe

  --subject <name>       who asks (required)
  --scope "<a> <b>"      what the token opens; none when left out
  --organization <id>    the organization that the viewer speaks for
  --person <id>          the person that the viewer is
  --expires <time>       lifetime as 30m, 8h or 7d; 8h when left out, at most 30d
  --help                 this text

Send it as the HTTP header "authorization: Bearer <token>". The key lies in DATA_DIR (./data when unset), in
development-issuer.json; delete that file and restart the gateway to make all tokens worthless.
`

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const readArguments = () => {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      options: {
        subject: text,
        scope: text,
        organization: text,
        person: text,
        expires: text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (cause) {
    return fail(`${(cause as Error).message} "--help" lists what there is.`)
  }
}

const secondsOf = (text: string): number => {
  const [, count, unit = ''] = /^([1-9][0-9]{0,5})([smhd])$/.exec(text) ?? []
  const seconds = Number(count) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? Number.NaN)
  const isAllowed = seconds > 0 && seconds <= 30 * 86_400
  return isAllowed ? seconds : fail(`--expires is "${text}", expected a time up to 30d such as 30m, 8h or 7d.`)
}

const run = async (): Promise<void> => {
  const given = readArguments()
  if (given.help) {
    process.stdout.write(help)
    return
  }
  if (process.env.NODE_ENV === 'production') {
    fail(
      'NODE_ENV is "production", where development tokens are neither issued nor trusted. Ask your identity provider.',
    )
  }
  const subject = given.subject?.trim()
  if (!subject) return fail('--subject is missing, expected a name such as "ana". "--help" lists what there is.')
  const { scope = '', organization, person } = given
  if (!/^[\x21-\x7e]*( +[\x21-\x7e]+)*$/.test(scope.trim())) {
    fail(`--scope is "${scope}", expected names with spaces between them, such as "contact:read person:read".`)
  }
  if (organization === '') fail('--organization is empty, expected an id such as "scoe".')
  if (person === '') fail('--person is empty, expected an id.')
  const lifetimeSeconds = secondsOf(given.expires ?? '8h')
  const file = join(resolve(process.env.DATA_DIR || 'data'), 'development-issuer.json')
  const issuer = await openDevelopmentIssuer(file).catch((cause: Error) =>
    fail(`The key file "${file}" can be neither read nor made (${cause.message}). Set DATA_DIR to a folder of yours.`),
  )
  const token = await issuer.sign({
    subject,
    scope: scope.trim().replace(/ +/g, ' '),
    ...(organization && { organization }),
    ...(person && { person }),
    lifetimeSeconds,
  })
  process.stdout.write(`${token}\n`)
}

await run()
