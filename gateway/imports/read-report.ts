import type { ErrorCode } from '../errors.ts'
import { TransferProblem } from './transfer-problem.ts'

/** How far an import has come. */
export type ImportProgress = {
  readonly phase: 'checking' | 'writing'
  readonly rows: number
  /** Null while nobody knows how many there are. */
  readonly of: number | null
}

/** What became of a file: ImportReport of the schema. */
export type ImportReport = {
  readonly applied: boolean
  readonly rowsRead: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly issues: readonly ImportIssue[]
  readonly sha256: string
}

/** A remark about a cell, a row or the file. */
export type ImportIssue = {
  readonly severity: 'ERROR' | 'WARNING'
  /** The header is row 1; null for the whole file. */
  readonly row: number | null
  readonly column: string | null
  readonly code: string
  readonly message: string
  readonly suggestions: readonly string[]
}

/** One line of an answer; the last one is a report or a problem. */
export type ImportLine =
  | { readonly progress: ImportProgress }
  | { readonly report: ImportReport }
  | { readonly problem: TransferProblem }

/** Thrown at what is no answer of an import; the message is for our log. */
export class BadAnswer extends Error {}

/**
 * Reads a line of a subgraph's answer. Nothing passes but what is read here: of an error its code and message where the
 * code is one that a subgraph may use, else a sentence of ours.
 */
export const readImportLine = (text: string, passes: (code: unknown) => code is ErrorCode): ImportLine => {
  const line = readJson(text)
  if ('progress' in line) return { progress: readProgress(asObject(line.progress, 'progress')) }
  if ('report' in line) return { report: readReport(asObject(line.report, 'report')) }
  return { problem: readProblem(line, passes) }
}

/** Reads the first error of an answer. Throws BadAnswer when there is none that a client may read. */
export const readProblem = (answer: Json, passes: (code: unknown) => code is ErrorCode): TransferProblem => {
  const [first] = Array.isArray(answer.errors) ? answer.errors : []
  if (first === undefined) throw new BadAnswer('A line is neither progress nor a report nor errors.')
  const { message, extensions } = asObject(first, 'errors')
  const { code } = asObject(extensions, 'extensions')
  if (!passes(code)) throw new BadAnswer(`The subgraph says an error that clients do not get to read.`)
  return new TransferProblem(code, readText(message, 'message', 1000))
}

/** Reads an object of JSON. Throws BadAnswer. */
export const readJson = (text: string): Json => {
  try {
    return asObject(JSON.parse(text), 'line')
  } catch (cause) {
    throw cause instanceof BadAnswer ? cause : new BadAnswer('A line is no JSON.')
  }
}

type Json = Readonly<Record<string, unknown>>

const readProgress = ({ phase, rows, of }: Json): ImportProgress => {
  if (phase !== 'checking' && phase !== 'writing') throw new BadAnswer('The phase is none that is known.')
  return { phase, rows: readCount(rows, 'rows'), of: of === null ? null : readCount(of, 'of') }
}

const readReport = (report: Json): ImportReport => {
  const { applied, issues, sha256 } = report
  if (typeof applied !== 'boolean') throw new BadAnswer('"applied" is neither true nor false.')
  if (!Array.isArray(issues)) throw new BadAnswer('"issues" is no list.')
  const count = (name: string): number => readCount(report[name], name)
  return {
    applied,
    rowsRead: count('rowsRead'),
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    issues: issues.map(issue => readIssue(asObject(issue, 'issue'))),
    sha256: readText(sha256, 'sha256', 64),
  }
}

const readIssue = ({ severity, row, column, code, message, suggestions }: Json): ImportIssue => {
  if (severity !== 'ERROR' && severity !== 'WARNING') throw new BadAnswer('The severity is none that is known.')
  if (typeof code !== 'string' || !/^[A-Z_]{1,40}$/.test(code)) throw new BadAnswer('An issue has no code.')
  if (!Array.isArray(suggestions)) throw new BadAnswer('"suggestions" is no list.')
  return {
    severity,
    row: row === null ? null : readCount(row, 'row'),
    column: column === null ? null : readText(column, 'column', 300),
    code,
    message: readText(message, 'message', 1000),
    suggestions: suggestions.slice(0, 20).map(suggestion => readText(suggestion, 'suggestion', 300)),
  }
}

const asObject = (value: unknown, name: string): Json => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw new BadAnswer(`"${name}" is no object.`)
}

const readCount = (value: unknown, name: string): number => {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number
  throw new BadAnswer(`"${name}" is no count.`)
}

const readText = (value: unknown, name: string, longest: number): string => {
  if (typeof value !== 'string') throw new BadAnswer(`"${name}" is no text.`)
  return value.slice(0, longest).toWellFormed()
}
