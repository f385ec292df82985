import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { CellProblem, type Column, type RowView } from './columns.ts'
import { didYouMean } from './suggestion.ts'

/** A CSV file (UTF-8, RFC 4180, one header row) and how its columns are read. */
export type Table<Columns extends Record<string, Column<unknown>>> = {
  readonly file: string
  readonly columns: Columns
  /** Columns whose values together may not repeat, where there is neither an "id" nor a "slug". */
  readonly key?: readonly (keyof Columns & string)[]
  /** Looks at a whole row; answers what is wrong with it, as sentences. */
  readonly check?: (row: RowOf<Columns>) => readonly string[]
}

/** A row as read, by column. */
export type RowOf<Columns> = { readonly [Name in keyof Columns]: Columns[Name] extends Column<infer T> ? T : never }

// biome-ignore lint/suspicious/noExplicitAny: any columns; a Table is invariant in them because of `check`.
type Tables = Readonly<Record<string, Table<any>>>

/** All rows of a folder of CSV files, by table, in file order. */
export type Seed<T extends Tables> = {
  readonly rows: { readonly [Name in keyof T]: readonly RowOf<T[Name]['columns']>[] }
  /** SHA-256 over all files, in hexadecimal. */
  readonly sha256: string
}

/** Declares a table; only there to infer the types of its columns. */
export const table = <Columns extends Record<string, Column<unknown>>>(
  file: string,
  columns: Columns,
  rules: Pick<Table<Columns>, 'key' | 'check'> = {},
): Table<Columns> => ({ file, columns, ...rules })

/** A file before its cells are understood. */
type RawTable = {
  readonly table: Table<Record<string, Column<unknown>>>
  readonly header: readonly string[]
  readonly records: readonly (readonly string[])[]
  /** Ids and slugs, each with the id of its row and the row. */
  readonly names: Map<string, { readonly id: string; readonly record: readonly string[] }>
}

const mostProblems = 100

// A blank line is kept as a record until here, so that the rows after it keep their numbers.
const isBlank = (record: readonly string[]): boolean => record.length === 1 && record[0] === ''

const isEmpty = (cell: string | undefined): boolean => cell === undefined || cell === '' || cell === '-'

/**
 * Reads a folder of CSV files whole. Cells are trimmed; "" and "-" are empty.
 * Throws one error that lists every problem with file, row (the header is row 1; a row may run over several lines)
 * and field. A CSV file in the folder that no table names is a problem, too.
 */
export const readSeed = async <T extends Tables>(folder: URL, tables: T): Promise<Seed<T>> => {
  const problems: string[] = []
  const hash = createHash('sha256')
  const raw = new Map<string, RawTable | null>()
  for (const [name, one] of Object.entries(tables)) {
    const bytes = await readFile(new URL(one.file, folder)).catch((cause: Error) => {
      problems.push(`${one.file} cannot be read (${cause.message}). Put it into ${folder.pathname}.`)
    })
    raw.set(name, null)
    if (bytes === undefined) continue
    hash.update(`${one.file}\n`).update(bytes)
    const records = readRecords(one.file, bytes, problems)
    if (records !== null) raw.set(name, { table: one, ...records, names: new Map() })
  }
  await refuseStrangers(folder, Object.values(tables), problems)
  const readable = [...raw].flatMap(([name, one]) => (one === null ? [] : [[name, one] as const]))
  for (const [, one] of readable) {
    checkHeader(one, problems)
    indexNames(one, problems)
  }
  const rows = Object.fromEntries(readable.map(([name, one]) => [name, readRows(one, raw, problems)]))
  if (problems.length > 0) throw new Error(report(problems))
  return { rows: rows as Seed<T>['rows'], sha256: hash.digest('hex') }
}

const report = (problems: readonly string[]): string => {
  const shown = problems.slice(0, mostProblems).map(problem => `- ${problem}`)
  const more = problems.length > mostProblems ? [`- and ${problems.length - mostProblems} more.`] : []
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  return `The seed has ${count}; nothing was loaded. Put right:\n${[...shown, ...more].join('\n')}`
}

const readRecords = (
  file: string,
  bytes: Uint8Array,
  problems: string[],
): Pick<RawTable, 'header' | 'records'> | null => {
  try {
    // Fatal, because a file in another encoding would otherwise lose its apostrophes without a word. Takes the BOM away.
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const [header = [], ...records] = parse(content, { relax_column_count: true, trim: true })
    return { header, records }
  } catch (cause) {
    const reason = cause instanceof TypeError ? 'it is not UTF-8' : (cause as Error).message
    problems.push(`${file} is no CSV file in UTF-8: ${reason}. Save it as UTF-8 with "," between cells.`)
    return null
  }
}

const refuseStrangers = async (folder: URL, tables: readonly { file: string }[], problems: string[]): Promise<void> => {
  const known = tables.map(one => one.file)
  const files = await readdir(folder).catch(() => [])
  for (const file of files.filter(name => name.endsWith('.csv') && !known.includes(name)).sort()) {
    problems.push(`${file} belongs to no table.${didYouMean(file, known)}`)
  }
}

