import type { PartialDate } from './partial-date.ts'

/** The buckets of time into which one record falls. Null where its date does not decide. */
export type DateBuckets = {
  /** Calendar year of the first day, e.g. "2024". */
  readonly year: string | null
  /** Month of the first day, e.g. "2024-11". */
  readonly month: string | null
  /** U.S. federal fiscal year of the first day, 1 October to 30 September, named after the year in which it ends. */
  readonly fiscalYear: number | null
}

type Begins = Pick<PartialDate, 'begins'> | null

const decided = <Bucket>(date: Begins, bucketOf: (day: string) => Bucket): Bucket | null => {
  if (date === null || date.begins === null) return null
  const first = bucketOf(date.begins.earliest)
  return first === bucketOf(date.begins.latest) ? first : null
}

/** Finds the calendar year in which a date begins; null when its possible first days lie in several years. */
export const yearOf = (date: Begins): string | null => decided(date, day => day.slice(0, 4))

/** Finds the month in which a date begins, YYYY-MM; null when only the year is known. */
export const monthOf = (date: Begins): string | null => decided(date, day => day.slice(0, 7))

/**
 * Finds the U.S. federal fiscal year of the first day. A year alone never decides it, since it spans two fiscal years;
 * a set does when all of it lies in one.
 */
export const fiscalYearOf = (date: Begins): number | null =>
  decided(date, day => Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0))

/** Finds all buckets at once, e.g. for the columns of a record that is written. */
export const bucketsOf = (date: Begins): DateBuckets => ({
  year: yearOf(date),
  month: monthOf(date),
  fiscalYear: fiscalYearOf(date),
})
