import type { LoaderRequest } from '../serve/subgraph.ts'
import type { UserErrorCode } from '../writing/problems.ts'
import type { Writing } from '../writing/writing.ts'
import type { DateOrder, ImportColumn } from './column.ts'
import type { ImportSeverity } from './report.ts'

/** What an import needs of a request; every RequestContext is one. */
export type ImportContext = LoaderRequest & {
  readonly requestId: string
  /** Makes the loaders anew: each batch starts with none of the rows that the last one read. */
  renew(): Promise<void>
}

/** What was said about the whole file. */
export type ImportOptions = {
  /** Source to which the rows are credited; null: the PARTNER_ENTRY source of the viewer's organization. */
  readonly sourceId: string | null
  /** Program of a roster; null for the other kinds. */
  readonly programId: string | null
  /** Order of the parts of a numeric date; null: such dates are rejected. */
  readonly dateOrder: DateOrder | null
}

/** The columns of a kind of file: property -> column. */
export type ColumnsOf<Cells> = { readonly [P in keyof Cells]: ImportColumn<Cells[P]> }

/** One row of the file, read. */
export type ImportRow<Cells> = {
  /** As spreadsheets count: the header is row 1. */
  readonly number: number
  /** A property is null where the cell was empty ("not given, stays"), could not be read, or has no column in the file. */
  readonly cells: Cells
  /** The record that an earlier import made or changed with the same row key; null when there was none. It may be gone since. */
  readonly recordId: string | null
  /** Which one this is of the rows with the same `mayRepeat` key, from 1. */
  readonly occurrence: number
  /** Tells whether the cell held something that could not be read; that was reported, do not report its absence. */
  isUnread(property: keyof Cells & string): boolean
  /** Number of the first row above that introduces this name (see `introduces`); null when none does. */
  above(name: string): number | null
}

/** A remark of `plan` about a row. Issues that name a property whose cell could not be read are dropped: that was reported. */
export type PlannedIssue<Cells = Record<string, unknown>> = {
  /** Without it: ERROR where the row is rejected, else WARNING. */
  readonly severity?: ImportSeverity
  /** The cell at fault; absent for the row. */
  readonly property?: keyof Cells & string
  readonly code: UserErrorCode
  /** A whole sentence. It must not repeat values of guarded columns. */
  readonly message: string
  /** Values that would have been accepted, or ids of records that may be meant. */
  readonly suggestions?: readonly string[]
}

/** What becomes of a row. */
export type RowPlan<Cells = Record<string, unknown>> =
  | { readonly outcome: 'rejected'; readonly issues: readonly PlannedIssue<Cells>[] }
  | {
      readonly outcome: 'create' | 'update'
      /** Names the record, e.g. its id or "slug:scoe": two rows of one file with the same are an error. */
      readonly key?: string
      readonly issues?: readonly PlannedIssue<Cells>[]
      /** Writes the row; answers the id of the record. What it adds to `write.problems` undoes the whole file. */
      apply(write: Writing): Promise<string>
    }
  | {
      readonly outcome: 'unchanged'
      readonly recordId: string
      readonly issues?: readonly PlannedIssue<Cells>[]
    }

/** What a row is called by its partner. */
export type RowKey = {
  /** E.g. the partner's own row number: `source:17`. Kept as a hash only. */
  readonly text: string
  /** Property that it comes from, for messages. */
  readonly property?: string
  /** True where equal rows mean several, e.g. unnamed delegates; then the second is a row of its own. */
  readonly mayRepeat?: boolean
}

/** A kind of file that a subgraph takes in and gives out. */
export type ImportDefinition<Cells, Context> = {
  /** E.g. "people": the path is /imports/people. */
  readonly kind: string
  /** All of them are needed, e.g. ['import:run', 'person:write']. */
  readonly scopes: readonly string[]
  readonly columns: ColumnsOf<Cells>
  /**
   * Names the row among those of the file and of earlier imports. Null, or without it: by all of its cells, so that the
   * same file twice is known again. Two rows of a file with the same key are an error unless they are equal (a warning,
   * and the second changes nothing) or `mayRepeat`.
   */
  rowKey?(cells: Cells, options: ImportOptions): RowKey | null
  /** Within what a row key is unique; without it the program, else the viewer's organization. */
  scope?(context: Context, options: ImportOptions): string | Promise<string>
  /** Checks what the whole file says, e.g. that the program and the source are there. An error ends the import before the rows. */
  check?(context: Context, options: ImportOptions): Promise<readonly PlannedIssue<Cells>[]>
  /** Names that rows below may refer to by `row.above`, e.g. "slug:scoe"; two rows may not introduce the same. */
  introduces?(cells: Cells): readonly string[]
  /**
   * Says what becomes of a row, and all that is wrong with it. Called at once for the rows of a batch, so that DataLoaders
   * batch; called again before the row is written. Must not write, and sees what was committed before the import only.
   */
  plan(row: ImportRow<Cells>, context: Context, options: ImportOptions): Promise<RowPlan<Cells>>
  readonly export?: ExportDefinition<Cells, Context>
}

/** How the rows of a kind leave. */
export type ExportDefinition<Cells, Context> = {
  /** Rows that the viewer may see, in an order that never changes, a page at a time. Texts are in the form that the readers take. */
  read(context: Context, options: ImportOptions): AsyncIterable<Readonly<Record<keyof Cells & string, string>>>
}

/** A definition of any kind of file, for lists of them. */
// biome-ignore lint/suspicious/noExplicitAny: cells go in and come out of a definition, so no one type of them fits all
export type AnyImport<Context = ImportContext> = ImportDefinition<any, Context>

/** Declares a kind of file; only there to infer the types of its cells. */
export const defineImport = <Cells, Context extends ImportContext>(
  definition: ImportDefinition<Cells, Context>,
): ImportDefinition<Cells, Context> => definition
