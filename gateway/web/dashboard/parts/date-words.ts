import type { DatePrecision } from '../generated/operations.ts'

/** The parts of a partial date that say how to write it. */
export type WrittenDate = {
  readonly edtf: string
  readonly earliest?: string | null
  readonly latest?: string | null
  readonly precision?: DatePrecision
  readonly inferred?: boolean
  readonly label?: string | null
}

/** A date as far as it is known: never to the day when only the month is. */
export const dateWords = (date: WrittenDate | null | undefined): string => {
  if (!date) return 'undated'
  const { edtf } = date
  const within = edtf.match(/^\[(.+)\.\.(.+)\]$/)
  if (within) return `some time between ${pointWords(within[1])} and ${pointWords(within[2])}`
  const [start, end] = edtf.split('/')
  return end ? `${pointWords(start)} – ${pointWords(end)}` : pointWords(start)
}

/** What a reader must know of how the date is known; empty when it is a plain day or period. */
export const dateLimits = (date: WrittenDate | null | undefined): readonly string[] => {
  if (!date) return []
  const precision = date.precision ?? precisionOf(date.edtf)
  return [
    ...(precision === 'MONTH' ? ['month only'] : []),
    ...(precision === 'YEAR' ? ['year only'] : []),
    ...(date.inferred ? ['partly inferred'] : []),
  ]
}

/** Both in one line, for a cell of a table: "May 2024, month only". */
export const dateLine = (date: WrittenDate | null | undefined): string =>
  [dateWords(date), ...dateLimits(date)].join(', ')

const precisionOf = (edtf: string): DatePrecision => {
  const [first = ''] = edtf.replace('[', '').split(/\.\.|\//)
  if (/^\d{4}-\d{2}-\d{2}/.test(first)) return 'DAY'
  return /^\d{4}-\d{2}/.test(first) ? 'MONTH' : 'YEAR'
}

const months = 'January February March April May June July August September October November December'.split(' ')

/** "2024-11-08" as "8 November 2024", "2024-05" as "May 2024"; what is not of this form stays as it is. */
const pointWords = (point = ''): string => {
  const found = point.match(/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%]?)$/)
  if (!found) return point
  const [, year, month, day, doubt] = found
  const name = month === undefined ? undefined : months[Number(month) - 1]
  const words = [day && String(Number(day)), name, year].filter(Boolean).join(' ')
  return doubt ? `about ${words}` : words
}
