// Letters that Unicode does not take apart into a base letter and an accent.
const unaccented: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ʻ: "'",
  ʼ: "'",
  '‘': "'",
  '’': "'",
}

/** Makes names comparable: no accents, lower case, one kind of apostrophe, single spaces. "Türkiye" and "TURKIYE" give the same text. */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[øłđðþßæœıʻʼ‘’]/g, letter => unaccented[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
