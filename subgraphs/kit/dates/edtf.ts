import { type DaySpan, isDay, spanOfMonth, spanOfYear } from './calendar.ts'

/** The smallest unit that is known. */
export type KnownTo = 'DAY' | 'MONTH' | 'YEAR'

/** An EDTF text taken apart. A null start or end is open: unknown, or without bound. */
export type EdtfReading = {
  readonly kind: 'date' | 'period' | 'set'
  readonly start: DaySpan | null
  readonly end: DaySpan | null
  /** The coarsest of the dates within. */
  readonly precision: KnownTo
}

type Problem = { readonly problem: string }
type SingleDate = DaySpan & { readonly precision: KnownTo }

// A qualifier stands behind a part and covers all to its left (level 1), or before a part and covers it alone (level 2).
const datePattern = /^[?~%]?(\d{4})[?~%]?(?:-[?~%]?(\d{2})[?~%]?(?:-[?~%]?(\d{2})[?~%]?)?)?$/

const coarseness = { DAY: 0, MONTH: 1, YEAR: 2 } as const satisfies Record<KnownTo, number>

const unread = (text: string): string => {
  if (text === '') return 'it is empty'
  if (text.includes('T')) return `"${text}" has a clock time; give the day alone`
  if (/X/i.test(text)) return `"${text}" leaves digits open; give a month, a year or a set instead`
  if (text.startsWith('{')) return `"${text}" is a list of several dates; give a period or a set`
  if (/^[Y-]/.test(text)) return `"${text}" is no year of four digits`
  return `"${text}" is not of the form YYYY, YYYY-MM or YYYY-MM-DD`
}

const readSingle = (text: string): SingleDate | Problem => {
  const match = datePattern.exec(text)
  if (match === null) return { problem: unread(text) }
  const [, year, month, day] = match as unknown as [string, string, string | undefined, string | undefined]
  if (month === undefined) return { ...spanOfYear(year), precision: 'YEAR' }
  if (Number(month) < 1 || Number(month) > 12) {
    return { problem: `there is no month ${month}${Number(month) >= 21 ? ', and seasons are not read' : ''}` }
  }
  if (day === undefined) return { ...spanOfMonth(year, month), precision: 'MONTH' }
  const date = `${year}-${month}-${day}`
  if (!isDay(date)) return { problem: `the calendar has no ${date}` }
  return { earliest: date, latest: date, precision: 'DAY' }
}

/** Reads one end; null when it is open. */
const readEnd = (text: string): SingleDate | Problem | null => (text === '' || text === '..' ? null : readSingle(text))

const coarsest = (dates: readonly (SingleDate | null)[]): KnownTo =>
  dates
    .flatMap(date => (date === null ? [] : [date.precision]))
    .reduce<KnownTo>((worst, next) => (coarseness[next] > coarseness[worst] ? next : worst), 'DAY')

const readPeriod = (text: string): EdtfReading | Problem => {
  const ends = text.split('/')
  if (ends.length !== 2) return { problem: 'a period has one "/"' }
  const [start, end] = ends.map(readEnd) as [SingleDate | Problem | null, SingleDate | Problem | null]
  if (start !== null && 'problem' in start) return start
  if (end !== null && 'problem' in end) return end
  if (start === null && end === null) return { problem: 'a period that is open at both ends says nothing' }
  if (start === null || end === null) return { kind: 'period', start, end, precision: coarsest([start, end]) }
  if (end.latest < start.earliest) return { problem: 'the period ends before it begins' }
  // A fine end bounds a coarse start, and the other way round: "2015/2015-03" begins in March at the latest.
  const [latestStart] = [start.latest, end.latest].sort() as [string, string]
  const [, earliestEnd] = [start.earliest, end.earliest].sort() as [string, string]
  return {
    kind: 'period',
    start: { earliest: start.earliest, latest: latestStart },
    end: { earliest: earliestEnd, latest: end.latest },
    precision: coarsest([start, end]),
  }
}

const readMember = (text: string): readonly [SingleDate | null, SingleDate | null] | Problem => {
  if (!text.includes('..')) {
    const date = readSingle(text)
    return 'problem' in date ? date : [date, date]
  }
  const ends = text.split('..')
  if (ends.length !== 2 || (ends[0] === '' && ends[1] === '')) return { problem: `"${text}" is no range "a..b"` }
  const [from, to] = ends.map(readEnd) as [SingleDate | Problem | null, SingleDate | Problem | null]
  if (from !== null && 'problem' in from) return from
  if (to !== null && 'problem' in to) return to
  if (from !== null && to !== null && to.latest < from.earliest)
    return { problem: `the range "${text}" runs backwards` }
  return [from, to]
}

const readSet = (text: string): EdtfReading | Problem => {
  const froms: (SingleDate | null)[] = []
  const tos: (SingleDate | null)[] = []
  for (const part of text.slice(1, -1).split(',')) {
    const member = readMember(part.trim())
    if ('problem' in member) return member
    froms.push(member[0])
    tos.push(member[1])
  }
  const known = (dates: readonly (SingleDate | null)[]): readonly SingleDate[] | null =>
    dates.includes(null) ? null : (dates as readonly SingleDate[])
  return {
    kind: 'set',
    start: known(froms)?.reduce((first, next) => (next.earliest < first.earliest ? next : first)) ?? null,
    end: known(tos)?.reduce((last, next) => (next.latest > last.latest ? next : last)) ?? null,
    precision: coarsest([...froms, ...tos]),
  }
}

/** Reads an EDTF text, or says in half a sentence why it cannot. See `readPartialDate` for what is read. */
export const readEdtf = (text: string): EdtfReading | Problem => {
  if (text.startsWith('[') && text.endsWith(']')) return readSet(text)
  if (text.includes('/')) return readPeriod(text)
  const date = readSingle(text)
  return 'problem' in date ? date : { kind: 'date', start: date, end: date, precision: date.precision }
}
