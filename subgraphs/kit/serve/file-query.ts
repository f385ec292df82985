import { problem } from '../errors/problem.ts'
import type { ImportOptions } from '../importing/import-definition.ts'

/** What the query of an import says. */
export type ImportQuery = {
  /** True unless the caller says false: nothing is written by mistake. */
  readonly dryRun: boolean
  readonly options: ImportOptions
  /** Own headings: heading in the file -> property. */
  readonly columns: readonly { readonly column: string; readonly field: string }[]
}

/** Reads the query of POST /imports/<kind>. Throws BAD_USER_INPUT that says which parameter is wrong. */
export const readImportQuery = (target: string): ImportQuery => {
  // "key" is taken and not needed: the same rows change nothing anyway.
  const query = readQuery(target, ['dryRun', 'source', 'dateOrder', 'program', 'key', 'column'])
  const dryRun = one(query, 'dryRun') ?? 'true'
  if (dryRun !== 'true' && dryRun !== 'false') throw wrong('dryRun', dryRun, '"true" or "false"')
  const dateOrder = one(query, 'dateOrder')
  if (!isDateOrder(dateOrder)) throw wrong('dateOrder', dateOrder, '"YMD", "MDY" or "DMY"')
  const columns = query.getAll('column').map(text => {
    // A heading may hold a colon itself, a field never does.
    const [, column, field] = /^(.+):([A-Za-z][A-Za-z0-9]*)$/s.exec(text) ?? []
    if (!column || !field) throw wrong('column', text, '<heading>:<field>, e.g. "Full name:name"')
    return { column, field }
  })
  return {
    dryRun: dryRun === 'true',
    options: { sourceId: one(query, 'source'), programId: one(query, 'program'), dateOrder },
    columns,
  }
}

/** Reads the query of GET /exports/<kind>.csv. Throws BAD_USER_INPUT. */
export const readExportQuery = (target: string): ImportOptions => ({
  sourceId: null,
  programId: one(readQuery(target, ['program']), 'program'),
  dateOrder: null,
})

const readQuery = (target: string, names: readonly string[]): URLSearchParams => {
  const queryAt = target.indexOf('?')
  const query = new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt))
  for (const name of query.keys()) {
    if (names.includes(name)) continue
    throw problem(
      'BAD_USER_INPUT',
      `There is no parameter "${name.slice(0, 100)}". Those there are: ${names.join(', ')}.`,
    )
  }
  return query
}

const one = (query: URLSearchParams, name: string): string | null => {
  const [value = '', ...more] = query.getAll(name)
  if (more.length > 0) throw problem('BAD_USER_INPUT', `Parameter "${name}" stands there twice. Send it once.`)
  return value.trim() === '' ? null : value.trim()
}

const isDateOrder = (text: string | null): text is ImportOptions['dateOrder'] =>
  text === null || ['YMD', 'MDY', 'DMY'].includes(text)

const wrong = (name: string, value: string | null, expected: string) =>
  problem('BAD_USER_INPUT', `Parameter "${name}" is "${(value ?? '').slice(0, 100)}", expected ${expected}.`)
