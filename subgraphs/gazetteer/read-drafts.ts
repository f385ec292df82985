import { iso31661, iso31662 } from 'iso-3166'
import type { Bureau, NameAuthority, Place, PlaceName } from './place.ts'
import { bureaus } from './place.ts'
import { createProblems, type Problems, readTable } from './read-table.ts'

/** A place as its table tells it, before its surroundings are known. */
export type Draft = Omit<Place, 'country' | 'continent' | 'members'> & { readonly possibleMembers?: readonly string[] }

/** All tables as read. */
export type Drafts = {
  readonly drafts: ReadonlyMap<string, Draft>
  /** Second code of a place to its main code: US-PR to PR. */
  readonly aliases: ReadonlyMap<string, string>
  /** Regions that contain a place without being its parent: 005 to 419. */
  readonly alsoWithin: ReadonlyMap<string, string>
}

type Reading = {
  readonly folder: URL
  readonly problems: Problems
  readonly drafts: Map<string, Draft>
  readonly aliases: Map<string, string>
  readonly alsoWithin: Map<string, string>
}

const blank = { alpha2: null, alpha3: null, m49: null, bureau: null } as const

/** Reads the tables of a folder, and ISO's lists. Throws one error that names every mistake by file, row and field. */
export const readDrafts = (folder: URL): Drafts => {
  const problems = createProblems()
  const reading: Reading = { folder, problems, drafts: new Map(), aliases: new Map(), alsoWithin: new Map() }
  // In this order, because each refers to the ones before.
  readRegions(reading)
  readCountries(reading)
  readSamePlaces(reading)
  readSubdivisions(reading)
  readCities(reading)
  readInformalRegions(reading)
  problems.throwIfAny()
  return reading
}

const readRegions = ({ folder, problems, drafts, alsoWithin }: Reading): void => {
  const complain = problems.about('regions.csv')
  for (const row of readTable(folder, 'regions.csv', ['code', 'name', 'parent', 'also_within'])) {
    const { code, name, parent, also_within } = row.cells
    if (!/^\d{3}$/.test(code)) complain(row, 'code', 'is no M49 number; three digits were expected.')
    if (drafts.has(code)) complain(row, 'code', 'is there twice.')
    if (parent !== '' && !drafts.has(parent)) complain(row, 'parent', 'is no region of an earlier row.')
    if (also_within !== '') {
      if (!drafts.has(also_within)) complain(row, 'also_within', 'is no region of an earlier row.')
      alsoWithin.set(code, also_within)
    }
    const names = namesOf({ COMMON: [name], UN_M49: [name] })
    drafts.set(code, { ...blank, code, kind: 'M49_REGION', names, m49: code, parent: parent || null })
  }
}

const countryColumns = ['code', 'common', 'region', 'bureau', 'us_state_department', 'un_m49', 'also'] as const

const readCountries = ({ folder, problems, drafts }: Reading): void => {
  const complain = problems.about('countries.csv')
  const isoByAlpha2 = new Map(iso31661.map(entry => [entry.alpha2, entry]))
  for (const row of readTable(folder, 'countries.csv', countryColumns)) {
    const { code, common, region, bureau, us_state_department, un_m49, also } = row.cells
    if (!/^[A-Z]{2}$/.test(code)) complain(row, 'code', 'is no alpha-2 code; two capitals were expected.')
    if (drafts.has(code)) complain(row, 'code', 'is there twice.')
    if (common === '') complain(row, 'common', 'is empty; every country or area needs a common name.')
    if (region !== '' && !drafts.has(region)) complain(row, 'region', 'is not in regions.csv.')
    if (bureau !== '' && !isBureau(bureau)) {
      complain(row, 'bureau', `is no bureau; one of ${bureaus.join(', ')} or nothing was expected.`)
    }
    const iso = isoByAlpha2.get(code)
    const names = namesOf({
      COMMON: [common, ...listOf(also, ';')],
      ISO_3166: iso === undefined ? [] : [iso.name],
      UN_M49: wording(un_m49, common),
      US_STATE_DEPARTMENT: wording(us_state_department, common),
    })
    drafts.set(code, {
      code,
      kind: 'COUNTRY_OR_AREA',
      names,
      alpha2: iso?.alpha2 ?? null,
      alpha3: iso?.alpha3 ?? null,
      m49: iso?.numeric ?? null,
      bureau: isBureau(bureau) ? bureau : null,
      parent: region || null,
    })
  }
  const unlisted = iso31661.map(({ alpha2 }) => alpha2).filter(code => !drafts.has(code))
  if (unlisted.length > 0)
    throw new Error(`countries.csv: ISO 3166-1 lists ${unlisted.join(', ')}, the table does not.`)
}

