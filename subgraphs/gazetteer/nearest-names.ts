/** A name that may be meant. */
export type KnownName = { readonly key: string; readonly value: string }

/**
 * Finds the names that were probably meant, the nearest first, at most `most`; none where nothing is near. A third of the
 * letters may be wrong, three at most, and a name may be cut short.
 */
export const nearestNames = (key: string, known: readonly KnownName[], most: number): readonly string[] => {
  const limit = Math.min(3, Math.max(1, Math.floor(key.length / 3)))
  const letters = lettersOf(key)
  const found = known.flatMap(name => {
    // Each edit brings or takes one letter, or changes one into another: most names are told apart without counting.
    if (differenceOf(letters, lettersOf(name.key)) > 2 * limit && !name.key.startsWith(key)) return []
    const edits = name.key.startsWith(key) && key.length >= 3 ? 1 : editsBetween(key, name.key, limit)
    return edits > limit ? [] : [{ ...name, edits }]
  })
  // Sorting keeps the order of what is equally near.
  const names = found.sort((one, other) => one.edits - other.edits).map(({ value }) => value)
  return [...new Set(names)].slice(0, most)
}

/** A bit for each letter that is in a key. */
const lettersOf = (key: string): number => {
  const known = letterSets.get(key)
  if (known !== undefined) return known
  let letters = 0
  for (let index = 0; index < key.length; index += 1) letters |= 1 << (key.charCodeAt(index) & 31)
  if (letterSets.size > mostLetterSets) letterSets.clear()
  letterSets.set(key, letters)
  return letters
}

const mostLetterSets = 20_000
const letterSets = new Map<string, number>()

const differenceOf = (one: number, other: number): number => {
  let count = 0
  for (let rest = one ^ other; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** Counts letters to change, add, leave out or swap with their neighbour; more than the limit where it takes more. */
const editsBetween = (one: string, other: string, limit: number): number => {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : limit + 1,
      )
    }
    if (Math.min(...next) > limit) return limit + 1
    before = last
    last = next
  }
  return last[other.length] ?? 0
}
