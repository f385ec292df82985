import { nameWords } from './name-words.ts'

/**
 * Tells whether two names are probably of one person: the same words in any order and spelling, one of them perhaps with
 * words more, or with a slip of one letter or other vowels in one or two of the longer words. One word is enough for neither.
 */
export const areAlike = (one: string, other: string): boolean => {
  const [first, second] = [nameWords(one), nameWords(other)]
  const most = Math.max(first.length, second.length)
  if (Math.min(first.length, second.length) < Math.min(2, most)) return false
  const [missing, surplus] = [without(first, second), without(second, first)]
  if (missing.length === 0 || surplus.length === 0) return most > 0
  return missing.length === surplus.length && missing.length <= 2 && missing.every(word => takeNear(word, surplus))
}

/** The words of the first name that the second one lacks. */
const without = (words: readonly string[], others: readonly string[]): string[] => {
  const left = [...others]
  return words.filter(word => {
    const index = left.indexOf(word)
    if (index !== -1) left.splice(index, 1)
    return index === -1
  })
}

const takeNear = (word: string, left: string[]): boolean => {
  const index = left.findIndex(other => isOneSlipApart(word, other) || haveSameConsonants(word, other))
  if (index !== -1) left.splice(index, 1)
  return index !== -1
}

// In shorter words a letter makes another name: "Ana" and "Ada".
const shortest = 4

/** One letter more, less or other, or two neighbours in each other's place. */
const isOneSlipApart = (one: string, other: string): boolean => {
  if (Math.min(one.length, other.length) < shortest || Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const [a, b] = [one.slice(start), other.slice(start)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}

/** "Mohamed" and "Muhamad". */
const haveSameConsonants = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) > shortest &&
  one.charAt(0) === other.charAt(0) &&
  consonants(one) === consonants(other)

const consonants = (word: string): string => word.replace(/[aeiou]/g, '')
