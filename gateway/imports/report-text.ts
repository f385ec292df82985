import type { ImportIssue, ImportReport } from './read-report.ts'

/** How a report is written for a reader. */
export type ReportStyle = {
  /** Name of the file, and the kind of its rows. */
  readonly file: string
  readonly kind: string
  /** Whether it was meant to be written. */
  readonly apply: boolean
  /** All issues, or at most fifty. */
  readonly all: boolean
}

/** Writes a report as text: what became of it, the counts, then what to look at, row by row. */
export const reportText = (report: ImportReport, style: ReportStyle): string => {
  const { issues } = report
  const shown = style.all ? issues : issues.slice(0, mostShown)
  const rest = issues.length - shown.length
  return [
    verdict(report, style),
    '',
    ...aligned(
      counts.map(name => [name === 'rowsRead' ? 'rows' : name, report[name].toLocaleString('en')]),
      [1],
    ),
    ...(issues.length > 0 ? ['', ...issueLines(shown)] : []),
    ...(rest > 0 ? ['', `${rest.toLocaleString('en')} more are shown with --all.`] : []),
    '',
  ].join('\n')
}

/** Tells whether somebody has to put something right in the file. */
export const isRejected = ({ rejected, issues }: ImportReport): boolean =>
  rejected > 0 || issues.some(({ severity }) => severity === 'ERROR')

const mostShown = 50
const counts = ['rowsRead', 'created', 'updated', 'unchanged', 'rejected'] as const

const verdict = (report: ImportReport, { file, kind, apply }: ReportStyle): string => {
  const name = `"${printable(file)}"`
  if (report.applied) return `${name} was imported into ${kind}.`
  if (isRejected(report)) {
    return `${name} was not imported into ${kind}: a file is taken as a whole, and not all of it can be. Put right what is said below, then send it again.`
  }
  if (apply) return `${name} changed nothing in ${kind}.`
  return `${name} could be imported into ${kind}; this was a dry run, and nothing was written. Add --apply to write it.`
}

const issueLines = (issues: readonly ImportIssue[]): string[] => {
  const rows = issues.map(({ row, column, severity, code }) => [
    row === null ? 'file' : `row ${row}`,
    column ?? '',
    severity.toLowerCase(),
    code,
  ])
  return aligned(
    rows.map(cells => cells.map(printable)),
    [],
  ).flatMap((start, position) => {
    const { message, suggestions } = issues[position]!
    const line = `${start}  ${printable(message)}`
    const meant = suggestions.map(one => `"${printable(one)}"`).join(', ')
    return suggestions.length > 0 ? [line, `${' '.repeat(start.length)}  Meant may be ${meant}.`] : [line]
  })
}

/** Pads columns to one width each; those whose numbers are given are set to the right. */
const aligned = (rows: readonly (readonly string[])[], right: readonly number[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(cells => cells[column]?.length ?? 0)))
  return rows.map(cells =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  '),
  )
}

/** Leaves out what could steer a terminal: a file's own words stand in its report. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
