import { selectFrom } from '../database/rows.ts'
import type { Headings } from './headings.ts'
import type { AnyImport, ImportContext, ImportOptions, ImportRow, PlannedIssue, RowPlan } from './import-definition.ts'
import { ImportedRow } from './imported-row.ts'
import type { RawRow } from './raw-rows.ts'
import { type ReadRow, readCells } from './read-cells.ts'
import type { ImportIssue } from './report.ts'
import { createRowKeys, type KeyedRow, type RowKeys } from './row-keys.ts'

/** What is to be done with one row. */
export type PlannedRow = {
  readonly number: number
  readonly key: string
  readonly outcome: 'create' | 'update' | 'unchanged' | 'rejected'
  readonly issues: readonly ImportIssue[]
  /** The plan where something is to be written. */
  readonly plan: Extract<RowPlan, { outcome: 'create' | 'update' }> | null
  /** The record that the row became before. */
  readonly recordId: string | null
}

/** What one reading of a file knows of the rows above. */
export type Reading = {
  readonly definition: AnyImport
  readonly context: ImportContext
  readonly options: ImportOptions
  readonly headings: Headings
  readonly scope: string
  readonly keys: RowKeys
  /** Names that rows introduced, and records that rows are about -> row number. */
  readonly introduced: Map<string, number>
  readonly records: Map<string, number>
}

/** Starts a reading of a file from its first row. */
export const startReading = async (
  given: Pick<Reading, 'definition' | 'context' | 'options' | 'headings'>,
): Promise<Reading> => {
  const { definition, context, options } = given
  const scope = (await definition.scope?.(context, options)) ?? options.programId ?? context.viewer.organization ?? ''
  return { ...given, scope, keys: createRowKeys(), introduced: new Map(), records: new Map() }
}

type Prepared = {
  readonly row: ReadRow
  readonly keyed: KeyedRow
  readonly issues: readonly ImportIssue[]
}

/** Reads and plans rows: all of them at once, so that their look-ups batch. Answers in row order. */
export const planBatch = async (reading: Reading, rows: readonly RawRow[]): Promise<readonly PlannedRow[]> => {
  const prepared = rows.map(row => prepare(reading, row))
  const known = await knownRecords(reading, prepared)
  const plans = await Promise.all(prepared.map(one => planOne(reading, one, known)))
  // One after the other: of two rows about one record the lower is at fault.
  return plans.map(plan => withoutRepeats(reading, plan))
}

const prepare = (reading: Reading, raw: RawRow): Prepared => {
  const { definition, options, headings, keys } = reading
  const row = readCells(raw, headings, definition.columns, { dateOrder: options.dateOrder })
  const given = row.isComplete ? (definition.rowKey?.(row.cells, options) ?? null) : null
  const keyed = keys.take(row, given)
  const headingOf = (property: string | undefined) =>
    headings.found.find(found => found.property === property)?.heading ?? null
  const issues: ImportIssue[] = [...row.issues]
  if (keyed.twin !== null && row.isComplete) issues.push(twinIssue(row, keyed.twin, headingOf(given?.property)))
  if (row.isComplete && keyed.twin === null) {
    for (const name of definition.introduces?.(row.cells) ?? []) {
      const above = reading.introduced.get(name)
      if (above === undefined) reading.introduced.set(name, row.number)
      else issues.push(sameRecord(row.number, above))
    }
  }
  return { row, keyed, issues }
}

const twinIssue = (
  { number }: ReadRow,
  twin: { readonly row: number; readonly isEqual: boolean },
  column: string | null,
): ImportIssue => {
  const at = { row: number, column, code: 'DUPLICATE', suggestions: [] } as const
  return twin.isEqual
    ? { ...at, severity: 'WARNING', message: `The row is the same as row ${twin.row} and changes nothing.` }
    : {
        ...at,
        severity: 'ERROR',
        message: `The row goes by the same name as row ${twin.row} and says something else. Give it a name of its own, or make one row of the two.`,
      }
}

const sameRecord = (row: number, above: number): ImportIssue => ({
  severity: 'ERROR',
  row,
  column: null,
  code: 'DUPLICATE',
  message: `The row is about the same record as row ${above}. Make one row of the two.`,
  suggestions: [],
})

const knownRecords = async (
  { definition, context, scope }: Reading,
  prepared: readonly Prepared[],
): Promise<ReadonlyMap<string, string>> => {
  const keys = prepared.map(({ keyed }) => keyed.key)
  const rows = await selectFrom(context.database, ImportedRow)
    .where('imported_row.kind', '=', definition.kind)
    .where('imported_row.scope', '=', scope)
    .where('imported_row.key', 'in', keys)
    .execute()
  return new Map(rows.map(({ key, recordId }) => [key, recordId]))
}

const planOne = async (
  reading: Reading,
  { row, keyed, issues }: Prepared,
  known: ReadonlyMap<string, string>,
): Promise<PlannedRow> => {
  const { number } = row
  const { key } = keyed
  const recordId = known.get(key) ?? null
  const rejected = { number, key, outcome: 'rejected', plan: null, recordId } as const
  if (keyed.twin?.isEqual && issues.every(isWarning)) return { ...rejected, outcome: 'unchanged', issues }
  if (!row.isComplete || reading.headings.isIncomplete) return { ...rejected, issues }
  const { definition, context, options } = reading
  const planned = await definition.plan(importRow(reading, row, keyed, recordId), context, options)
  const all = [...issues, ...remarksOf(reading, row, planned)]
  if (planned.outcome === 'rejected' || !all.every(isWarning)) return { ...rejected, issues: all }
  const plan = planned.outcome === 'unchanged' ? null : planned
  return { number, key, outcome: planned.outcome, issues: all, plan, recordId }
}

const isWarning = ({ severity }: ImportIssue): boolean => severity === 'WARNING'

const importRow = (
  { introduced }: Reading,
  { number, cells, unread }: ReadRow,
  { occurrence }: KeyedRow,
  recordId: string | null,
): ImportRow<Record<string, unknown>> => ({
  number,
  cells,
  recordId,
  occurrence,
  isUnread: property => unread.has(property),
  above: name => {
    const row = introduced.get(name)
    return row !== undefined && row < number ? row : null
  },
})

const remarksOf = ({ headings }: Reading, { number, unread }: ReadRow, plan: RowPlan): readonly ImportIssue[] => {
  const severity = plan.outcome === 'rejected' ? 'ERROR' : 'WARNING'
  return (plan.issues ?? [])
    .filter(({ property }) => property === undefined || !unread.has(property))
    .map(issue => issueOf(issue, headings, { row: number, severity }))
}

/** Turns a definition's remark into one of the report. */
export const issueOf = (
  { severity, property, code, message, suggestions = [] }: PlannedIssue,
  headings: Headings | null,
  at: Pick<ImportIssue, 'row' | 'severity'>,
): ImportIssue => ({
  severity: severity ?? at.severity,
  row: at.row,
  column: headings?.found.find(found => found.property === property)?.heading ?? null,
  code,
  message,
  suggestions,
})

const withoutRepeats = ({ records }: Reading, row: PlannedRow): PlannedRow => {
  const record = row.plan?.key
  if (record === undefined) return row
  const above = records.get(record)
  if (above !== undefined) {
    return { ...row, outcome: 'rejected', plan: null, issues: [...row.issues, sameRecord(row.number, above)] }
  }
  records.set(record, row.number)
  return row
}
