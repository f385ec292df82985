// The process edge of `npm run import`: a CSV file through the gateway into the subgraph that owns its kind.
import { userInfo } from 'node:os'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import { findToken, noToken, WrongUsage } from './command-token.ts'
import { createProgressBar } from './progress-bar.ts'
import { isRejected, printable, reportText } from './report-text.ts'
import { sendImport } from './send-import.ts'

const kinds = subgraphs.flatMap(({ files }) => files)
const help = `Brings a CSV file into the network: first as a dry run, which says what would happen and writes nothing.

  npm run import -- people roster.csv --organization scoe
  npm run import -- participants roster.csv --program ivlp-2024 --organization scoe --apply

  <kind>                 ${kinds.join(', ')}
  <file>                 UTF-8 or Windows-1252, with ",", ";" or tabs between cells and a row of headings
  --apply                writes it, if no row is rejected: all of it or nothing
  --program <id>         the program whose roster it is; needed for participants
  --source <id>          the source that says what is in it; when left out, what your organization enters itself
  --date-order MDY       how 11/8/2024 is meant: YMD, MDY or DMY; when left out, such dates are rejected
  --column "Title=name"  the column "Title" holds the field "name"; as often as needed
  --organization <id>    the organization that you work for, for a development token
  --token-file <path>    a file that holds your token; the variable TOKEN holds it as well
  --gateway <url>        http://127.0.0.1:4000 when left out
  --all                  shows every issue; 50 when left out
  --json                 prints the report as JSON, alone with "npm run --silent"
  --help                 this text

It ends with 0 when all is well, with 1 when rows were rejected or the file was refused, with 2 when it was called wrongly.
`

const scopes: Readonly<Record<string, string>> = {
  people: 'person:write',
  organizations: 'organization:write',
  programs: 'program:write',
  participants: 'participant:write',
}

const readArguments = () => {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    return parseArgs({
      allowPositionals: true,
      options: {
        apply: flag,
        program: text,
        source: text,
        'date-order': text,
        column: { type: 'string', multiple: true },
        organization: text,
        'token-file': text,
        gateway: text,
        all: flag,
        json: flag,
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new WrongUsage((cause as Error).message)
  }
}

const queryOf = (given: ReturnType<typeof readArguments>['values']): URLSearchParams => {
  const query = new URLSearchParams({ dryRun: String(given.apply !== true) })
  const order = given['date-order']
  if (order !== undefined && !['YMD', 'MDY', 'DMY'].includes(order)) {
    throw new WrongUsage(`--date-order is "${order}", expected YMD, MDY or DMY.`)
  }
  const named = { program: given.program, source: given.source, dateOrder: order }
  for (const [name, value] of Object.entries(named)) if (value !== undefined) query.set(name, value)
  for (const mapping of given.column ?? []) {
    const [, heading, field] = /^(.+)=([A-Za-z][A-Za-z0-9]*)$/s.exec(mapping) ?? []
    if (!heading) throw new WrongUsage(`--column is "${mapping}", expected "Heading=field".`)
    query.append('column', `${heading}:${field}`)
  }
  return query
}

const run = async (): Promise<number> => {
  const { values: given, positionals } = readArguments()
  if (given.help) {
    process.stdout.write(help)
    return 0
  }
  const [kind, file, ...more] = positionals
  if (kind === undefined || file === undefined || more.length > 0) {
    throw new WrongUsage(`Two words are expected, the kind and the file, but there are ${positionals.length}.`)
  }
  if (!kinds.includes(kind)) throw new WrongUsage(`"${kind}" is no kind of file, expected one of ${kinds.join(', ')}.`)
  if (kind === 'participants' && !given.program) {
    throw new WrongUsage('--program is missing: say whose participants these are.')
  }
  const gateway = given.gateway ?? 'http://127.0.0.1:4000'
  if (!URL.canParse(gateway)) throw new WrongUsage(`--gateway is "${gateway}", expected a URL.`)
  const query = queryOf(given)
  const isProduction = process.env.NODE_ENV === 'production'
  const user = {
    token: process.env.TOKEN,
    tokenFile: given['token-file'],
    organization: given.organization,
    name: userInfo().username,
    dataDir: process.env.DATA_DIR,
    isProduction,
  }
  const token = await findToken(user, `import:run ${scopes[kind] ?? ''}`.trim())
  if (token === null) throw noToken(isProduction)

  const bar = createProgressBar(process.stderr)
  const order = { gateway: new URL(gateway), kind, file, query, token, onSent: bar.sent }
  for await (const line of sendImport(order)) {
    if ('progress' in line) {
      bar.rows(line.progress)
      continue
    }
    bar.end()
    if ('problem' in line) {
      process.stderr.write(`${printable(line.problem.message)}\n`)
      return 1
    }
    const style = { file: basename(file), kind, apply: given.apply === true, all: given.all === true }
    const { report } = line
    process.stdout.write(given.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, style))
    return isRejected(report) ? 1 : 0
  }
  bar.end()
  process.stderr.write(
    'The answer ended before the report. Send the file again as a dry run: what was written is told as unchanged.\n',
  )
  return 1
}

process.exitCode = await run().catch((error: Error) => {
  const isUsage = error instanceof WrongUsage
  process.stderr.write(`${error.message}${isUsage ? ' "--help" lists what there is.' : ''}\n`)
  return isUsage ? 2 : 1
})
