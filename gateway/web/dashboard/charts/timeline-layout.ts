import type { KnownTime, TimelineProgram } from './timeline-programs.ts'

/** How a mark says what is known: a point, a plain bar, or a hatched bar for "some time within". */
export type Certainty = 'day' | 'period' | 'month' | 'within'

/** A dated program with its place, in pixels; `y` is the middle of its lane. */
export type TimelineMark = {
  readonly program: TimelineProgram
  readonly certainty: Certainty
  /** From the first to the last day that the date can mean. */
  readonly from: number
  readonly to: number
  readonly y: number
  readonly label: { readonly text: string; readonly x: number; readonly anchor: 'start' | 'end' } | null
}

export type Timeline = {
  readonly marks: readonly TimelineMark[]
  readonly ticks: readonly { readonly x: number; readonly label: string }[]
  /** Of the axis: marks lie above. */
  readonly height: number
}

/** More programs than this are drawn without their titles, which would cover the figure. */
const mostLabels = 40
/** Of the widest system letters in use. */
const letterWidth = 7.3
const glyphRoom = 9
/** Of a bar that would be too thin to be seen as one. */
const leastBar = 22
const margin = 18

/** Places dated programs over an axis of years, each in the lowest lane where nothing is in its way. */
export const layoutTimeline = (programs: readonly TimelineProgram[], width: number): Timeline => {
  const dated = programs.filter((program): program is Dated => program.time !== null)
  if (dated.length === 0) return { marks: [], ticks: [], height: 0 }
  const years = dated.flatMap(({ time }) => [yearOf(time.earliest), yearOf(time.latest)])
  const [first, end] = [Math.min(...years), Math.max(...years) + 1]
  const x = (day: number): number =>
    margin + ((day - dayOf(`${first}-01-01`)) / daysBetween(first, end)) * (width - 2 * margin)
  const hasLabels = dated.length <= mostLabels
  const laneHeight = hasLabels ? 30 : 20
  const placed = inLanes(dated.map(program => extentOf(program, x, width, hasLabels)))
  const height = Math.max(2, ...placed.map(({ lane }) => lane + 1)) * laneHeight + 14
  return {
    marks: placed.map(({ lane, left, right, ...mark }) => ({ ...mark, y: height - (lane + 0.5) * laneHeight - 6 })),
    ticks: ticksOf(first, end, x, width),
    height,
  }
}

type Dated = TimelineProgram & { readonly time: KnownTime }
type Extent = Omit<TimelineMark, 'y'> & { readonly left: number; readonly right: number }

const extentOf = (program: Dated, x: (day: number) => number, width: number, hasLabel: boolean): Extent => {
  const { earliest, latest } = program.time
  const certainty = certaintyOf(program.time)
  const [start, end] = [x(dayOf(earliest)), x(dayOf(latest) + 1)]
  const thin = certainty === 'day' ? 0 : Math.max(0, leastBar - (end - start)) / 2
  const [from, to] = certainty === 'day' ? [(start + end) / 2, (start + end) / 2] : [start - thin, end + thin]
  const middle = (from + to) / 2
  const [left, right] = [Math.min(from, middle - glyphRoom), Math.max(to, middle + glyphRoom)]
  const mark = { program, certainty, from, to }
  if (!hasLabel) return { ...mark, label: null, left, right }
  return { ...mark, ...labelOf(program.title, { left, right, middle, width }) }
}

type Room = { readonly left: number; readonly right: number; readonly middle: number; readonly width: number }

/** Puts a title to the right of its mark, else to the left, cut where neither has room for all of it. */
const labelOf = (title: string, { left, right, middle, width }: Room): Pick<Extent, 'label' | 'left' | 'right'> => {
  const wanted = shorten(title, width < 520 ? 24 : 44)
  const lettersRight = Math.floor((width - right - 6) / letterWidth)
  const lettersLeft = Math.floor((left - 6) / letterWidth)
  const isRight = lettersRight >= wanted.length || lettersRight >= lettersLeft
  const text = shorten(wanted, isRight ? lettersRight : lettersLeft)
  // A bar over the whole axis leaves room within itself only.
  if (text.length < Math.min(8, wanted.length))
    return { label: { text: wanted, x: middle + glyphRoom + 3, anchor: 'start' }, left, right }
  const room = text.length * letterWidth + 6
  if (isRight) return { label: { text, x: right + 4, anchor: 'start' }, left, right: right + room }
  return { label: { text, x: left - 4, anchor: 'end' }, left: left - room, right }
}

/** Says how a date is known: nothing is drawn more exactly than that. */
export const certaintyOf = ({ precision, isPeriod, earliest, latest }: KnownTime): Certainty => {
  if (isPeriod) return 'period'
  if (precision === 'DAY') return earliest === latest ? 'day' : 'within'
  return precision === 'MONTH' && earliest.slice(0, 7) === latest.slice(0, 7) ? 'month' : 'within'
}

const inLanes = (extents: readonly Extent[]): readonly (Extent & { readonly lane: number })[] => {
  const taken: [number, number][][] = []
  return extents.map(extent => {
    const isFree = (lane: [number, number][]): boolean =>
      lane.every(([left, right]) => extent.right + 4 < left || extent.left - 4 > right)
    const free = taken.findIndex(isFree)
    const lane = free === -1 ? taken.length : free
    taken[lane] = [...(taken[lane] ?? []), [extent.left, extent.right]]
    return { ...extent, lane }
  })
}

/** Years at a distance that leaves room for their numbers; quarters where there are no more than two years. */
const ticksOf = (first: number, end: number, x: (day: number) => number, width: number): Timeline['ticks'] => {
  if (end - first <= 2) return quarters(first, end).map(({ day, label }) => ({ x: x(day), label }))
  const most = Math.max(3, Math.floor(width / 64))
  const step = [1, 2, 5, 10, 20, 50].find(years => (end - first) / years <= most) ?? 100
  const from = Math.ceil(first / step) * step
  return Array.from({ length: Math.floor((end - from) / step) + 1 }, (_, at) => from + at * step).map(year => ({
    x: x(dayOf(`${year}-01-01`)),
    label: String(year),
  }))
}

const quarters = (first: number, end: number): readonly { day: number; label: string }[] =>
  Array.from({ length: end - first }, (_, at) => first + at).flatMap(year =>
    ['January', 'April', 'July', 'October'].map((month, quarter) => ({
      day: dayOf(`${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`),
      label: quarter === 0 ? String(year) : month.slice(0, 3),
    })),
  )

/** Cuts between words: who speaks the words that are seen, to a screen or a listener, must be understood. */
const shorten = (title: string, most: number): string => {
  if (title.length <= most) return title
  const cut = title.slice(0, Math.max(0, most - 1))
  const isWhole = /^[\s…]/.test(title.slice(cut.length))
  const words = isWhole ? cut : cut.replace(/\s+\S*$/, '')
  return `${words.trimEnd()}…`
}

const yearOf = (date: string): number => Number(date.slice(0, 4))

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

const daysBetween = (first: number, end: number): number => dayOf(`${end}-01-01`) - dayOf(`${first}-01-01`)
