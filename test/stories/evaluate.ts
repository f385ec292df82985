import { isDeepStrictEqual } from 'node:util'

/** One expectation on an answer's data. */
export type Expectation = {
  /** `a.b[0].c[*].d`; `[*]` takes every element, nested lists flatten; null on the way gives null, `[*]` on null gives nothing. */
  readonly path: string
  readonly op: 'equals' | 'setEquals' | 'includes' | 'excludes' | 'length' | 'gte' | 'isNull' | 'notNull'
  readonly value?: unknown
}

/** An example question with its right answer. */
export type Question = {
  readonly id: string
  readonly question: string
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
  /** The caller's scopes, or nobody in particular. */
  readonly as: 'anonymous' | readonly string[]
  readonly expect: readonly Expectation[]
  readonly note: string
}

/** Says in a sentence how the data misses an expectation; null when it meets it. */
export const missOf = (data: unknown, expectation: Expectation): string | null => {
  const found = valueAt(data, expectation.path)
  if (meets(found, expectation)) return null
  return `${expectation.path} ${expectation.op} ${JSON.stringify(expectation.value)}, but it is ${JSON.stringify(found)}`
}

const valueAt = (data: unknown, path: string): unknown => {
  let found: unknown[] = [data]
  let many = false
  for (const step of path.match(/[^.[\]]+|\[\d+\]|\[\*\]/g) ?? []) {
    if (step === '[*]') {
      many = true
      found = found.flatMap(value => value ?? [])
    } else {
      const key = step.replace(/^\[|\]$/g, '')
      found = found.map(value => (value as Record<string, unknown> | null)?.[key] ?? null)
    }
  }
  return many ? found : found[0]
}

const meets = (found: unknown, { op, value }: Expectation): boolean => {
  const contains = (list: readonly unknown[], one: unknown) => list.some(other => isDeepStrictEqual(other, one))
  switch (op) {
    case 'equals':
      return isDeepStrictEqual(found, value)
    case 'setEquals':
      return (
        asList(found).every(one => contains(asList(value), one)) &&
        asList(value).every(one => contains(asList(found), one))
      )
    case 'includes':
      return contains(asList(found), value)
    case 'excludes':
      return !contains(asList(found), value)
    case 'length':
      return Array.isArray(found) && found.length === value
    case 'gte':
      return typeof found === 'number' && typeof value === 'number' && found >= value
    case 'isNull':
      return found === null
    case 'notNull':
      return found !== null && !(Array.isArray(found) && found.includes(null))
  }
}

const asList = (value: unknown): readonly unknown[] => (value == null ? [] : Array.isArray(value) ? value : [value])