const isoSubdivisions = new Set(iso31662.map(({ code }) => code))

const readSamePlaces = ({ folder, problems, drafts, aliases }: Reading): void => {
  const complain = problems.about('same-places.csv')
  for (const row of readTable(folder, 'same-places.csv', ['code', 'same_as'])) {
    const { code, same_as } = row.cells
    if (!isoSubdivisions.has(code)) complain(row, 'code', 'is no ISO 3166-2 code.')
    if (!drafts.has(same_as) && !isoSubdivisions.has(same_as)) complain(row, 'same_as', 'is no place.')
    aliases.set(code, same_as)
  }
}

const readSubdivisions = ({ folder, problems, drafts, aliases }: Reading): void => {
  const complain = problems.about('subdivisions.csv')
  const commonNames = new Map<string, string>()
  for (const row of readTable(folder, 'subdivisions.csv', ['code', 'common'])) {
    const { code, common } = row.cells
    if (!isoSubdivisions.has(code)) complain(row, 'code', 'is no ISO 3166-2 code.')
    commonNames.set(code, common)
  }
  for (const { code, name, parent } of iso31662) {
    if (aliases.has(code)) continue
    const names = namesOf({ COMMON: [commonNames.get(code) ?? name], ISO_3166: [name] })
    drafts.set(code, { ...blank, code, kind: 'SUBDIVISION', names, parent: aliases.get(parent) ?? parent })
  }
}

const readCities = ({ folder, problems, drafts }: Reading): void => {
  const complain = problems.about('cities.csv')
  for (const row of readTable(folder, 'cities.csv', ['code', 'name', 'within', 'also'])) {
    const { code, name, within, also } = row.cells
    if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(code)) complain(row, 'code', 'is no UN/LOCODE, such as "GBLON".')
    if (drafts.has(code)) complain(row, 'code', 'is there twice.')
    if (!drafts.has(within) || within.slice(0, 2) !== code.slice(0, 2)) {
      complain(row, 'within', 'is neither the country of this city nor a part of it.')
    }
    const names = namesOf({ COMMON: [name, ...listOf(also, ';')] })
    drafts.set(code, { ...blank, code, kind: 'CITY', names, parent: within })
  }
}

const readInformalRegions = ({ folder, problems, drafts }: Reading): void => {
  const complain = problems.about('informal-regions.csv')
  for (const row of readTable(folder, 'informal-regions.csv', ['code', 'name', 'parent', 'possible_members'])) {
    const { code, name, parent, possible_members } = row.cells
    if (!/^x-[a-z-]+$/.test(code)) complain(row, 'code', 'is no code of an informal region, such as "x-alps".')
    if (parent !== '' && !drafts.has(parent)) complain(row, 'parent', 'is no place.')
    const possibleMembers = listOf(possible_members, ' ')
    if (possibleMembers.some(member => !drafts.has(member))) {
      complain(row, 'possible_members', 'holds a code of no place.')
    }
    const names = namesOf({ COMMON: [name] })
    drafts.set(code, { ...blank, code, kind: 'INFORMAL_REGION', names, parent: parent || null, possibleMembers })
  }
}

const namesOf = (values: Partial<Record<NameAuthority, readonly string[]>>): PlaceName[] =>
  Object.entries(values).flatMap(([authority, names]) =>
    names.map(value => ({ value, authority: authority as NameAuthority })),
  )

/** An empty cell means the common name; a dash means that the authority has no name for the place. */
const wording = (cell: string, common: string): readonly string[] => (cell === '-' ? [] : [cell || common])

const listOf = (cell: string, separator: string): string[] => cell.split(separator).filter(part => part !== '')

const isBureau = (text: string): text is Bureau => bureaus.some(bureau => bureau === text)
