import type { UserErrorCode } from '../writing/problems.ts'

/** How serious an issue is: an ERROR rejects its row, and with it the file. */
export type ImportSeverity = 'ERROR' | 'WARNING'

/** One remark about a cell, a row or the whole file; the contract's ImportIssue. */
export type ImportIssue = {
  readonly severity: ImportSeverity
  /** The header is row 1, as spreadsheets count; null for the whole file. */
  readonly row: number | null
  /** The heading as it stands in the file. */
  readonly column: string | null
  readonly code: UserErrorCode
  readonly message: string
  readonly suggestions: readonly string[]
}

/** Outcome of an import or of its rehearsal; the contract's ImportReport. `rowsRead` is the sum of the four counts behind it. */
export type ImportReport = {
  readonly applied: boolean
  readonly rowsRead: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  /** In row order; at most 5,000, then one that counts the rest. */
  readonly issues: readonly ImportIssue[]
  readonly sha256: string
}

/** Where an import is. `of` is the number of rows, null while nobody has counted them. */
export type ImportProgress = {
  readonly phase: 'checking' | 'writing'
  readonly rows: number
  readonly of: number | null
}
