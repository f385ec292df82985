import { problem } from '../errors/problem.ts'

/** The most that one page holds. */
export const maxPageSize = 200
const usualPageSize = 20

/** Reads the argument "first". Throws BAD_USER_INPUT when it is no whole number from 1 to 200. */
export const readPageSize = (first: number | null | undefined, defaultFirst = usualPageSize): number => {
  const size = first ?? defaultFirst
  if (Number.isInteger(size) && size >= 1 && size <= maxPageSize) return size
  const remedy = size > maxPageSize ? 'Ask for less and use "after" for the rest.' : 'Ask for at least 1.'
  throw problem('BAD_USER_INPUT', `Argument "first" is ${size}, but a page holds 1 to ${maxPageSize}. ${remedy}`)
}
