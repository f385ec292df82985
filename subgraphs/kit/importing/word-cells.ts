import { type CellReader, UnreadableCell } from './column.ts'
import { foldHeading } from './fold-heading.ts'
import { nearest } from './nearest.ts'

/**
 * Reads one word of a closed set, e.g. an enum of the contract, or one of its aliases: `{ DELEGATE: ['visitor'] }`.
 * Case, accents, spaces and punctuation do not count.
 */
export const oneOf = <Word extends string>(words: Readonly<Record<Word, readonly string[]>>): CellReader<Word> => {
  const known = Object.keys(words) as Word[]
  const byName = new Map<string, Word>(
    known.flatMap(word => [word, ...words[word]].map(name => [foldHeading(name), word] as const)),
  )
  return {
    read(cell) {
      const word = byName.get(foldHeading(cell))
      if (word !== undefined) return word
      const near = nearest(foldHeading(cell), byName.keys()).map(name => byName.get(name) as Word)
      const suggestions = [...new Set(near)]
      throw new UnreadableCell(`is none of the words of this column. Write ${inWords(known)}.`, { suggestions })
    },
  }
}

const mostNamed = 12

const inWords = (words: readonly string[]): string =>
  words.length > mostNamed
    ? `${words.slice(0, mostNamed).join(', ')} or one of ${words.length - mostNamed} others`
    : orOf(words)

const orOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

const yes = new Set(['yes', 'y', 'true', '1', 'x'])
const no = new Set(['no', 'n', 'false', '0'])

/** Reads yes or no: also y, true, 1, x and n, false, 0. */
export const yesOrNo = (): CellReader<boolean> => ({
  read(cell) {
    const word = foldHeading(cell)
    if (yes.has(word)) return true
    if (no.has(word)) return false
    throw new UnreadableCell('is neither "yes" nor "no".', { suggestions: ['yes', 'no'] })
  },
})
