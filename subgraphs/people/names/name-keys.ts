import { nameWords } from './name-words.ts'

// Names of more words are found by these.
const mostWords = 5

/**
 * Makes the rough keys of a name: two names that `areAlike` share one, nearly always. Each says one word without its vowels
 * and the first letter of another one, so that a slip in one of the words leaves the key of the others.
 */
export const nameKeys = (name: string): readonly string[] => {
  const words = nameWords(name).slice(0, mostWords)
  const [only] = words
  if (words.length === 1 && only !== undefined) return [skeleton(only)]
  return [
    ...new Set(
      words.flatMap((word, index) =>
        words.flatMap((other, otherIndex) => (index === otherIndex ? [] : [`${skeleton(word)} ${other.charAt(0)}`])),
      ),
    ),
  ]
}

const longest = 60

// The first letter stays even where it is a vowel.
const skeleton = (word: string): string =>
  `${word.charAt(0)}${word.slice(1).replace(/[aeiouh]/g, '')}`.replace(/(.)\1+/gu, '$1').slice(0, longest)
