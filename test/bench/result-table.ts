import type { Profiler } from 'node:inspector/promises'
import { cpus } from 'node:os'
import type { ContestantName } from './contestants.ts'
import { sharesOf } from './profile.ts'

/** One contestant in one round of one case. */
export type Sample = { readonly cpuMs: number; readonly requestsPerSecond: number }

/** What is known of a contestant in one case. */
export type Row = {
  readonly name: ContestantName
  readonly title: string
  /** Calls to subgraphs for one request. */
  readonly calls: number
  readonly samples: readonly Sample[]
  /** Why it was not measured, or what makes its numbers doubtful; null when all is well. */
  readonly remark: string | null
}

/** All contestants in one case. */
export type CaseResult = {
  readonly name: string
  readonly bytes: number
  readonly rows: readonly Row[]
  readonly profiles: readonly Profile[]
}

/** Where a contestant spends its CPU time. */
export type Profile = { readonly name: ContestantName; readonly title: string; readonly profile: Profiler.Profile }

/** Middle of the values; NaN for none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

/** Writes the table in Markdown, with the conditions under which it was made. */
export const writeTable = (results: readonly CaseResult[], conditions: string): string => {
  const head = [
    'case',
    'contestant',
    'calls',
    'CPU ms per request',
    '(least to most)',
    'requests/s',
    'x hand-written',
    'x stock',
  ]
  const lines = results.flatMap(result => result.rows.map(row => cells(result, row)))
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map(line => line[column]?.length ?? 0)))
  const written = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  const remarks = results.flatMap(({ name, rows }) =>
    rows.flatMap(({ title, remark }) => (remark === null ? [] : [`- ${name}, ${title}: ${remark}`])),
  )
  return [
    `${conditions} Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown CPU'}.`,
    '',
    written(head),
    rule,
    ...lines.map(written),
    ...(remarks.length > 0 ? ['', ...remarks] : []),
    '',
  ].join('\n')
}

const cells = ({ name, bytes, rows }: CaseResult, row: Row): readonly string[] => {
  const label = `${name}, ${(bytes / 1000).toFixed(1)} KB`
  if (row.samples.length === 0) return [label, row.title, '-', 'not measured', '-', '-', '-', '-']
  const cpu = cpuOf(row)
  const costs = row.samples.map(sample => sample.cpuMs)
  return [
    label,
    row.title,
    String(row.calls),
    milliseconds(cpu),
    `(${milliseconds(Math.min(...costs))} to ${milliseconds(Math.max(...costs))})`,
    Math.round(median(row.samples.map(sample => sample.requestsPerSecond))).toString(),
    ratio(cpu, rows, 'aggregator'),
    ratio(cpu, rows, 'stock'),
  ]
}

const cpuOf = (row: Row | undefined): number => median(row?.samples.map(sample => sample.cpuMs) ?? [])

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 3 : 1)

const ratio = (cpu: number, rows: readonly Row[], against: ContestantName): string => {
  const value = cpu / cpuOf(rows.find(({ name }) => name === against))
  return Number.isNaN(value) ? '-' : value.toFixed(value < 0.1 ? 3 : 2)
}

/** Writes the parts of a profile that take most, in Markdown. */
export const writeShares = (result: CaseResult): string =>
  result.profiles
    .map(({ title, profile }) => {
      const parts = sharesOf(profile)
        .filter(({ share }) => share >= leastShare)
        .map(({ part, share }) => `- ${(100 * share).toFixed(0).padStart(2)} % ${part}`)
      return [`## CPU of ${title}, ${result.name} case`, '', ...parts, ''].join('\n')
    })
    .join('\n')

const leastShare = 0.015
