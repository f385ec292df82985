import { readdirSync, readFileSync } from 'node:fs'
import { placeById } from '@exchange-network/gazetteer/places'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'

// Each team checks its own rows when it loads them; nobody but this test sees the files of all teams at once.

type Cell = {
  readonly file: string
  readonly row: number
  readonly column: string
  readonly value: string
  readonly path: string
}

const rowsOf = (file: URL): Record<string, string>[] => parse(readFileSync(file, 'utf8'), { columns: true, bom: true })

const files = subgraphs.flatMap(({ name, folder }) => {
  const seed = new URL('seed/', folder)
  return readdirSync(seed)
    .filter(file => file.endsWith('.csv'))
    .map(file => ({ file: `${name}/${file}`, rows: rowsOf(new URL(file, seed)) }))
})

const column = (file: string, ...names: string[]): ReadonlySet<string> =>
  new Set(files.find(one => one.file === file)?.rows.flatMap(row => names.flatMap(name => row[name] || [])))

const organizations = column('organizations/organizations.csv', 'slug')
const people = column('people/people.csv', 'id', 'slug')
const programs = column('programs/programs.csv', 'slug')
const sources = column('programs/sources.csv', 'slug')
const places = { has: (code: string) => placeById(code) !== null }

/** What a column's values must be, whoever keeps the file. */
const targets: Readonly<Record<string, { has(value: string): boolean }>> = {
  organization: organizations,
  owner: organizations,
  administrator: organizations,
  implementingPartners: organizations,
  publisher: organizations,
  syndicatedFrom: organizations,
  steward: organizations,
  parent: organizations,
  from: organizations,
  to: organizations,
  person: people,
  authors: people,
  program: programs,
  programs,
  partOf: programs,
  source: sources,
  sources,
  place: places,
  representing: places,
  location: places,
  serviceArea: places,
}

const cells: readonly Cell[] = files.flatMap(({ file, rows }) =>
  rows.flatMap((row, index) =>
    Object.entries(row).flatMap(([name, text]) =>
      text
        .split(';')
        .map(value => value.trim())
        .filter(value => value !== '' && value !== '-')
        // Row 1 is the header.
        .map(value => ({ file, row: index + 2, column: name, value, path: row.path ?? '' })),
    ),
  ),
)

const dangling = (found: readonly Cell[], target: (cell: Cell) => { has(value: string): boolean } | undefined) =>
  found
    .filter(cell => target(cell)?.has(cell.value) === false)
    .map(cell => `${cell.file}, row ${cell.row}, field "${cell.column}": "${cell.value}"`)

describe('the data files of all teams together', () => {
  it('refer only to records that the owning team has', () => {
    expect(dangling(cells, cell => targets[cell.column])).toEqual([])
  })

  it('name organizations, series and places in claims as their owners do', () => {
    const normalized = cells.filter(cell => cell.column === 'normalized')
    const targetOf = ({ path }: Cell) => {
      if (/^(roles\.|parent$)/.test(path)) return organizations
      return path === 'places' ? { has: (codes: string) => codes.split(', ').every(places.has) } : undefined
    }

    expect(dangling(normalized, targetOf)).toEqual([])
  })

  it('give each claim, conflict, role and participation an id that no other row of any team has', () => {
    const ids = cells.filter(cell => cell.column === 'id').map(cell => cell.value)

    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('hold enough to show that something was read', () => {
    expect([organizations.size, people.size, programs.size, sources.size]).toEqual([19, 10, 14, 4])
  })
})
