import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { MissingPartError, runCommand } from '../support/run-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { startAuditedGateway } from './audited-gateway.ts'

const leastOk = 55

const usage = `Runs the server audits of "graphql-http" (GraphQL over HTTP) against our gateway and prints its score.

  npm run audit:http

The gateway runs with the checked-in supergraph; no subgraph is asked. GET requests that a foreign page could send are
refused on purpose, so the audits that send them are not ok.

Exit codes: 0 no error and at least ${leastOk} ok, 1 anything else, 2 "graphql-http" is not installed or wrong arguments.`

/** The part of the package that is used here; it is loaded when it is there. */
type Audits = {
  readonly serverAudits: (options: { readonly url: string }) => readonly { readonly fn: () => Promise<AuditResult> }[]
}

type AuditResult =
  | { readonly status: 'ok'; readonly id: string; readonly name: string }
  | {
      readonly status: 'notice' | 'warn' | 'error'
      readonly id: string
      readonly name: string
      readonly reason: string
      readonly response: Response
    }

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const { serverAudits } = await loadAudits()

  using folder = temporaryFolder()
  const supergraph = fileURLToPath(import.meta.resolve('@exchange-network/schema/supergraph.graphql'))
  await using gateway = await startAuditedGateway(supergraph, folder.path)
  const counts = { ok: 0, notice: 0, warn: 0, error: 0 }
  for (const { fn } of serverAudits({ url: gateway.url })) {
    const result = await fn()
    counts[result.status]++
    if (result.status === 'ok') continue
    const seen = `${result.response.status} ${(await result.response.text()).slice(0, longestExcerpt)}`
    console.log(
      `${result.status.padEnd(7)}${result.id} ${result.name}\n       ${result.reason}\n       seen: ${seen}\n`,
    )
  }

  console.log(
    Object.entries(counts)
      .map(([status, count]) => `${status} ${count}`)
      .join(', '),
  )
  return counts.error === 0 && counts.ok >= leastOk ? 0 : 1
}

const longestExcerpt = 300

// Not a name in quotes: the package is no part of the project's installation everywhere, and types are ours above.
const packageName = 'graphql-http'

const loadAudits = (): Promise<Audits> =>
  import(packageName).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new MissingPartError(
      'The package "graphql-http" is not installed, but its audits are what runs here. Run "npm install --no-save graphql-http@1.23.1".',
      { cause },
    )
  })

await runCommand(usage, run)
