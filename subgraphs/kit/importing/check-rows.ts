import { inBatches } from './batches.ts'
import type { Table } from './open-table.ts'
import { planBatch, type Reading, startReading } from './plan-batch.ts'
import type { ImportIssue } from './report.ts'
import type { Tally } from './tally.ts'
import { batchRows } from './write-rows.ts'

/** What the first reading of a file needs. */
export type RowsToCheck = {
  readonly table: Table
  readonly reading: Pick<Reading, 'definition' | 'context' | 'options' | 'headings'>
  readonly tally: Tally
  readonly onBatch: (rows: number) => void
  /** Rows that could not be written though their plans were good -> why. */
  readonly failed?: ReadonlyMap<number, readonly ImportIssue[]>
}

/** The most rows that one file may have. */
export const mostRows = 100_000

/** Reads the whole file and collects everything that is wrong with its rows. Writes nothing. */
export const checkRows = async ({ table, reading: given, tally, onBatch, failed }: RowsToCheck): Promise<void> => {
  const { context, headings } = given
  const reading = await startReading(given)
  const nameless = new Set<number>()
  for await (const batch of inBatches(table.rows(), batchRows)) {
    await context.renew()
    for (const { cells } of batch) {
      for (const index of headings.nameless) if (cells[index]?.trim()) nameless.add(index)
    }
    for (const row of await planBatch(reading, batch)) {
      const issues = row.outcome === 'rejected' ? undefined : failed?.get(row.number)
      tally.add(issues === undefined ? row : { ...row, outcome: 'rejected', issues })
    }
    onBatch(tally.rows)
    if (tally.rows > mostRows) break
  }
  if (tally.rows > mostRows) tally.issues.add(ofFile('ERROR', tooManyRows))
  if (tally.rows === 0) tally.issues.add(ofFile('ERROR', 'The file has headings and no rows below them.'))
  for (const index of [...nameless].sort((one, other) => one - other)) {
    tally.issues.add(
      ofFile(
        'WARNING',
        `Column ${index + 1} has cells and no heading; they are left out. Give it a heading if they matter.`,
      ),
    )
  }
}

const tooManyRows =
  'The file has more than 100,000 rows, the most that is taken. Send it in parts, each with the row of headings.'

const ofFile = (severity: ImportIssue['severity'], message: string): ImportIssue => ({
  severity,
  row: null,
  column: null,
  code: 'INVALID',
  message,
  suggestions: [],
})
