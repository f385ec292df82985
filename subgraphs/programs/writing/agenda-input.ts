import { checkOptionalText, checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'

/** The fields of the contract's AddAgendaItemInput and UpdateAgendaItemInput: not given stays, null clears. */
export type AgendaItemFields = {
  readonly position?: number | null
  readonly title?: string | null
  readonly description?: string | null
  readonly presentationTitle?: string | null
  readonly startsAt?: string | null
  readonly endsAt?: string | null
  readonly venue?: string | null
  readonly speakerIds?: readonly string[] | null
}

/** The columns of an agenda item as far as they were given. */
export type AgendaItemColumns = {
  readonly title?: string
  readonly description?: string | null
  readonly presentationTitle?: string | null
  readonly startsAt?: string | null
  readonly endsAt?: string | null
  readonly venue?: string | null
}

const line = { max: 300 }
const mostSpeakers = 200

/** Checks what needs no look at the program: texts, the form of times, the size of lists, and that nothing needed is cleared. */
export const checkAgendaItem = (problems: Problems, fields: AgendaItemFields): AgendaItemColumns => {
  const at = (field: string): readonly string[] => ['input', field]
  const given: Record<string, string | null> = {}
  if (fields.title === null) problems.add(at('title'), 'INVALID', 'An agenda item needs a title. Give one.')
  if (fields.title != null) given.title = checkText(problems, at('title'), fields.title, line)
  for (const field of ['presentationTitle', 'venue'] as const) {
    const text = checkOptionalText(problems, at(field), fields[field], line)
    if (text !== undefined) given[field] = text
  }
  const description = checkOptionalText(problems, at('description'), fields.description, { max: 4000, lines: true })
  if (description !== undefined) given.description = description
  for (const field of ['startsAt', 'endsAt'] as const) {
    const time = fields[field]
    if (time === undefined) continue
    if (time !== null) checkTime(problems, at(field), time)
    given[field] = time
  }
  if (fields.position === null) {
    problems.add(
      at('position'),
      'INVALID',
      'An agenda item always has a place in the order. Leave it out, or give one from 1.',
    )
  }
  if (fields.position != null && fields.position < 1) {
    problems.add(at('position'), 'INVALID', `There is no place ${fields.position} in an agenda. Give one from 1.`)
  }
  checkTimeOrder(problems, fields, 'endsAt')
  if (fields.speakerIds != null && fields.speakerIds.length > mostSpeakers) {
    const message = `An agenda item has at most ${mostSpeakers} speakers, and these are ${fields.speakerIds.length}.`
    problems.add(at('speakerIds'), 'INVALID', message)
  }
  return given as AgendaItemColumns
}

/** Longest time that is kept: more digits of a second than a microsecond needs say nothing. */
const mostCharacters = 40

const checkTime = (problems: Problems, field: readonly string[], time: string): void => {
  if (time.length > mostCharacters || Number.isNaN(Date.parse(time))) {
    problems.add(
      field,
      'INVALID',
      `"${time.slice(0, mostCharacters)}" is no time that is kept. Write e.g. 2024-11-08T09:00:00-08:00.`,
    )
  }
}

type Timed = { readonly startsAt?: string | null | undefined; readonly endsAt?: string | null | undefined }
type Dated = {
  readonly dateEarliest?: string | null | undefined
  readonly dateLatest?: string | null | undefined
  readonly edtf?: string | null | undefined
}

const checkTimeOrder = (problems: Problems, { startsAt, endsAt }: Timed, field: 'startsAt' | 'endsAt'): void => {
  if (startsAt == null || endsAt == null || !(Date.parse(startsAt) >= Date.parse(endsAt))) return
  const message = `The item ends at ${endsAt}, but starts at ${startsAt}. The end comes after the start.`
  problems.add(['input', field], 'INVALID', message)
}

/**
 * Checks that an item starts before it ends, and that what was given lies within the days of its program, if these are
 * known, a day more at each end: evenings run on past midnight.
 */
export const checkAgendaTimes = (problems: Problems, times: Timed, given: Timed, program: Dated): void => {
  checkTimeOrder(problems, times, given.endsAt === undefined ? 'startsAt' : 'endsAt')
  for (const field of ['startsAt', 'endsAt'] as const) {
    const time = given[field]
    // The day of the place: the offset that was written is that of the place.
    const day = time?.slice(0, 10)
    if (
      day === undefined ||
      (day >= dayBeside(program.dateEarliest, -1, '1900-01-01') &&
        day <= dayBeside(program.dateLatest, 1, '2100-12-31'))
    )
      continue
    const dates = program.edtf == null ? 'between 1900 and 2100' : `of the program's dates "${program.edtf}"`
    problems.add(
      ['input', field],
      'INVALID',
      `The time ${time} is on no day ${dates}. Correct it, or the program's dates first.`,
    )
  }
}

const dayBeside = (day: string | null | undefined, days: number, unknown: string): string => {
  if (day == null) return unknown
  const time = new Date(`${day}T00:00:00Z`)
  time.setUTCDate(time.getUTCDate() + days)
  return time.toISOString().slice(0, 10)
}
