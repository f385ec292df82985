import ical, { type ICalCalendar, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator'

/** The saved operation whose answer becomes a calendar. */
export const agendaOperation = 'program-agenda'

/** What that operation answers about a program; what a subgraph that is away did not give is null. */
export type ProgramAgenda = {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly summary: string | null
  readonly status: string
  readonly venue: string | null
  readonly version: number
  /** Last change, RFC 3339. */
  readonly updatedAt: string
  readonly dates: {
    readonly earliest: string | null
    readonly latest: string | null
    /** Null unless the day or days are known. */
    readonly days: number | null
    readonly inferred: boolean
    readonly label: string | null
  } | null
  readonly places: readonly { readonly label: string }[] | null
  readonly agenda: readonly AgendaItem[] | null
}

type AgendaItem = {
  readonly id: string
  readonly position: number
  readonly title: string
  readonly description: string | null
  readonly presentationTitle: string | null
  /** Instants with offset; null where no source gives an hour. */
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly venue: string | null
  readonly speakers: readonly ({ readonly label: string } | null)[] | null
}

/**
 * Writes the agenda of a program as a calendar (RFC 5545): one entry for the program on its days and one for each item.
 * An item without an hour is an entry of its day where the program has just one; of several days nobody knows which, so
 * it stands in the text of the program. Null when no source gives a day: a calendar may not be empty.
 */
export const writeAgenda = (program: ProgramAgenda): string | null => {
  const days = daysOf(program)
  const items = program.agenda ?? []
  const entries = items.flatMap(item => itemEntry(program, item, days) ?? [])
  if (!days && entries.length === 0) return null
  const calendar: ICalCalendar = ical({
    prodId: { company: 'Exchange Network', product: 'Agenda', language: 'EN' },
    // The library writes it as it stands.
    name: escaped(oneLine(program.title)),
  })
  const loose = items.filter(item => itemEntry(program, item, days) === null)
  if (days) calendar.createEvent(programEntry(program, days, loose))
  for (const entry of entries) calendar.createEvent(entry)
  return `${calendar.toString()}\r\n`
}

/** Days as midnights of UTC; the end is the day after the last. */
type Days = { readonly start: Date; readonly end: Date; readonly count: number }

const daysOf = ({ dates }: ProgramAgenda): Days | null => {
  if (!dates?.earliest || !dates.latest || dates.days === null) return null
  const end = new Date(dates.latest)
  end.setUTCDate(end.getUTCDate() + 1)
  return { start: new Date(dates.earliest), end, count: dates.days }
}

const programEntry = (program: ProgramAgenda, days: Days, loose: readonly AgendaItem[]): ICalEventData => ({
  ...sharedBy(program),
  id: idOf('program', program.id),
  ...wholeDays(days),
  summary: oneLine(program.title),
  ...described([
    program.summary,
    loose.length > 0 ? loose.map(({ position, title }) => `${position}. ${title}`).join('\n') : null,
    program.dates?.label ? `Date as printed: ${program.dates.label}` : null,
    program.dates?.inferred ? 'A part of the date is a conclusion and not in the source.' : null,
  ]),
  ...located(program, program.venue),
})

const itemEntry = (program: ProgramAgenda, item: AgendaItem, days: Days | null): ICalEventData | null => {
  const when = whenOf(item, days)
  if (!when) return null
  const speakers = (item.speakers ?? []).flatMap(speaker => speaker?.label ?? [])
  return {
    ...sharedBy(program),
    id: idOf('agenda-item', item.id),
    ...when,
    summary: oneLine(item.startsAt === null ? `${item.position}. ${item.title}` : item.title),
    ...described([
      item.presentationTitle && `Presentation: ${item.presentationTitle}`,
      item.description,
      speakers.length > 0 ? `With ${speakers.join(', ')}` : null,
      item.startsAt === null ? 'No source gives an hour; the number is the place in the agenda.' : null,
    ]),
    ...located(program, item.venue ?? program.venue),
  }
}

const whenOf = ({ startsAt, endsAt }: AgendaItem, days: Days | null): Pick<ICalEventData, 'start'> | null => {
  // An instant is written in UTC: each calendar shows it by the clock of whoever looks.
  if (startsAt !== null) return { start: new Date(startsAt), ...(endsAt !== null && { end: new Date(endsAt) }) }
  return days?.count === 1 ? wholeDays(days) : null
}

// Nobody is busy for a day because something is on at some hour of it.
const wholeDays = ({ start, end }: Days) => ({
  start,
  end,
  allDay: true,
  transparency: ICalEventTransparency.TRANSPARENT,
})

// The last change, not the moment of asking: the same agenda is the same file.
const sharedBy = ({ updatedAt, version, status }: ProgramAgenda) => ({
  stamp: new Date(updatedAt),
  lastModified: new Date(updatedAt),
  sequence: version,
  status: statuses[status] ?? ICalEventStatus.CONFIRMED,
})

const statuses: Readonly<Record<string, ICalEventStatus>> = {
  DRAFT: ICalEventStatus.TENTATIVE,
  ANNOUNCED: ICalEventStatus.TENTATIVE,
  POSTPONED: ICalEventStatus.TENTATIVE,
  CANCELLED: ICalEventStatus.CANCELLED,
}

const located = ({ places }: ProgramAgenda, venue: string | null): { location?: string } => {
  const parts = [venue, ...(places ?? []).map(({ label }) => label)].filter(part => part !== null)
  return parts.length > 0 ? { location: oneLine(parts.join(', ')) } : {}
}

const described = (parts: readonly (string | null)[]): { description?: string } => {
  const given = parts.filter(part => part !== null && part !== '')
  return given.length > 0 ? { description: plain(given.join('\n\n')) } : {}
}

// Ids are opaque, and the library writes them as they stand.
const idOf = (kind: string, id: string): string =>
  `${kind}-${encodeURIComponent(id).replaceAll('%', '_')}@exchange-network`

// A calendar holds no control characters but line breaks.
const plain = (text: string): string => text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ')
const oneLine = (text: string): string => plain(text).replaceAll('\n', ' ')
const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&')
