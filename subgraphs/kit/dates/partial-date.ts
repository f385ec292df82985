import { problem } from '../errors/problem.ts'
import { type DaySpan, daysWithin } from './calendar.ts'
import { type KnownTo, readEdtf } from './edtf.ts'

/** The smallest unit of a date that is known; the words of the contract. */
export type DatePrecision = KnownTo

/** A date exactly as well known as the sources allow. */
export type PartialDate = {
  /** The EDTF text as it was given, without spaces around it. */
  readonly edtf: string
  /** First day that it can mean; null when it is open towards the past. */
  readonly earliest: string | null
  /** Last day that it can mean; null when it is open towards the future. */
  readonly latest: string | null
  readonly precision: DatePrecision
  /** Length, first and last day included; null unless it is a day or a period known to the day. */
  readonly days: number | null
  /** Days between which it begins: for a period those of its start. Null when the start is open. */
  readonly begins: DaySpan | null
}

/** The contract's type PartialDate, ready for the default resolvers. */
export type PrintedDate = PartialDate & { readonly inferred: boolean; readonly label: string | null }

/**
 * Reads a date of EDTF (ISO 8601-2): a day, month or year, a period "a/b", or a set "[a..b]" (some day within), each
 * with "?", "~" or "%" where it is uncertain. Qualifiers do not widen the span.
 * Throws BAD_USER_INPUT with a sentence that says what is wrong with the text.
 */
export const readPartialDate = (text: string): PartialDate => {
  const edtf = text.trim()
  const reading = readEdtf(edtf)
  if ('problem' in reading) {
    throw problem(
      'BAD_USER_INPUT',
      `"${edtf}" is no date that this network reads: ${reading.problem}. Write EDTF, e.g. "2024-11-08", "2013-10", "2011", ` +
        `"2015-01-09/2015-01-17" or "[2013-10..2015-01]".`,
    )
  }
  const { kind, start, end, precision } = reading
  const earliest = start?.earliest ?? null
  const latest = end?.latest ?? null
  const whole = earliest !== null && latest !== null ? { earliest, latest } : null
  return {
    edtf,
    earliest,
    latest,
    precision,
    days: kind !== 'set' && precision === 'DAY' && whole !== null ? daysWithin(whole) : null,
    begins: kind === 'set' ? whole : start,
  }
}

/** Creates the contract's PartialDate from what is stored; null when no date is stored. */
export const printedDate = (
  edtf: string | null,
  printed: { readonly inferred?: boolean | null; readonly label?: string | null } = {},
): PrintedDate | null =>
  edtf === null ? null : { ...readPartialDate(edtf), inferred: printed.inferred ?? false, label: printed.label ?? null }
