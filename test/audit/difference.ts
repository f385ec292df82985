import { isDeepStrictEqual } from 'node:util'

/** Lists where two JSON values differ, one line a place, e.g. `users[0].name: expected "Ana", seen null`. */
export const differences = (expected: unknown, seen: unknown, path = ''): readonly string[] => {
  if (isDeepStrictEqual(expected, seen)) return []
  const isList = Array.isArray(expected) && Array.isArray(seen)
  if (!isList && !(isObject(expected) && isObject(seen))) {
    return [`${path || 'all'}: expected ${written(expected)}, seen ${written(seen)}`]
  }
  const left = expected as Readonly<Record<string, unknown>>
  const right = seen as Readonly<Record<string, unknown>>
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap(key =>
    differences(left[key], right[key], isList ? `${path}[${key}]` : path ? `${path}.${key}` : key),
  )
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const written = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
