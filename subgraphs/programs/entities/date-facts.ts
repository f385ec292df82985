import { bucketsOf } from '@exchange-network/kit/dates/buckets'
import type { PartialDate } from '@exchange-network/kit/dates/partial-date'

/** A date as read, with the remark that a part of it is our conclusion; null when no source says one. */
export type KnownDate = (PartialDate & { readonly inferred: boolean }) | null

/** Creates the date columns of a row (see `dateColumns`). */
export const dateFacts = (date: KnownDate, label: string | null) => ({
  edtf: date?.edtf ?? null,
  dateEarliest: date?.earliest ?? null,
  dateLatest: date?.latest ?? null,
  datePrecision: date?.precision ?? null,
  dateDays: date?.days ?? null,
  dateInferred: date?.inferred ?? false,
  dateLabel: date === null ? null : label,
  dateOrder: date?.earliest == null ? 1 : 0,
  dateSort: date?.earliest ?? '',
})

/** Creates the columns of a program by which it is counted in time. Null where its first day does not decide. */
export const programDateFacts = (date: KnownDate) => {
  const { year, month, fiscalYear } = bucketsOf(date)
  return { dateYear: year === null ? null : Number(year), dateMonth: month, fiscalYear }
}
