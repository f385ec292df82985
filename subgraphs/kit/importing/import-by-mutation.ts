import type { DateOrder } from './column.ts'
import type { ColumnMapping } from './headings.ts'
import type { ImportContext, ImportDefinition } from './import-definition.ts'
import { textSource } from './import-source.ts'
import type { ImportReport } from './report.ts'
import { importFrom } from './run-import.ts'

/** The contract's ImportInput; `programId` of the mutation that takes a roster. */
export type ImportInput = {
  readonly csv: string
  readonly dateOrder?: DateOrder | null
  readonly columns?: readonly ColumnMapping[] | null
  readonly dryRun: boolean
  readonly sourceId: string
  readonly idempotencyKey: string
  readonly programId?: string | null
}

/**
 * Imports the text of a mutation as `runImport` imports a file. The idempotency key is not kept: a repeated request
 * brings the same rows, and they are unchanged.
 */
export const importByMutation = <Cells, Context extends ImportContext>(
  definition: ImportDefinition<Cells, Context>,
  context: Context,
  { csv, dateOrder, columns, dryRun, sourceId, programId }: ImportInput,
): Promise<ImportReport> =>
  importFrom(textSource(csv), definition, context, {
    dryRun,
    columns: columns ?? [],
    options: { sourceId, programId: programId ?? null, dateOrder: dateOrder ?? null },
  })