const checkHeader = ({ table, header }: RawTable, problems: string[]): void => {
  const allowed = Object.keys(table.columns)
  for (const [index, name] of header.entries()) {
    if (!allowed.includes(name)) {
      problems.push(`${table.file}, row 1: there is no column "${name}".${didYouMean(name, allowed)}`)
    }
    if (header.indexOf(name) !== index) problems.push(`${table.file}, row 1: column "${name}" stands there twice.`)
  }
  for (const [name, column] of Object.entries(table.columns)) {
    if (!header.includes(name) && column.mayLack !== true) {
      problems.push(`${table.file}, row 1: column "${name}" is missing.`)
    }
  }
}

const indexNames = ({ table, header, records, names }: RawTable, problems: string[]): void => {
  const firstRows = new Map<string, number>()
  const places = ['id', 'slug'].map(name => [name, header.indexOf(name)] as const).filter(([, index]) => index >= 0)
  for (const [index, record] of records.entries()) {
    const own = places.map(([, place]) => record[place]).find(cell => !isEmpty(cell))
    for (const [name, place] of places) {
      const cell = record[place]
      if (cell === undefined || own === undefined || isEmpty(cell)) continue
      const first = firstRows.get(`${name} ${cell}`)
      if (first !== undefined) {
        problems.push(`${at(table, index, name)}: "${cell}" stands already in row ${first + 2}; it must be unique.`)
        continue
      }
      firstRows.set(`${name} ${cell}`, index)
      if (!names.has(cell)) names.set(cell, { id: own, record })
    }
  }
}

const at = (table: { file: string }, index: number, field: string): string =>
  `${table.file}, row ${index + 2}, field "${field}"`

const readRows = (one: RawTable, raw: ReadonlyMap<string, RawTable | null>, problems: string[]): readonly unknown[] => {
  const { table, header, records } = one
  const columns = Object.entries(table.columns)
  const keys = new Map<string, number>()
  return records.flatMap((record, index) => {
    if (isBlank(record)) return []
    if (record.length !== header.length) {
      problems.push(
        `${table.file}, row ${index + 2}: it has ${record.length} cells, but the header has ${header.length}. ` +
          'Put a cell that holds "," into double quotes.',
      )
      return []
    }
    const view = viewOf(one, record, raw)
    const before = problems.length
    const row = Object.fromEntries(
      columns.map(([name, column]) => {
        const cell = view.cell(name)
        try {
          if (cell !== null) return [name, column.read(cell, view)]
          if (column.empty !== undefined) return [name, column.empty()]
          // A column that the header lacks was reported once, for row 1.
          if (header.includes(name)) problems.push(`${at(table, index, name)} is empty, but needs a value.`)
        } catch (error) {
          if (!(error instanceof CellProblem)) throw error
          problems.push(`${at(table, index, name)}: "${cell}" ${error.message}`)
        }
        return [name, undefined]
      }),
    )
    if (problems.length === before) {
      checkKey(table, row, index, keys, problems)
      for (const sentence of table.check?.(row) ?? []) problems.push(`${table.file}, row ${index + 2}: ${sentence}`)
    }
    return row
  })
}

const viewOf = (one: RawTable, record: readonly string[], raw: ReadonlyMap<string, RawTable | null>): RowView => {
  const cellOf = (header: readonly string[], cells: readonly string[], name: string): string | null => {
    const cell = cells[header.indexOf(name)]
    return cell === undefined || isEmpty(cell) ? null : cell
  }
  const tableNamed = (name: string): RawTable | null => {
    const other = raw.get(name)
    if (other !== undefined) return other
    const names = [...raw.keys()].map(known => `"${known}"`).join(', ')
    throw new Error(`A column refers to table "${name}", but the seed has ${names}.`)
  }
  return {
    cell: name => cellOf(one.header, record, name),
    find(name, idOrSlug) {
      const other = tableNamed(name)
      // A file that could not be read was reported; every reference to it would only say so again.
      return other === null ? idOrSlug : (other.names.get(idOrSlug)?.id ?? null)
    },
    cellIn(name, id, column) {
      const other = tableNamed(name)
      return other === null ? null : cellOf(other.header, other.names.get(id)?.record ?? [], column)
    },
    names: name => tableNamed(name)?.names.keys() ?? [],
  }
}

const checkKey = (
  table: RawTable['table'],
  row: Readonly<Record<string, unknown>>,
  index: number,
  keys: Map<string, number>,
  problems: string[],
): void => {
  if (table.key === undefined) return
  const key = JSON.stringify(table.key.map(name => row[name]))
  const first = keys.get(key)
  if (first === undefined) keys.set(key, index)
  else {
    const named = table.key.map(name => `"${name}"`).join(', ')
    problems.push(
      `${table.file}, row ${index + 2}: its ${named} stand already in row ${first + 2}; together they must be unique.`,
    )
  }
}
