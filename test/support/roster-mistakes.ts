import type { RosterColumn, RosterRow } from './made-up-roster.ts'

/** What an import says of a mistake. */
export type Verdict = {
  readonly severity: 'ERROR' | 'WARNING'
  readonly code: 'INVALID' | 'NOT_FOUND' | 'DUPLICATE' | 'AMBIGUOUS' | 'PROTECTED_DATA'
  /** Heading of the cell at fault; null for the row or the file. */
  readonly column: string | null
}

/** One kind of mistake, and where in a roster it is made. */
export type Mistake = Verdict & { readonly name: string } & (
    | { readonly kind: 'cell'; readonly needs: RosterColumn; readonly cell: string }
    | { readonly kind: 'row'; change(row: RosterRow, above: RosterRow): RosterRow }
    | { readonly kind: 'line'; change(line: string, headings: string, delimiter: string): string }
    | { readonly kind: 'column'; readonly heading: string; readonly cell: string }
  )

const cell = (
  name: string,
  column: RosterColumn,
  text: string,
  code: Verdict['code'] = 'INVALID',
  severity: Verdict['severity'] = 'ERROR',
): Mistake => ({ kind: 'cell', name, needs: column, cell: text, code, severity, column })

const line = (name: string, change: (line: string, headings: string, delimiter: string) => string): Mistake => ({
  kind: 'line',
  name,
  change,
  severity: 'ERROR',
  code: 'INVALID',
  column: null,
})

const row = (
  name: string,
  verdict: Pick<Verdict, 'severity' | 'column'>,
  change: (row: RosterRow, above: RosterRow) => RosterRow,
): Mistake => ({ kind: 'row', name, change, code: 'DUPLICATE', ...verdict })

const column = (
  name: string,
  heading: string,
  text: string,
  { code, severity }: Pick<Verdict, 'code' | 'severity'> = { code: 'PROTECTED_DATA', severity: 'ERROR' },
): Mistake => ({ kind: 'column', name, heading, cell: text, code, severity, column: heading })

/**
 * Fifty mistakes as rosters have them, each with what an import says of it. Those of a column are made once in the row of
 * headings, all others in one row each; "a quote that is never closed" must be the last.
 */
export const rosterMistakes: readonly Mistake[] = [
  cell('a country that is none', 'country', 'Narnia'),
  cell('a misspelt country', 'country', 'Brazl'),
  cell('two countries in one cell', 'country', 'Togo and Benin'),
  cell('a name of two countries: Georgia', 'country', 'Georgia', 'AMBIGUOUS'),
  cell('a name of two countries: Congo', 'country', 'Congo', 'AMBIGUOUS'),
  cell('a name of two countries: Korea', 'country', 'Korea', 'AMBIGUOUS'),
  cell('a role that is none', 'role', 'tourist'),
  cell('a misspelt role', 'role', 'Delegtae'),
  cell('no role', 'role', ''),
  cell('a visibility that is none', 'visibility', 'secret'),
  cell('a misspelt visibility', 'visibility', 'PUBLC'),
  cell('a language that is none', 'language', 'Klingon of the north'),
  cell('an organization that nobody knows', 'organization', 'no-such-organization', 'NOT_FOUND'),
  cell('an address without @', 'email', 'ama.mensah.example.org'),
  cell('an address with a space', 'email', 'ama mensah@example.org'),
  cell('an address without a dot', 'email', 'ama@example'),
  cell('a number of letters', 'phone', 'call my office'),
  cell('a number of two digits', 'phone', '12'),
  cell('a number of thirty digits', 'phone', '+1 916 228 2000 916 228 2000 916 228 2000'),
  cell('a family name with a control character', 'family_name', 'Men\u0007sah'),
  cell('a given name with a tab', 'given_name', 'Ama\tAkua'),
  cell('a family name of two lines', 'family_name', 'Mensah\nOwusu'),
  cell('a given name that turns the direction of text', 'given_name', 'Ama\u202eauka'),
  cell('a family name of 600 characters', 'family_name', 'x'.repeat(600)),
  cell('a native name of 70,000 characters', 'native_name', 'x'.repeat(70_000)),
  cell('a title of 12,000 characters', 'title', 'x'.repeat(12_000)),
  cell('a passport number in the title', 'title', 'Teacher, passport X1234567', 'PROTECTED_DATA'),
  cell('a birth date in the title', 'title', 'Teacher, born 1980-02-03', 'PROTECTED_DATA'),
  cell('a SEVIS number in the title', 'title', 'Teacher N0012345678', 'PROTECTED_DATA'),
  cell('a social security number in the title', 'title', 'Teacher 123-45-6789', 'PROTECTED_DATA'),
  cell('a visa number in the honorific', 'honorific', 'Ms., visa no 12345678', 'PROTECTED_DATA'),
  cell('a passport number for a country', 'country', 'passport 123456789', 'PROTECTED_DATA'),
  row('the row above once more', { severity: 'WARNING', column: 'source_row_id' }, (_, above) => above),
  row('the number of the row above', { severity: 'ERROR', column: 'source_row_id' }, (own, above) => ({
    ...own,
    source_row_id: above.source_row_id,
  })),
  line('a cell too few', (text, _, delimiter) => text.slice(0, text.lastIndexOf(delimiter))),
  line('a cell too many', (text, _, delimiter) => `${text}${delimiter}and more`),
  line('an address over two cells', (text, _, delimiter) => `12 Main Street${delimiter} Lomé${delimiter}${text}`),
  line('the headings once more', (_, headings) => headings),
  column('a column of passport numbers', 'Passport No.', 'X1234567'),
  column('a column of passport numbers in Spanish', 'Número de pasaporte', 'X1234567'),
  column('a column of birth dates', 'Date of Birth', '1980-02-03'),
  column('a column of birth dates in French', 'Date de naissance', '03/02/1980'),
  column('a column of SEVIS numbers', 'SEVIS ID', 'N0012345678'),
  column('a column of DS-2019 numbers', 'DS-2019', '1234567'),
  column('a column of social security numbers', 'SSN', '123-45-6789'),
  column('a column of national identity numbers', 'National ID No.', '1234567'),
  column('a column of visa numbers', 'Visa number', '12345678'),
  column('a second column of family names', 'FAMILY NAME', 'Mensah', { code: 'DUPLICATE', severity: 'ERROR' }),
  column('a column that nobody knows', 'T-shirt size', 'M', { code: 'INVALID', severity: 'WARNING' }),
  line('a quote that is never closed', text => `"${text.replaceAll('"', '')}`),
]
