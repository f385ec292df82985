import type { AnyTables, EntityManager } from '../database/database.ts'
import { parts } from '../feed/touched-records.ts'
import type { Author } from '../writing/author.ts'
import { createProblems, type UserError } from '../writing/problems.ts'
import { openWriting, type Writing } from '../writing/writing.ts'
import { inBatches } from './batches.ts'
import type { Headings } from './headings.ts'
import type { Table } from './open-table.ts'
import { type PlannedRow, planBatch, type Reading, startReading } from './plan-batch.ts'
import type { ImportIssue } from './report.ts'
import { createTally, type Tally } from './tally.ts'

/** How many rows are planned together and written between two flushes. */
export const batchRows = 500

/** What the second reading of a file needs. */
export type RowsToWrite = {
  readonly table: Table
  readonly reading: Pick<Reading, 'definition' | 'context' | 'options' | 'headings'>
  readonly onBatch: (rows: number) => void
}

/** What became of the rows. Where any failed nothing was written, and the tally ends there. */
export type WrittenRows = {
  readonly tally: Tally
  /** Row number -> why it could not be written. */
  readonly failed: ReadonlyMap<number, readonly ImportIssue[]>
}

/**
 * Reads the file a second time and writes its rows, in one transaction. Rows are planned again, since others may have
 * written meanwhile: where one cannot be written any more nothing is.
 */
export const writeRows = async ({ table, reading: given, onBatch }: RowsToWrite): Promise<WrittenRows> => {
  const { definition, context, headings } = given
  const tally = createTally()
  const reading = await startReading(given)
  const failed = new Map<number, readonly ImportIssue[]>()
  try {
    await context.database.write(async (em, session) => {
      const problems = createProblems()
      const writing = openWriting(context, em, session, problems)
      for await (const batch of inBatches(table.rows(), batchRows)) {
        await context.renew()
        const ids: WrittenRow[] = []
        for (const planned of await planBatch(reading, batch)) {
          const { row, recordId } = await applyRow(planned, writing, headings)
          tally.add(row)
          if (row.outcome === 'rejected') failed.set(row.number, row.issues)
          if (recordId !== null) ids.push({ key: row.key, recordId })
        }
        if (failed.size > 0) throw new Undone()
        await session.settle()
        await remember(em, { kind: definition.kind, scope: reading.scope }, ids)
        onBatch(tally.rows)
      }
    }, authorOf(given))
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return { tally, failed }
}

/** Ends a transaction in which a row could not be written. */
class Undone extends Error {}

const authorOf = ({ definition, context }: RowsToWrite['reading']): Author => ({
  // The name of the mutation that does the same: importPeople.
  action: `import${definition.kind.charAt(0).toUpperCase()}${definition.kind.slice(1)}`,
  subject: context.viewer.subject,
  organization: context.viewer.organization,
  requestId: context.requestId,
  reason: null,
})

const applyRow = async (
  row: PlannedRow,
  writing: Writing,
  headings: Headings,
): Promise<{ row: PlannedRow; recordId: string | null }> => {
  if (row.plan === null) return { row, recordId: null }
  const before = writing.problems.all.length
  const recordId = await row.plan.apply(writing)
  const added = writing.problems.all.slice(before)
  if (added.length === 0) return { row, recordId }
  const issues = [...row.issues, ...added.map(problem => issueOfProblem(problem, row.number, headings))]
  return { row: { ...row, outcome: 'rejected', issues }, recordId: null }
}

const issueOfProblem = (
  { field, code, message, suggestions }: UserError,
  row: number,
  headings: Headings,
): ImportIssue => ({
  severity: 'ERROR',
  row,
  column: headings.found.find(({ property }) => field?.includes(property))?.heading ?? null,
  code,
  message,
  suggestions,
})

type WrittenRow = { readonly key: string; readonly recordId: string }

// Past the entity manager, as the notes of idempotency keys: these rows are nobody's record and have no history.
const remember = async (
  em: EntityManager,
  within: { readonly kind: string; readonly scope: string },
  written: readonly WrittenRow[],
): Promise<void> => {
  const rows = written.map(({ key, recordId }) => ({ ...within, key, record_id: recordId }))
  for (const some of parts(rows, 200)) {
    await em
      .getKysely<AnyTables>()
      .insertInto('imported_row')
      .values(some)
      .onConflict(conflict =>
        conflict.columns(['kind', 'scope', 'key']).doUpdateSet(eb => ({ record_id: eb.ref('excluded.record_id') })),
      )
      .execute()
  }
}
