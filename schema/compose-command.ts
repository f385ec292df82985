import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { approvalFile, approvalOf, readApproval, whyNotToFollow } from './approval.ts'
import { type Composition, composedFiles, composeNetwork } from './compose.ts'
import { subgraphs } from './subgraphs.ts'

const usage = `Composes the subgraphs' schemas into schema/supergraph.graphql and schema/api.graphql.

  npm run schema:compose                              write both files
  npm run schema:compose -- --approve-weaker-guards   also when a field is guarded less than in the file that is there
  npm run check:schema                                change nothing; exit 1 when a file is stale

Exit codes: 0 done or fresh, 1 stale, not composable or guarded less, 2 wrong arguments.`

const run = (): number => {
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({
    options: { check: flag, 'approve-weaker-guards': flag, help: { ...flag, short: 'h' } },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const composition = composeNetwork(subgraphs)
  if (values.check) return checkFiles(composition)
  if (values['approve-weaker-guards']) approve(composition)
  return writeFiles(composition)
}

const supergraphFile = fileURLToPath(composedFiles.supergraph)

// Before the file itself, because a gateway that runs looks at both when the file changes.
const approve = ({ supergraph }: Composition): void =>
  writeFileSync(approvalFile(supergraphFile), `${approvalOf(supergraph)}\n`)

const kinds = Object.keys(composedFiles) as (keyof Composition)[]

const writeFiles = (composition: Composition): number => {
  const objection = existsSync(supergraphFile)
    ? whyNotToFollow({
        old: readFileSync(supergraphFile, 'utf8'),
        next: composition.supergraph,
        file: supergraphFile,
        approval: readApproval(supergraphFile),
      })
    : null
  if (objection !== null) {
    console.error(`${objection}\n"npm run schema:compose -- --approve-weaker-guards" does so.`)
    return 1
  }
  for (const kind of kinds) writeFileSync(composedFiles[kind], composition[kind])
  console.log(`Wrote ${kinds.map(fileName).join(' and ')}.`)
  return 0
}

const checkFiles = (composition: Composition): number => {
  const stale = kinds.filter(
    kind => !existsSync(composedFiles[kind]) || readFileSync(composedFiles[kind], 'utf8') !== composition[kind],
  )
  for (const kind of stale) {
    console.error(
      `schema/${fileName(kind)} is not what the subgraphs' schemas compose to. Run "npm run schema:compose" and commit the file.`,
    )
  }
  if (stale.length === 0)
    console.log(`The composed schema is fresh: ${subgraphs.length} subgraphs, no errors, no hints.`)
  return stale.length === 0 ? 0 : 1
}

const fileName = (kind: keyof Composition): string => basename(fileURLToPath(composedFiles[kind]))

try {
  process.exitCode = run()
} catch (cause) {
  const badArguments = cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
  console.error(badArguments ? `${cause.message}\n\n${usage}` : cause instanceof Error ? cause.message : cause)
  process.exitCode = badArguments ? 2 : 1
}
