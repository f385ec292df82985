import { readFileSync } from 'node:fs'

/** One row of a table of `schema/facts.md`: its cells by the table's headings, as printed. */
export type FactRow = Readonly<Record<string, string>>

/** The tables of a section of `schema/facts.md`, in their order. */
export const factTables = (section: number): readonly (readonly FactRow[])[] => {
  const text = readFileSync(new URL('../../schema/facts.md', import.meta.url), 'utf8')
  const body = text.split(/^## /m).find(part => part.startsWith(`${section}. `))
  if (body === undefined) throw new Error(`schema/facts.md has no section "${section}".`)
  return body
    .split(/\n{2,}/)
    .filter(block => block.startsWith('|'))
    .map(readTable)
}

/** The only, or the n-th, table of a section. */
export const factTable = (section: number, index = 0): readonly FactRow[] => {
  const table = factTables(section)[index]
  if (table === undefined) throw new Error(`Section "${section}" of schema/facts.md has no table number ${index + 1}.`)
  return table
}

const readTable = (block: string): readonly FactRow[] => {
  const [headings = [], , ...rows] = block.trim().split('\n').map(cellsOf)
  return rows.map(row => Object.fromEntries(headings.map((heading, i) => [heading, row[i] ?? ''])))
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|\s*|\s*\|$/g, '')
    .split('|')
    .map(cell => cell.trim())

/** A cell without remarks in parentheses at its end; "-" is null. */
export const plain = (cell: string | undefined): string | null => {
  const text = (cell ?? '').replace(/\s*\((inferred|working value|open|by way of|descriptive)[^)]*\)\s*$/, '').trim()
  return text === '-' || text === '' ? null : text
}

/** Slug of a source by its short name in `schema/facts.md`. */
export const sourceSlug = (shortName: string): string => {
  const slug = shortNames[shortName.trim()]
  if (slug === undefined) throw new Error(`"${shortName}" is no short name of a source.`)
  return slug
}

/** Slugs of the sources in a "seed" cell, which separates them by semicolons. */
export const seedSlugs = (cell: string | undefined): readonly string[] =>
  plain(cell) === null ? [] : (cell ?? '').split(';').map(sourceSlug)

const shortNames: Readonly<Record<string, string>> = {
  'SCOE press release 2024-11-06': 'scoe-press-release-2024-11-06',
  'SCOE news story': 'scoe-news-story',
  'CoSN Global Leadership page': 'cosn-global-leadership-page',
  'eSchool News article': 'eschool-news-article',
}

/** The seven delegations of CoSN, which some tables name together. */
export const delegations = factTable(7)
  .filter(row => row.kind === 'DELEGATION')
  .map(row => row.slug ?? '')

/** Expands a cell that names "the seven delegations" or lists slugs. */
export const programSlugs = (cell: string | undefined): readonly string[] =>
  cell === 'the seven delegations' ? delegations : (cell ?? '').split(/;|,| and /).map(slug => slug.trim())
