import { folded } from '../store/folded.ts'

type Texts = Readonly<Record<string, unknown>>

/** What is looked at: contact values, and the rows whose texts must not repeat them. */
export type SpokenRows = {
  readonly contactPoints: readonly { readonly value: string }[]
  readonly people: readonly Texts[]
  readonly affiliations: readonly Texts[]
  readonly claims: readonly (Texts & { readonly path: string })[]
  readonly conflicts: readonly (Texts & { readonly path: string })[]
}

/**
 * Finds open texts that repeat a guarded contact value, e.g. a quote that ends in an e-mail address. Answers one
 * sentence for each, naming file, row and field, but never the value itself.
 */
export const findContactLeaks = ({ contactPoints, people, affiliations, claims, conflicts }: SpokenRows): string[] => {
  const values = contactPoints.map(({ value }) => comparable(value))
  const leaksIn = (file: string, row: Texts, index: number): string[] =>
    Object.entries(row)
      .filter(([, cell]) => typeof cell === 'string' && values.some(value => comparable(cell).includes(value)))
      .map(
        ([field]) =>
          `${file}, row ${index + 2}, field "${field}": it repeats a contact value. ` +
          'Leave the value out; it may stand in contact-points.csv and in claims on the path "contactPoints".',
      )
  const open = (file: string, rows: readonly (Texts & { readonly path: string })[]): string[] =>
    rows.flatMap((row, index) => (row.path.split('.')[0] === 'contactPoints' ? [] : leaksIn(file, row, index)))
  return [
    ...people.flatMap((row, index) => leaksIn('people.csv', row, index)),
    ...affiliations.flatMap((row, index) => leaksIn('affiliations.csv', row, index)),
    ...open('claims.csv', claims),
    ...open('conflicts.csv', conflicts),
  ]
}

// Telephone numbers are written in many ways: only digits count. Addresses differ in case.
const comparable = (text: string): string => {
  const plain = folded(text)
  return plain.includes('@') ? plain : plain.replace(/(?<=\d)[\s().-]+(?=\d)|[()]/g, '')
}
