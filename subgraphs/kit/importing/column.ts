import type { UserErrorCode } from '../writing/problems.ts'

/** Order of day, month and year in numeric dates; the contract's DateOrder. */
export type DateOrder = 'YMD' | 'MDY' | 'DMY'

/** What a reader may know beside the cell. */
export type CellView = {
  readonly dateOrder: DateOrder | null
}

/** Reads the cells of one column. It never gets an empty cell. */
export type CellReader<T> = {
  /** Reads a cell, trimmed and not empty. Throws an UnreadableCell whose message completes: `"<cell>" ...`. */
  read(cell: string, view: CellView): T
}

/** What may be said of an unreadable cell beside why. */
export type UnreadableOptions = {
  readonly code?: UserErrorCode
  readonly suggestions?: readonly string[]
  /** True where the cell must not be quoted, whatever the column. */
  readonly unquoted?: boolean
}

/**
 * Says why a cell cannot be read: what follows the quoted cell, or "The cell" where it must not be repeated, e.g.
 * `is no e-mail address. Write ...`. It does not repeat the cell itself.
 */
export class UnreadableCell extends Error {
  readonly code: UserErrorCode
  readonly suggestions: readonly string[]
  readonly unquoted: boolean

  constructor(message: string, { code = 'INVALID', suggestions = [], unquoted = false }: UnreadableOptions = {}) {
    super(message)
    this.code = code
    this.suggestions = suggestions
    this.unquoted = unquoted || code === 'PROTECTED_DATA'
  }
}

/** What a column is besides its reader. */
export type ColumnOptions<R extends boolean = boolean> = {
  /** Headings that mean the same as the property's name. Case, accents, spaces and punctuation do not count. */
  readonly aliases?: readonly string[]
  /** True where the file must have the column and every row a value. */
  readonly required?: R
  /** True where messages must not repeat the cell, e.g. e-mail addresses. */
  readonly guarded?: boolean
}

/** A column of a kind of file. */
export type ImportColumn<T> = {
  /** Null for an empty cell where the column is not required. */
  readonly reader: CellReader<NonNullable<T>>
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly guarded: boolean
  /** Only there to carry the type of the cells: whether they may be null. */
  readonly empty?: T
}

/** Makes a column. Its cells are null where they are empty, unless it is required. */
export const column = <T extends {}, const R extends boolean = false>(
  reader: CellReader<T>,
  { aliases = [], required, guarded = false }: ColumnOptions<R> = {},
): ImportColumn<R extends true ? T : T | null> => ({
  reader: reader as CellReader<NonNullable<R extends true ? T : T | null>>,
  aliases,
  required: required ?? false,
  guarded,
})
