import { countryNames, familyNames, firstNames, secondNames } from './made-up-names.ts'
import { type Mistake, rosterMistakes, type Verdict } from './roster-mistakes.ts'

/** The columns of a roster, as national program agencies head them. */
export const rosterColumns = [
  'source_row_id',
  'family_name',
  'given_name',
  'native_name',
  'honorific',
  'country',
  'organization',
  'title',
  'role',
  'language',
  'email',
  'phone',
  'visibility',
] as const

/** One of the headings of a roster. */
export type RosterColumn = (typeof rosterColumns)[number]

/** The cells of one delegate. */
export type RosterRow = Readonly<Record<RosterColumn, string>>

/** What a roster is like. */
export type RosterOptions = {
  readonly rows: number
  /** The headings that it has; all of them unless said otherwise. */
  readonly columns?: readonly RosterColumn[]
  /** Names of `rosterMistakes`; each is made once. */
  readonly mistakes?: readonly string[]
  /** Ids or slugs of organizations that delegates come from; none unless said otherwise. */
  readonly organizations?: readonly string[]
  readonly visibility?: string
  readonly delimiter?: ',' | ';' | '\t'
}

/** A mistake that was made, and where: null is the whole file. */
export type Planted = Verdict & { readonly name: string; readonly row: number | null }

/** A roster of made-up delegates: the same options make the same bytes. */
export type Roster = {
  /** Its text, some rows at a time, so that a long one takes no memory. */
  text(): AsyncIterable<string>
  /** In row order. */
  readonly planted: readonly Planted[]
}

/** Makes up a roster, with exactly the mistakes that are asked for, spread over its rows. */
export const madeUpRoster = (options: RosterOptions): Roster => {
  const { rows, columns = rosterColumns, mistakes = [] } = options
  const chosen = mistakes.map(name => named(name, columns))
  const extra = chosen.filter(mistake => mistake.kind === 'column')
  const inRows = chosen.filter(mistake => mistake.kind !== 'column')
  const places = new Map(inRows.map((mistake, index) => [placeOf(index, inRows.length, rows), mistake]))
  if (places.size < inRows.length) {
    throw new Error(`A roster of ${rows} rows has no room for ${inRows.length} mistakes in rows of their own.`)
  }
  const planted = [
    ...extra.map(mistake => plantedAs(mistake, null)),
    ...[...places].map(([index, mistake]) => plantedAs(mistake, index + 2)),
  ]
  return { text: () => write(options, extra, places), planted }
}

/** Names the mistakes that can be made in a roster with these columns. */
export const mistakesFor = (columns: readonly RosterColumn[]): readonly string[] =>
  rosterMistakes.filter(mistake => needsOf(mistake).every(column => columns.includes(column))).map(({ name }) => name)

const needsOf = (mistake: Mistake): readonly RosterColumn[] => {
  if (mistake.kind === 'cell') return [mistake.needs]
  if (mistake.kind === 'row') return ['source_row_id']
  return mistake.code === 'DUPLICATE' ? ['family_name'] : []
}

const named = (name: string, columns: readonly RosterColumn[]): Mistake => {
  const mistake = rosterMistakes.find(one => one.name === name)
  if (mistake === undefined) throw new Error(`There is no mistake named "${name}". Take one of "rosterMistakes".`)
  const lacking = needsOf(mistake).filter(column => !columns.includes(column))
  if (lacking.length === 0) return mistake
  throw new Error(`The mistake "${name}" needs column "${lacking[0]}", which this roster does not have.`)
}

// The last mistake is in the last row: behind a quote that is never closed nothing can be read. No two stand side by
// side, since some look at the row above.
const placeOf = (index: number, count: number, rows: number): number => Math.floor(((index + 1) * rows) / count) - 1

const plantedAs = ({ name, severity, code, column }: Mistake, row: number | null): Planted => ({
  name,
  row,
  severity,
  code,
  column,
})

type ColumnMistake = Extract<Mistake, { kind: 'column' }>
type RowMistake = Exclude<Mistake, ColumnMistake>

const rowsAtOnce = 200

async function* write(
  options: RosterOptions,
  extra: readonly ColumnMistake[],
  places: ReadonlyMap<number, RowMistake>,
): AsyncIterable<string> {
  const { rows, columns = rosterColumns, delimiter = ',' } = options
  const lineOf = (cells: readonly string[]): string => cells.map(cell => quoted(cell, delimiter)).join(delimiter)
  const headings = lineOf([...columns, ...extra.map(({ heading }) => heading)])
  let text = `${headings}\r\n`
  let above = delegate(0, options)
  for (let index = 0; index < rows; index += 1) {
    const mistake = places.get(index)
    const row = changed(delegate(index, options), above, mistake)
    const line = lineOf([...columns.map(column => row[column]), ...extra.map(({ cell }) => cell)])
    text += `${mistake?.kind === 'line' ? mistake.change(line, headings, delimiter) : line}\r\n`
    above = row
    if (index % rowsAtOnce !== rowsAtOnce - 1) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

const changed = (row: RosterRow, above: RosterRow, mistake: RowMistake | undefined): RosterRow => {
  if (mistake?.kind === 'cell') return { ...row, [mistake.needs]: mistake.cell }
  return mistake?.kind === 'row' ? mistake.change(row, above) : row
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

const titles = ['Teacher', 'School principal', 'Director, "Schools online"', 'Inspector of schools', 'Adviser; ICT']
const languages = ['en', 'es', 'fr', 'ar', 'pt-BR', 'vi']
// Numbers from 555-0100 to 555-0199 belong to nobody; with 100 area codes they last for 10,000 rows.
const areaCodes =
  `201 202 203 204 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 226 227 228 229 231 234
235 236 239 240 242 246 248 249 250 251 252 253 254 256 257 260 262 263 264 267 268 269 270 272 273 274 276 279
281 283 284 289 301 302 303 304 305 306 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 324 325 326
327 329 330 331 332 334 336 337 339 340 341 343 345 346 347 350`.split(/\s+/)
const honorifics = ['Ms.', 'Mr.', 'Dr.', '']

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** The delegate of a row. Names differ up to 64,000 rows. */
const delegate = (index: number, { organizations = [], visibility = 'PARTNER' }: RosterOptions): RosterRow => {
  const first = pick(firstNames, index)
  const second = pick(secondNames, Math.floor(index / firstNames.length))
  const family = pick(familyNames, Math.floor(index / (firstNames.length * secondNames.length)) + index * 7)
  return {
    source_row_id: `npa-${index + 1}`,
    family_name: family,
    given_name: `${first} ${second}`,
    native_name: '',
    honorific: pick(honorifics, index),
    country: pick(countryNames, index * 11),
    organization: organizations.length === 0 ? '' : pick(organizations, index),
    title: pick(titles, index),
    role: index % 10 === 9 ? 'Interpreter' : 'Delegate',
    language: pick(languages, index),
    email: `delegate.${index + 1}@example.org`,
    phone: `+1 ${pick(areaCodes, Math.floor(index / 100))} 555 01${String(index % 100).padStart(2, '0')}`,
    visibility,
  }
}
