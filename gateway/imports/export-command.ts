// The process edge of `npm run export`: what the viewer may see of a kind, as a CSV file that the import takes again.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import { Agent, request } from 'undici'
import { findToken, WrongUsage } from './command-token.ts'
import { printable } from './report-text.ts'

const kinds = subgraphs.flatMap(({ files }) => files)
const help = `Prints what you may see of the network as a CSV file, which the import takes again.

  npm run --silent export -- people --to people.csv
  npm run --silent export -- participants --program ivlp-2024 --organization scoe --to roster.csv

  <kind>               ${kinds.join(', ')}
  --program <id>       the program whose roster it is; needed for participants
  --to <path>          the file to write; standard output when left out
  --organization <id>  the organization that you work for, for a development token; without a token, what is public
  --token-file <path>  a file that holds your token; the variable TOKEN holds it as well
  --gateway <url>      http://127.0.0.1:4000 when left out
  --help               this text

It ends with 0 when all is well, with 1 when it was refused or broke off, with 2 when it was called wrongly.
`

// What opens the guarded columns.
const scope = 'contact:read person:read participant:sensitive'

const readArguments = () => {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      allowPositionals: true,
      options: {
        program: text,
        to: text,
        organization: text,
        'token-file': text,
        gateway: text,
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new WrongUsage((cause as Error).message)
  }
}

const refusalOf = (text: string): string => {
  try {
    const { errors } = JSON.parse(text) as { errors: readonly { message: string }[] }
    return printable(String(errors[0]?.message))
  } catch {
    return 'The gateway answered with what is neither a file nor a refusal.'
  }
}

const save = async (body: AsyncIterable<Buffer>, to: string | undefined): Promise<void> => {
  if (to === undefined) return pipeline(body, process.stdout)
  // Half a file must not look like a whole one.
  const draft = `${to}.part`
  try {
    await pipeline(body, createWriteStream(draft, { mode: 0o600 }))
    await rename(draft, to)
  } catch (cause) {
    await rm(draft, { force: true })
    throw cause
  }
}

const run = async (): Promise<number> => {
  const { values: given, positionals } = readArguments()
  if (given.help) {
    process.stdout.write(help)
    return 0
  }
  const [kind, ...more] = positionals
  if (kind === undefined || more.length > 0) {
    throw new WrongUsage(`One word is expected, the kind, but there are ${positionals.length}.`)
  }
  if (!kinds.includes(kind)) throw new WrongUsage(`"${kind}" is no kind of file, expected one of ${kinds.join(', ')}.`)
  if (kind === 'participants' && !given.program) {
    throw new WrongUsage('--program is missing: say whose participants you want.')
  }
  const gateway = given.gateway ?? 'http://127.0.0.1:4000'
  if (!URL.canParse(gateway)) throw new WrongUsage(`--gateway is "${gateway}", expected a URL.`)
  const user = {
    token: process.env.TOKEN,
    tokenFile: given['token-file'],
    organization: given.organization,
    name: userInfo().username,
    dataDir: process.env.DATA_DIR,
    isProduction: process.env.NODE_ENV === 'production',
  }
  const token = await findToken(user, scope)
  const url = new URL(`/exports/${kind}.csv`, gateway)
  if (given.program !== undefined) url.searchParams.set('program', given.program)
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  try {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` }
    const { statusCode, body } = await request(url, { dispatcher: agent, headers })
    if (statusCode !== 200) {
      process.stderr.write(`${refusalOf(await body.text())}\n`)
      return 1
    }
    await save(body, given.to)
    return 0
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message
    process.stderr.write(`The file did not arrive whole from "${url.origin}" (${reason}), and nothing of it is kept.\n`)
    return 1
  } finally {
    await agent.destroy()
  }
}

process.exitCode = await run().catch((error: Error) => {
  const isUsage = error instanceof WrongUsage
  process.stderr.write(`${error.message}${isUsage ? ' "--help" lists what there is.' : ''}\n`)
  return isUsage ? 2 : 1
})
