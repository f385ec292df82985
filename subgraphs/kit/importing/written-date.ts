import { isDay } from '../dates/calendar.ts'
import { UnreadableCell } from './column.ts'

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'] // biome-ignore format: one line
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

// Three letters or more of the name, with or without a dot: "Nov", "Nov.", "Sept.".
const numberIn = (names: readonly string[], word: string): number => {
  const letters = word.toLowerCase().replace('.', '')
  return letters.length < 3 ? -1 : names.findIndex(name => name.startsWith(letters))
}

const word = String.raw`(\p{L}+\.?)`
const day = String.raw`(\d{1,2})(?:st|nd|rd|th)?`
const year = String.raw`(\d{4}|'?\d{2})`
const gap = String.raw`[\s,-]+`
const dayFirst = new RegExp(`^${day}${gap}(?:of\\s+)?${word}${gap}${year}$`, 'iu')
const monthFirst = new RegExp(`^${word}${gap}${day}${gap}${year}$`, 'iu')
const monthOnly = new RegExp(`^${word}${gap}${year}$`, 'iu')
const weekday = new RegExp(`^${word}\\s*,?\\s+(?=.*\\d)`, 'iu')

/**
 * Reads a date that is written out in English as EDTF: "8 November 2024", "Friday, Nov. 8, 2024", "8-Nov-2024", "Nov 2024".
 * Null for a text that is none. Throws an UnreadableCell where one is of no calendar, or of two years.
 */
export const readWrittenDate = (text: string): string | null => {
  const said = weekday.exec(text)?.[1]
  const named = said === undefined ? -1 : numberIn(weekdays, said)
  const edtf = readWithoutWeekday(named === -1 ? text : text.replace(weekday, ''))
  if (edtf === null || named === -1 || !isDay(edtf)) return edtf
  const actual = new Date(edtf).getUTCDay()
  if (actual === named) return edtf
  throw new UnreadableCell(
    `names a weekday that is not the one of ${edtf}, a ${capital(weekdays[actual] as string)}. Correct one of the two.`,
  )
}

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

const readWithoutWeekday = (text: string): string | null => {
  const parts = partsOf(text)
  if (parts === null) return null
  const month = numberIn(months, parts.month) + 1
  if (month === 0) return null
  if (parts.year.length !== 4)
    throw new UnreadableCell('has a year of two digits. Write all four, e.g. "8 November 2024".')
  const edtf = `${parts.year}-${twoDigits(month)}${parts.day === null ? '' : `-${twoDigits(parts.day)}`}`
  if (parts.day === null || isDay(edtf)) return edtf
  throw new UnreadableCell(
    `is no day of the calendar: ${capital(months[month - 1] as string)} ${parts.year} has no day ${parts.day}.`,
  )
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

const partsOf = (text: string): { day: number | null; month: string; year: string } | null => {
  const [, firstDay, thenMonth, itsYear] = dayFirst.exec(text) ?? []
  if (firstDay && thenMonth && itsYear) return { day: Number(firstDay), month: thenMonth, year: itsYear }
  const [, firstMonth, thenDay, thatYear] = monthFirst.exec(text) ?? []
  if (firstMonth && thenDay && thatYear) return { day: Number(thenDay), month: firstMonth, year: thatYear }
  const [, month, year] = monthOnly.exec(text) ?? []
  return month && year ? { day: null, month, year } : null
}
