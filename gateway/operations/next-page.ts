import { isConnection, isList, type SelectedField } from './selection.ts'

/** Where an answer tells whether its rows go on. */
export type PagePlace = {
  /** Names down to "pageInfo". */
  readonly path: readonly string[]
  readonly hasNextPage: string
  readonly endCursor: string
}

/** The variable that begins a page, by the convention of connections (Relay). */
export const pageParameter = 'after'

/** Finds where an operation tells the next page of the list at a path; null where it does not. */
export const findPage = (selection: readonly SelectedField[], list: readonly string[]): PagePlace | null => {
  let fields = selection
  for (const [depth, name] of list.entries()) {
    const field = fields.find(one => one.name === name)
    // Of several pages nobody could ask for the next at once.
    if (!field || isList(field)) return null
    if (isConnection(field)) return pageOf(field, list.slice(0, depth + 1))
    fields = field.fields
  }
  return null
}

const pageOf = ({ fields }: SelectedField, path: readonly string[]): PagePlace | null => {
  const page = fields.find(({ fieldName }) => fieldName === 'pageInfo')
  const named = (wanted: string): string | undefined => page?.fields.find(({ fieldName }) => fieldName === wanted)?.name
  const [hasNextPage, endCursor] = [named('hasNextPage'), named('endCursor')]
  if (!page || hasNextPage === undefined || endCursor === undefined) return null
  return { path: [...path, page.name], hasNextPage, endCursor }
}

/** Reads the cursor at which the next page begins; null when this one is the last. */
export const nextCursor = (answer: unknown, { path, hasNextPage, endCursor }: PagePlace): string | null => {
  const page = path.reduce(step, answer)
  const cursor = step(page, endCursor)
  return step(page, hasNextPage) === true && typeof cursor === 'string' ? cursor : null
}

const step = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
