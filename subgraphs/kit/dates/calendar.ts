/** First and last day of a stretch of time, both included, YYYY-MM-DD. Days of this form sort as text. */
export type DaySpan = { readonly earliest: string; readonly latest: string }

const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const msPerDay = 86_400_000

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Counts the days of a month (1 to 12) in the Gregorian calendar. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Tells whether a text is a day of the calendar, YYYY-MM-DD. "2023-02-29" is none. */
export const isDay = (text: string): boolean => {
  if (!dayPattern.test(text)) return false
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Finds the first and the last day of a year given as four digits. */
export const spanOfYear = (year: string): DaySpan => ({ earliest: `${year}-01-01`, latest: `${year}-12-31` })

/** Finds the first and the last day of a month, both given as digits. */
export const spanOfMonth = (year: string, month: string): DaySpan => ({
  earliest: `${year}-${month}-01`,
  latest: `${year}-${month}-${twoDigits(daysInMonth(Number(year), Number(month)))}`,
})

/** Counts days from the first to the last, both included. */
export const daysWithin = ({ earliest, latest }: DaySpan): number =>
  (Date.parse(latest) - Date.parse(earliest)) / msPerDay + 1
