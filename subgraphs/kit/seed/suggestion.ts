/** Counts the edits between two words: a letter put in, left out, replaced, or exchanged with its neighbour. */
const distance = (left: string, right: string): number => {
  let earlier: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = at(previous, column - 1) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const edits = Math.min(at(previous, column) + 1, at(next, column - 1) + 1, replaced)
      const isExchange =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      next.push(isExchange ? Math.min(edits, at(earlier, column - 2) + 1) : edits)
    }
    earlier = previous
    previous = next
  }
  return at(previous, right.length)
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY

/** Finds the word that was probably meant; null when nothing allowed is near. Case does not count. */
export const closest = (given: string, allowed: Iterable<string>): string | null => {
  // A third of the letters may be wrong, so short codes need a near miss and long slugs may lose a word's ending.
  let best: { word: string; edits: number } | null = null
  const limit = Math.max(1, Math.floor(given.length / 3))
  for (const word of allowed) {
    if (Math.abs(word.length - given.length) > limit) continue
    const edits = distance(given.toLowerCase(), word.toLowerCase())
    if (edits <= limit && (best === null || edits < best.edits)) best = { word, edits }
  }
  return best?.word ?? null
}

/** Creates the ending of an error sentence: ` Did you mean "scoe"?`, or nothing when no word is near. */
export const didYouMean = (given: string, allowed: Iterable<string>): string => {
  const word = closest(given, allowed)
  return word === null ? '' : ` Did you mean "${word}"?`
}
