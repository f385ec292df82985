import { fold } from '../search/fold.ts'

/** Stands where a name stood that was erased on request. */
export const withheldName = 'Name withheld'

/** Stands where a text must stand and the one that stood there is erased. */
export const erasedText = '(erased)'

/** Finds names in texts: whole words, whatever their case and accents. */
export type NameFinder = {
  isIn(text: string | null): boolean
  /** Puts "Name withheld" in the place of each name. */
  without(text: string): string
  /** Patterns for LIKE that let through every text in which a name may be: of each name its longest plain word. */
  readonly patterns: readonly string[]
}

/** Creates the finder of some names. A name of one short word is looked for nowhere: it would be found everywhere. */
export const nameFinder = (names: readonly string[]): NameFinder => {
  const told = [...new Set(names.map(name => name.normalize('NFC').trim()))].filter(isTelling)
  const folded = told.map(name => wordsOf(name).join(' '))
  const isIn = (text: string | null): boolean => {
    if (text === null || folded.length === 0) return false
    const words = ` ${wordsOf(text).join(' ')} `
    return folded.some(name => words.includes(` ${name} `))
  }
  return {
    isIn,
    without: text => {
      const replaced = told.reduce((rest, name) => rest.replaceAll(patternOf(name), withheldName), text)
      // Where accents or marks differ the name cannot be cut out of the text.
      return isIn(replaced) ? erasedText : replaced
    },
    patterns: told.map(name => `%${longestPlainWord(name)}%`),
  }
}

const wordsOf = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

const isTelling = (name: string): boolean => wordsOf(name).length > 1 || name.length > 5

const patternOf = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${name.split(/\s+/).map(escaped).join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu')

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

// Databases compare other letters each in its own way; without a plain word every text is looked at.
const longestPlainWord = (name: string): string =>
  (name.match(/[a-z]+/gi) ?? []).reduce((longest, word) => (word.length > longest.length ? word : longest), '')
