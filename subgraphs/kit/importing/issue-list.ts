import type { ImportIssue, ImportSeverity } from './report.ts'

/** An issue of the whole file. */
export type FileIssue = Omit<ImportIssue, 'row'>

/** Collects issues as they come and answers them in row order. */
export type IssueList = {
  add(issue: ImportIssue): void
  readonly hasErrors: boolean
  /** True where an error is about the whole file. */
  readonly refusesFile: boolean
  /** Those of the file first, then row by row; at most 5,000, and then one that counts the rest. */
  inOrder(): readonly ImportIssue[]
}

/** Most issues that a report holds. */
export const mostIssues = 5_000

/** Warnings of one kind that errors leave room for. */
const sparedWarnings = 100

/** Creates an empty list. Of what does not fit the commonest kind goes first, so that no mistake hides all others. */
export const createIssueList = (): IssueList => {
  const kinds = new Map<string, Kind>()
  const counts = { ERROR: 0, WARNING: 0 }
  const kept = { ERROR: 0, WARNING: 0 }
  let refusesFile = false
  const dropOne = (): void => {
    const kind = mostCommon(kinds.values())
    kind.issues.pop()
    kept[kind.severity] -= 1
  }
  return {
    add(issue) {
      const { severity, row } = issue
      counts[severity] += 1
      kept[severity] += 1
      refusesFile ||= severity === 'ERROR' && row === null
      const name = kindOf(issue, kinds.size)
      const kind = kinds.get(name) ?? { severity, issues: [] }
      kinds.set(name, kind)
      kind.issues.push({ issue, place: counts.ERROR + counts.WARNING })
      if (kept.ERROR + kept.WARNING > mostIssues) dropOne()
    },
    get hasErrors() {
      return counts.ERROR > 0
    },
    get refusesFile() {
      return refusesFile
    },
    inOrder() {
      const shown = [...kinds.values()].flatMap(({ issues }) => issues).sort(inRowOrder)
      const listed = shown.map(({ issue }) => issue)
      const errors = counts.ERROR - kept.ERROR
      const warnings = counts.WARNING - kept.WARNING
      return errors + warnings === 0 ? listed : [...listed, theRest(errors, warnings)]
    },
  }
}

type Kept = { readonly issue: ImportIssue; readonly place: number }
type Kind = { readonly severity: ImportSeverity; readonly issues: Kept[] }

// What a definition says may be different in each row; then the column and the code have to do.
const mostWordings = 300

const kindOf = ({ severity, row, column, code, message }: ImportIssue, kinds: number): string => {
  const wording = kinds < mostWordings ? message.replace(/"[^"]*"|[\d,.-]+/g, '') : ''
  return [severity, row === null ? 'file' : 'row', column, code, wording].join('\n')
}

/** The longest list; one of warnings as long as any of them is long. */
const mostCommon = (kinds: Iterable<Kind>): Kind => {
  const none: Kind = { severity: 'ERROR', issues: [] }
  let [errors, warnings] = [none, none]
  for (const kind of kinds) {
    const longest = kind.severity === 'ERROR' ? errors : warnings
    if (kind.issues.length <= longest.issues.length) continue
    if (kind.severity === 'ERROR') errors = kind
    else warnings = kind
  }
  return warnings.issues.length > Math.min(sparedWarnings, errors.issues.length) ? warnings : errors
}

const inRowOrder = (one: Kept, other: Kept): number =>
  (one.issue.row ?? 0) - (other.issue.row ?? 0) || one.place - other.place

const theRest = (errors: number, warnings: number): ImportIssue => ({
  severity: errors > 0 ? 'ERROR' : 'WARNING',
  row: null,
  column: null,
  code: 'INVALID',
  message: `There are ${counted(errors, 'more error')} and ${counted(warnings, 'more warning')} that are not listed. Put right what is listed, then check the file again.`,
  suggestions: [],
})

const counted = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
