import { fold } from '@exchange-network/kit/search/fold'

// Spellings of one sound in transliterations, read from left to right: "Yuliya" and "Iuliia", "Alexandr" and "Aleksandr".
const spellings: readonly (readonly [RegExp, string])[] = [
  [/dzh/g, 'j'],
  [/tsch|tch|cz/g, 'ch'],
  [/sch|sz/g, 'sh'],
  [/ph/g, 'f'],
  [/kh|gh/g, 'h'],
  // Silent before another consonant and at the end: "John", "Sarah".
  [/(?<=[^cs])h(?![aeiouy])/g, ''],
  [/ck|q/g, 'k'],
  [/c(?!h)/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/[yj]/g, 'i'],
  [/ou|oo|ue/g, 'u'],
  [/ee|ie/g, 'i'],
  [/ae/g, 'a'],
  [/oe/g, 'o'],
  [/(.)\1+/gu, '$1'],
]

const plain = (word: string): string =>
  spellings.reduce((text, [spelling, letter]) => text.replace(spelling, letter), word)

/**
 * Takes a name apart into its words, in a form in which the usual ways to write one name are alike: no case, no accents,
 * no order, one spelling for one sound, no initials beside full words, no titles.
 */
export const nameWords = (name: string): readonly string[] => {
  const words = fold(name)
    // "O'Brien" is one word, "Al-Sayed" are two.
    .replace(/['’‘ʼʻ`´]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '' && !titles.has(word))
  const full = words.filter(word => word.length > 1)
  return (full.length > 0 ? full : words).map(plain).sort()
}

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sir', 'hon'])
