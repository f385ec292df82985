import { protectedKindIn } from '../writing/protected-data.ts'
import type { ImportColumn } from './column.ts'
import { foldHeading } from './fold-heading.ts'
import type { FileIssue } from './issue-list.ts'
import { nearest } from './nearest.ts'
import { protectedHeading } from './protected-headings.ts'

/** Says what a heading of the file means; the contract's ColumnMapping. */
export type ColumnMapping = { readonly column: string; readonly field: string }

/** Where a property's cells stand. */
export type FoundColumn = {
  readonly property: string
  /** The heading as it stands in the file. */
  readonly heading: string
  readonly index: number
}

/** What the row of headings says. */
export type Headings = {
  readonly found: readonly FoundColumn[]
  /** The cells of the row, folded: a row further down that says the same is no record. */
  readonly folded: readonly string[]
  /** Indexes of cells without a heading: one with text in it is told once. */
  readonly nameless: ReadonlySet<number>
  /** How many cells a row has. */
  readonly width: number
  readonly issues: readonly FileIssue[]
  /** True where a required column is not there, so that rows cannot be planned. */
  readonly isIncomplete: boolean
}

type Columns = Readonly<Record<string, ImportColumn<unknown>>>

/** Finds properties by heading. */
export type HeadingBook = {
  /** The property that a heading names by itself or by an alias; null where it names none. */
  propertyOf(heading: string): string | null
  readonly properties: readonly string[]
  readonly names: ReadonlyMap<string, string>
}

/** Creates the book of a definition's headings. Throws where two properties share a name: that is the definition's fault. */
export const headingBook = (columns: Columns): HeadingBook => {
  const names = new Map<string, string>()
  for (const [property, { aliases }] of Object.entries(columns)) {
    for (const name of new Set([property, ...aliases].map(foldHeading))) {
      const other = names.get(name)
      if (other !== undefined) {
        throw new Error(
          `The heading "${name}" means "${other}" and "${property}". Take it from the aliases of one of them.`,
        )
      }
      names.set(name, property)
    }
  }
  return { propertyOf: heading => names.get(foldHeading(heading)) ?? null, properties: Object.keys(columns), names }
}

/** Reads the row of headings: the mapping goes first, then names and aliases. Reports all that is wrong with it. */
export const readHeadings = (
  cells: readonly string[],
  { columns, book, mapping }: { columns: Columns; book: HeadingBook; mapping: readonly ColumnMapping[] },
): Headings => {
  const issues: FileIssue[] = [...unusableMappings(cells, book, mapping)]
  const found: FoundColumn[] = []
  const nameless = new Set<number>()
  for (const [index, cell] of cells.entries()) {
    const heading = shown(cell)
    const kind = protectedHeading(cell) ?? protectedKindIn(cell)
    if (heading === '') nameless.add(index)
    else if (kind !== null) issues.push(protectedColumn(heading, index, kind))
    else {
      const property = mappedTo(cell, mapping, book) ?? book.propertyOf(cell)
      const first = found.find(column => column.property === property)
      if (property === null) issues.push(unknownHeading(heading, book))
      else if (first) issues.push(twice(first, { property, heading, index }))
      else found.push({ property, heading, index })
    }
  }
  const missing = Object.keys(columns).filter(
    property => columns[property]?.required && !found.some(column => column.property === property),
  )
  for (const property of missing) issues.push(missingColumn(property, columns))
  return {
    found,
    folded: cells.map(foldHeading),
    nameless,
    width: cells.length,
    issues,
    isIncomplete: missing.length > 0,
  }
}

/** A heading as messages show it: one line, not too long. */
const shown = (cell: string): string =>
  cell
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 100)

const mappedTo = (heading: string, mapping: readonly ColumnMapping[], book: HeadingBook): string | null => {
  const own = mapping.find(({ column }) => foldHeading(column) === foldHeading(heading))
  return own === undefined ? null : book.propertyOf(own.field)
}

const unusableMappings = (
  cells: readonly string[],
  book: HeadingBook,
  mapping: readonly ColumnMapping[],
): readonly FileIssue[] =>
  mapping.flatMap(({ column, field }): FileIssue[] => {
    const issues: FileIssue[] = []
    if (book.propertyOf(field) === null) {
      const message = `The mapping of column "${shown(column)}" names field "${shown(field)}", which this kind of file does not have. Its fields are ${book.properties.join(', ')}.`
      issues.push({
        severity: 'ERROR',
        column: shown(column),
        code: 'INVALID',
        message,
        suggestions: nearFields(field, book),
      })
    }
    if (!cells.some(cell => foldHeading(cell) === foldHeading(column))) {
      const message = `The mapping names column "${shown(column)}", but the file has no such heading.`
      const suggestions = nearest(foldHeading(column), cells.map(foldHeading)).map(name =>
        shown(cells.find(cell => foldHeading(cell) === name) ?? ''),
      )
      issues.push({ severity: 'ERROR', column: shown(column), code: 'INVALID', message, suggestions })
    }
    return issues
  })

const nearFields = (heading: string, book: HeadingBook): readonly string[] => [
  ...new Set(nearest(foldHeading(heading), book.names.keys()).map(name => book.names.get(name) as string)),
]

// In a file without headings the first row holds values.
const isValue = (heading: string): boolean => /\d{5}|\d{3}-\d{2}-\d{4}/.test(heading)

const protectedColumn = (heading: string, index: number, kind: string): FileIssue => {
  const column = isValue(heading) ? null : heading
  const name = column === null ? `Column ${index + 1}` : `The column "${column}"`
  const message = `${name} seems to hold ${kind}, which this network never stores. Remove the column and send the file without it.`
  return { severity: 'ERROR', column, code: 'PROTECTED_DATA', message, suggestions: [] }
}

const unknownHeading = (heading: string, book: HeadingBook): FileIssue => ({
  severity: 'WARNING',
  column: heading,
  code: 'INVALID',
  message: `The column "${heading}" is not known and its cells are left out. Rename it or map it to a field if it matters.`,
  suggestions: nearFields(heading, book),
})

const twice = (first: FoundColumn, second: FoundColumn): FileIssue => ({
  severity: 'ERROR',
  column: second.heading,
  code: 'DUPLICATE',
  message: `The columns "${first.heading}" (number ${first.index + 1}) and "${second.heading}" (number ${second.index + 1}) both mean field "${first.property}". Remove or rename one of them.`,
  suggestions: [],
})

const missingColumn = (property: string, columns: Columns): FileIssue => {
  const names = [property, ...(columns[property]?.aliases ?? [])].slice(0, 4).map(name => `"${name}"`)
  return {
    severity: 'ERROR',
    column: null,
    code: 'INVALID',
    message: `The file has no column for field "${property}", which every row needs. Add one headed ${names.join(' or ')}.`,
    suggestions: [],
  }
}
