import { fold } from './fold.ts'

const wordPattern = /[\p{L}\p{N}]+/gu
// "George’s", "O'Brien": the parts belong together.
const apostrophes = /(?<=[\p{L}\p{N}])['’ʼ‘`´](?=[\p{L}\p{N}])/gu
// "U.S.", "D.C": single letters with dots.
const dottedLetters = /(?<![\p{L}\p{N}])(?:\p{L}\.){1,}\p{L}(?![\p{L}\p{N}])\.?/gu
// "K-12", "school-based", "CoSN/UNESCO".
const compounds = /[\p{L}\p{N}]+(?:[-‐‑–/.@_][\p{L}\p{N}]+)+/gu

/** Longest text that is indexed of one record, in characters; PostgreSQL takes a megabyte. */
const mostCharacters = 200_000
/** Longest word that is kept; what is longer is cut. */
const longestWord = 64

const wordsOf = (text: string): string[] => (text.match(wordPattern) ?? []).map(word => word.slice(0, longestWord))

const joined = (text: string): string =>
  text.replace(dottedLetters, dotted => dotted.replaceAll('.', '')).replace(apostrophes, '')

/**
 * Turns a text into the words under which it is found, one space between. A word with an apostrophe, dots or hyphens
 * stands there in parts and in one: "George’s" as "george s georges", "U.S." as "u s us", "K-12" as "k 12 k12".
 */
export const indexedText = (text: string): string => {
  const folded = fold(text.slice(0, mostCharacters))
  const whole = joined(folded)
  const words = wordsOf(whole)
  const seen = new Set(words)
  const extra = [
    ...wordsOf(folded),
    ...(whole.match(compounds) ?? []).map(word => wordsOf(word).join('').slice(0, longestWord)),
  ]
  return [...words, ...new Set(extra.filter(word => !seen.has(word)))].join(' ')
}

/** Most words of a query that count; the rest is ignored. */
const mostQueryWords = 16

/** Takes a query apart into the words that all must match, without repeats. Quotes, operators and punctuation are no words. */
export const queryWords = (query: string): readonly string[] =>
  [...new Set(wordsOf(joined(fold(query.slice(0, 1000)))))].slice(0, mostQueryWords)
