/** What the network never stores, whoever sends it (domain: glossary of J-1 terms). */
type ProtectedKind = { readonly name: string; readonly text: RegExp; readonly heading: RegExp }

const digit = String.raw`\d`

const kinds: readonly ProtectedKind[] = [
  {
    name: 'a SEVIS number',
    text: new RegExp(String.raw`\bN${digit}{10}\b|\b(SEVIS|DS-?2019)\b[^\n]{0,20}${digit}{4}`, 'i'),
    heading: /sevis|ds\s*2019/,
  },
  {
    name: 'a passport number',
    text: new RegExp(
      String.raw`\b(passport|passeport|pasaporte|reisepass)\b[^\n]{0,24}\b[A-Z]{0,2}${digit}{6,9}\b`,
      'i',
    ),
    heading: /passport|passeport|pasaporte|reisepass|travel document/,
  },
  {
    name: 'a date of birth',
    text: new RegExp(
      String.raw`\b(date of birth|birth ?date|birthday|d\.?o\.?b\.?|born( on)?|né\(?e?\)? le)\b[^\n]{0,12}${digit}{1,4}[-/. ]`,
      'i',
    ),
    heading: /birth|\bdob\b|naissance|nacimiento|geburt/,
  },
  {
    name: 'a social security or national identity number',
    text: new RegExp(
      String.raw`\b${digit}{3}-${digit}{2}-${digit}{4}\b|\b(SSN|social security)\b[^\n]{0,20}${digit}{4}`,
      'i',
    ),
    heading: /\bssn\b|social security|national id|identity (card|number)|personal number|tax id/,
  },
  {
    name: 'a visa number',
    text: new RegExp(String.raw`\bvisa (no|number|nr|#)\b[^\n]{0,12}${digit}{6}`, 'i'),
    heading: /\bvisa\b/,
  },
]

/** Names the kind of data in a text that is never stored; null where there is none. */
export const protectedKindIn = (text: string): string | null => kinds.find(kind => kind.text.test(text))?.name ?? null

/** Names the kind of data that a heading or a path announces and that is never stored; null for every other one. */
export const protectedKindOf = (heading: string): string | null => {
  // "passportNumber", "passport_number" and "Passport Number" are one heading.
  const words = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[\s_.:#-]+/g, ' ')
    .trim()
    .toLowerCase()
  return kinds.find(kind => kind.heading.test(words))?.name ?? null
}
