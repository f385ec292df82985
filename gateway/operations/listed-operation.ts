import { type ParameterPart, partsOf } from './parameter-parts.ts'
import type { SavedOperation, SavedOperations } from './saved-operations.ts'

/** What people are told of a saved operation. */
export type ListedOperation = {
  readonly name: string
  readonly description: string
  readonly parameters: readonly Omit<ParameterPart, 'type'>[]
  /** Columns of its CSV file. */
  readonly columns: readonly string[]
  /** Paths of the lists whose items are the rows; an empty one is the whole answer. */
  readonly rows: readonly string[]
  readonly json: string
  readonly csv: string
  /** A path that answers, or would with values of one's own for "...". */
  readonly example: string
}

/** The operations that a URL may ask, each once, by name. */
export const servedOperations = (saved: SavedOperations): readonly SavedOperation[] =>
  [...saved].flatMap(([key, one]) => (key === one.name && one.operation.operation === 'query' ? [one] : []))

/** Describes an operation for the list of all. */
export const listOperation = ({ name, description, parameters, rowPlan }: SavedOperation): ListedOperation => {
  const parts = parameters.flatMap(partsOf)
  const path = `/operations/${encodeURIComponent(name)}`
  return {
    name,
    description,
    parameters: parts.map(({ type: _type, ...told }) => told),
    columns: rowPlan.listColumn === null ? rowPlan.columns : [rowPlan.listColumn, ...rowPlan.columns],
    rows: rowPlan.lists.map(list => list.name),
    json: `${path}.json`,
    csv: `${path}.csv`,
    example: `${path}.csv${exampleSearch(parts)}`,
  }
}

const exampleSearch = (parts: readonly ParameterPart[]): string => {
  const required = parts.filter(({ isRequired }) => isRequired)
  const first = parts.find(({ name }) => name === 'first')
  const word = parts.find(part => part.words && part.words[0] !== 'true' && part.name.includes('.') && part.isList)
  const pairs = [
    ...required.map(part => [part.name, part.words?.[0] ?? '...']),
    ...(word ? [[word.name, word.words?.[0] ?? '']] : []),
    ...(first ? [['first', '10']] : []),
  ]
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`
}
