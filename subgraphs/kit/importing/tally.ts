import { createIssueList, type IssueList } from './issue-list.ts'
import type { PlannedRow } from './plan-batch.ts'
import type { ImportReport } from './report.ts'

/** Counts rows by what becomes of them. */
export type Tally = {
  readonly issues: IssueList
  add(row: PlannedRow): void
  readonly rows: number
  /** Tells whether a row would create or change something. */
  readonly hasChanges: boolean
  report(facts: { readonly applied: boolean; readonly sha256: string }): ImportReport
}

/** Starts at nothing. */
export const createTally = (): Tally => {
  const counts = { create: 0, update: 0, unchanged: 0, rejected: 0 }
  const issues = createIssueList()
  const rows = () => counts.create + counts.update + counts.unchanged + counts.rejected
  return {
    issues,
    add(row) {
      counts[row.outcome] += 1
      for (const issue of row.issues) issues.add(issue)
    },
    get rows() {
      return rows()
    },
    get hasChanges() {
      return counts.create + counts.update > 0
    },
    report({ applied, sha256 }) {
      // What is wrong with the whole file is wrong with each row of it.
      const isRefused = issues.refusesFile
      return {
        applied,
        rowsRead: rows(),
        created: isRefused ? 0 : counts.create,
        updated: isRefused ? 0 : counts.update,
        unchanged: isRefused ? 0 : counts.unchanged,
        rejected: isRefused ? rows() : counts.rejected,
        issues: issues.inOrder(),
        sha256,
      }
    },
  }
}
