/** Nulls of an answer, by why they are there. */
export type NulledCells = {
  /** The viewer may not read what would stand there. */
  readonly withheld: number
  /** Who should have told failed. */
  readonly missing: number
}

type PathError = {
  readonly path?: readonly (string | number)[] | undefined
  readonly extensions?: { readonly [name: string]: unknown } | undefined
}

/**
 * Counts the nulls that errors explain, each once however many fields would stand below it. Rows that are hidden have
 * no error and are not counted: nobody may learn that they are there.
 */
export const countNulledCells = (data: unknown, errors: readonly PathError[]): NulledCells => {
  const withheld = new Set<string>()
  const missing = new Set<string>()
  for (const [index, error] of errors.entries()) {
    const isWithheld = error.extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE'
    const place = error.path ? placeOfNull(data, error.path) : `#${index}`
    if (place !== null) (isWithheld ? withheld : missing).add(place)
  }
  return { withheld: withheld.size, missing: missing.size }
}

// A null may have moved up: then all errors below it are of one cell.
const placeOfNull = (data: unknown, path: readonly (string | number)[]): string | null => {
  let value = data
  for (const [depth, step] of path.entries()) {
    if (value === null || typeof value !== 'object') return JSON.stringify(path.slice(0, depth))
    value = (value as Readonly<Record<string | number, unknown>>)[step]
  }
  return value === null || value === undefined ? JSON.stringify(path) : null
}
