import { type Address, linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'
import type { DatePrecision, ProgramKind, ProgramStatus } from '../generated/operations.ts'
import { dateLine } from '../parts/date-words.ts'
import { plain } from '../parts/field-words.ts'
import { statusWords } from '../parts/program-status.ts'

/** A program as it is drawn over time. */
export type TimelineProgram = {
  readonly slug: string
  readonly title: string
  readonly kind: ProgramKind
  readonly status: ProgramStatus
  /** Null when no source says when: such a program has a lane of its own. */
  readonly time: KnownTime | null
  /** The date in words, never more exact than it is known. */
  readonly when: string
  readonly href: string
}

/** What a date allows. */
export type KnownTime = {
  /** First and last day that it can mean, YYYY-MM-DD. */
  readonly earliest: string
  readonly latest: string
  readonly precision: DatePrecision
  /** It lasted from the first to the last day; else it was some time between them. */
  readonly isPeriod: boolean
}

export type TimelineContent = {
  readonly programs: readonly TimelineProgram[]
  /** All that fit the filters; more than are drawn where the network has more than one page of them. */
  readonly total: number
}

/** Takes the programs of an answer apart: earliest first, undated ones last by title. */
export const timelineContent = (answer: DataOf<'program-timeline'> | null, address: Address): TimelineContent => {
  const programs = (answer?.programs?.edges ?? []).map(({ node }): TimelineProgram => {
    const { slug, title, kind, status, dates } = node
    const href = linkTo('/programs/:slug', slug, address)
    return { slug, title, kind, status, time: timeOf(dates), when: dateLine(dates), href }
  })
  const sorted = programs.sort(
    (one, other) =>
      (one.time?.earliest ?? '9999').localeCompare(other.time?.earliest ?? '9999') ||
      one.title.localeCompare(other.title, 'en'),
  )
  return { programs: sorted, total: answer?.programs?.totalCount ?? 0 }
}

type Dates = NonNullable<DataOf<'program-timeline'>['programs']>['edges'][number]['node']['dates']

const timeOf = (dates: Dates): KnownTime | null => {
  if (!dates?.earliest || !dates.latest) return null
  const { edtf, earliest, latest, precision } = dates
  return { earliest, latest, precision, isPeriod: edtf.includes('/') }
}

/** Says a program in one line: "Delegation to Singapore: delegation, 9 January 2015 – 17 January 2015, announced only". */
export const programWords = ({ title, kind, when, status }: TimelineProgram): string =>
  `${title}: ${plain(kind)}, ${when}, ${statusWords(status)}`
