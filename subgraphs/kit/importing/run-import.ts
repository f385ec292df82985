import { isCollision } from '../writing/answer-change.ts'
import { checkRows } from './check-rows.ts'
import type { ColumnMapping } from './headings.ts'
import type { AnyImport, ImportContext, ImportDefinition, ImportOptions } from './import-definition.ts'
import { fileSource, type ImportSource } from './import-source.ts'
import { openTable } from './open-table.ts'
import { issueOf } from './plan-batch.ts'
import type { ImportProgress, ImportReport } from './report.ts'
import { createTally } from './tally.ts'
import { type RowsToWrite, type WrittenRows, writeRows } from './write-rows.ts'

/** What an import is told beside the file. */
export type ImportRun = {
  readonly dryRun: boolean
  readonly options: ImportOptions
  /** Own headings; they go before names and aliases. */
  readonly columns?: readonly ColumnMapping[]
  /** Called after each batch of 500 rows. */
  readonly onProgress?: (progress: ImportProgress) => void
  /** Stops the import: it throws the signal's reason and nothing is written. */
  readonly signal?: AbortSignal
}

/** Names the scopes that the viewer lacks for a kind of file. */
export const lackingScopes = (
  { scopes }: Pick<AnyImport, 'scopes'>,
  { viewer }: Pick<ImportContext, 'viewer'>,
): readonly string[] => scopes.filter(scope => !viewer.scopes.has(scope))

/**
 * Checks a whole file, then writes it in one transaction, unless a row was rejected or it is a dry run. Problems of the
 * file are in the report, never thrown. It does not look at scopes: see `lackingScopes`.
 */
export const runImport = <Cells, Context extends ImportContext>(
  definition: ImportDefinition<Cells, Context>,
  context: Context,
  { file, ...run }: ImportRun & { /** Path of the spooled file. */ readonly file: string },
): Promise<ImportReport> => importFrom(fileSource(file), definition, context, run)

/** Imports from any bytes that can be read twice; what `runImport` promises holds for it. */
export const importFrom = async <Cells, Context extends ImportContext>(
  source: ImportSource,
  typed: ImportDefinition<Cells, Context>,
  context: Context,
  { dryRun, options, columns = [], onProgress, signal }: ImportRun,
): Promise<ImportReport> => {
  // From here on cells and context are only passed on between the definition's own functions.
  const definition = typed as unknown as AnyImport
  const table = await openTable(source, definition, columns)
  const { sha256, headings } = table
  const checked = createTally()
  for (const issue of table.issues) checked.issues.add(issue)
  if (headings === null) return checked.report({ applied: false, sha256 })
  const ofFile = ((await definition.check?.(context, options)) ?? []).map(issue =>
    issueOf(issue, headings, { row: null, severity: 'ERROR' }),
  )
  for (const issue of ofFile) checked.issues.add(issue)
  // Rows of a roster whose program is not there would only say so again, each.
  if (ofFile.some(({ severity }) => severity === 'ERROR')) return checked.report({ applied: false, sha256 })
  const reading = { definition, context, options, headings }
  const onBatch = (phase: ImportProgress['phase'], of: number | null) => (rows: number) => {
    onProgress?.({ phase, rows, of })
    signal?.throwIfAborted()
  }
  await checkRows({ table, reading, tally: checked, onBatch: onBatch('checking', null) })
  const { rows, hasChanges, issues } = checked
  if (dryRun || issues.hasErrors || !hasChanges) {
    return checked.report({ applied: !dryRun && !issues.hasErrors, sha256 })
  }
  const written = await writeWithPatience({ table, reading, onBatch: onBatch('writing', rows) })
  await context.renew()
  if (written.failed.size === 0) return { ...written.tally.report({ applied: true, sha256 }), issues: issues.inOrder() }
  // Somebody wrote between the two readings: say what holds now.
  const recheck = createTally()
  for (const issue of [...table.issues, ...ofFile]) recheck.issues.add(issue)
  await checkRows({ table, reading, tally: recheck, onBatch: onBatch('checking', rows), failed: written.failed })
  return recheck.report({ applied: false, sha256 })
}

const mostAttempts = 3

/** Writes, and once more where another writer was faster with the same name or key. */
const writeWithPatience = async (rows: RowsToWrite): Promise<WrittenRows> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeRows(rows)
    } catch (error) {
      if (attempt === mostAttempts || !isCollision(error)) throw error
    }
  }
}
