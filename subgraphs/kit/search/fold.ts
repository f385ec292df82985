// Letters that Unicode does not take apart into a base letter and a mark.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'ng',
  ı: 'i',
  ĸ: 'k',
  ſ: 's',
  ə: 'e',
}
const plainLetterPattern = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu')

/**
 * Folds a text for search and sorting: lower case, no accents, ligatures and full-width forms as plain letters
 * ("Müller-Łódź" -> "muller-lodz", "Straße" -> "strasse"). Punctuation and spaces stay.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(plainLetterPattern, letter => plainLetters[letter] ?? letter)
    // Lower case may bring marks of its own: "İ" becomes "i" and a dot.
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
