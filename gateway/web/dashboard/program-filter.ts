import type { Address, FilterName } from './address.ts'
import type { ProgramFilter, ProgramKind } from './generated/operations.ts'

/** Kinds of program, in the order in which people look for them. */
export const programKinds = [
  'VISIT',
  'DELEGATION',
  'SYMPOSIUM',
  'ROUNDTABLE',
  'CONFERENCE',
  'PROJECT',
] as const satisfies readonly ProgramKind[]

/** The year of programs of which no date is known. */
export const undated = 'undated'

type Query = Pick<Address, 'query'>

/** The filter of programs that the address says: the same for every panel of every page. Null when it says none. */
export const programFilter = ({ query }: Query): ProgramFilter | null => {
  const { from, to, organization, topic, kind, year } = readableOf(query)
  const filter: ProgramFilter = {
    ...(from && { originIn: [from] }),
    ...(to && { heldIn: [to] }),
    ...(organization && { organization: { ids: [organization], includeUnits: true } }),
    ...(topic && { topics: [topic] }),
    ...(kind && { kinds: [kind as ProgramKind] }),
    ...(year === undated && { missing: ['DATE'] }),
    ...(year && year !== undated && { dates: { from: `${year}-01-01`, to: `${year}-12-31` } }),
  }
  return Object.keys(filter).length === 0 ? null : filter
}

/** Filters in the address that cannot be ones, e.g. a kind that does not exist: they narrow nothing, and the page says so. */
export const ignoredFilters = ({ query }: Query): readonly FilterName[] =>
  filterNamesOf(query).filter(name => !isReadable(name, query[name] ?? ''))

/** Filters in use, without those that are ignored. */
export const usedFilters = ({ query }: Query): readonly FilterName[] =>
  filterNamesOf(query).filter(name => isReadable(name, query[name] ?? ''))

// An address is anybody's text. Ids of every record are of this form; whether there is such a record, the network knows.
const id = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u

const forms: Readonly<Record<FilterName, RegExp>> = {
  from: id,
  to: id,
  organization: id,
  topic: id,
  kind: new RegExp(`^(?:${programKinds.join('|')})$`),
  year: new RegExp(`^(?:[12]\\d{3}|${undated})$`),
}

const isReadable = (name: FilterName, value: string): boolean => forms[name].test(value)

const filterNamesOf = (query: Address['query']): readonly FilterName[] =>
  (Object.keys(forms) as FilterName[]).filter(name => query[name])

const readableOf = (query: Address['query']): Partial<Record<FilterName, string>> =>
  Object.fromEntries(usedFilters({ query }).map(name => [name, query[name]]))
