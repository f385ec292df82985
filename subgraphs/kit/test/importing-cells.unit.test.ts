import { describe, expect, it } from 'vitest'
import { type CellReader, type DateOrder, UnreadableCell } from '../importing/column.ts'
import { date } from '../importing/date-cells.ts'
import { cellAsMeant, safeCell } from '../importing/formulas.ts'
import { integer, quantity, quantityText } from '../importing/number-cells.ts'
import { place, splitCount } from '../importing/place-cells.ts'
import { protectedHeading } from '../importing/protected-headings.ts'
import { list, text } from '../importing/text-cells.ts'
import { oneOf, yesOrNo } from '../importing/word-cells.ts'

/** The value of a cell, or what is said of it. */
const read = <T>(reader: CellReader<T>, cell: string, dateOrder: DateOrder | null = null): T | string => {
  try {
    return reader.read(cell, { dateOrder })
  } catch (error) {
    if (!(error instanceof UnreadableCell)) throw error
    const { code, message, suggestions } = error
    return `${code}: ${message}${suggestions.length > 0 ? ` [${suggestions.join(' | ')}]` : ''}`
  }
}

const firm = (edtf: string) => ({ edtf, inferred: false, label: null })
const labelled = (edtf: string, label: string) => ({ edtf, inferred: false, label })
const examples = 'Write e.g. "2024-11-08", "8 November 2024", "2013-10" or "2015-01-09/2015-01-17".'

describe('a date', () => {
  it.each([
    ['2024-11-08', firm('2024-11-08')],
    ['2013-10', firm('2013-10')],
    ['2011', firm('2011')],
    ['2024-05?', firm('2024-05?')],
    ['2015-01-09/2015-01-17', firm('2015-01-09/2015-01-17')],
    ['[2013-10..2015-01]', firm('[2013-10..2015-01]')],
    ['2024-05 (inferred)', { edtf: '2024-05', inferred: true, label: null }],
    ['8 November 2024', labelled('2024-11-08', '8 November 2024')],
    ['8th of November, 2024', labelled('2024-11-08', '8th of November, 2024')],
    ['November 8, 2024', labelled('2024-11-08', 'November 8, 2024')],
    ['Nov. 8 2024', labelled('2024-11-08', 'Nov. 8 2024')],
    ['8-Nov-2024', labelled('2024-11-08', '8-Nov-2024')],
    ['Friday, November 8, 2024', labelled('2024-11-08', 'Friday, November 8, 2024')],
    ['Sept. 2024', labelled('2024-09', 'Sept. 2024')],
    ['MARCH 2024', labelled('2024-03', 'MARCH 2024')],
  ])('of the form %s is read', (cell, value) => {
    expect(read(date(), cell)).toStrictEqual(value)
  })

  it.each<[string, DateOrder, string]>([
    ['11/8/2024', 'MDY', '2024-11-08'],
    ['11/8/2024', 'DMY', '2024-08-11'],
    ['8.11.2024', 'DMY', '2024-11-08'],
    ['2024/11/8', 'YMD', '2024-11-08'],
    ['08-11-2024', 'DMY', '2024-11-08'],
  ])('%s is read in the order %s that the file has', (cell, order, edtf) => {
    expect(read(date(), cell, order)).toStrictEqual(labelled(edtf, cell))
  })

  const nobodyKnows = "Give the file's date order (YMD, MDY or DMY), or write the date as YYYY-MM-DD."
  const notMdy =
    'INVALID: is no date in the order MDY that was given for the file. Write the date as YYYY-MM-DD, with a year of four digits.'

  it.each<[string, DateOrder | null, string]>([
    [
      '11/8/2024',
      null,
      `INVALID: is a date whose order nobody knows: 2024-11-08 or 2024-08-11. ${nobodyKnows} [2024-11-08 | 2024-08-11]`,
    ],
    ['25/12/2024', null, `INVALID: is a date whose order nobody knows: 2024-12-25. ${nobodyKnows} [2024-12-25]`],
    ['99/99/2024', null, `INVALID: is a date whose order nobody knows. ${nobodyKnows}`],
    ['25/12/2024', 'MDY', `${notMdy} [2024-12-25]`],
    ['2/30/2024', 'MDY', notMdy],
    ['11/8/24', 'MDY', notMdy],
    ['2024-13-01', 'MDY', `INVALID: is no date that this network reads: there is no month 13. ${examples}`],
    ['2023-02-29', null, `INVALID: is no date that this network reads: the calendar has no 2023-02-29. ${examples}`],
    ['31 June 2024', null, 'INVALID: is no day of the calendar: June 2024 has no day 31.'],
    [
      'Monday, November 8, 2024',
      null,
      'INVALID: names a weekday that is not the one of 2024-11-08, a Friday. Correct one of the two.',
    ],
    ['8-Nov-24', null, 'INVALID: has a year of two digits. Write all four, e.g. "8 November 2024".'],
    [
      '45604',
      null,
      'INVALID: is the number by which spreadsheets count days. Format the column as a date of the form YYYY-MM-DD and export the file again. [2024-11-08]',
    ],
    ['2024-11-08 00:00:00', null, 'INVALID: has a clock time. Give the day alone, e.g. "2024-11-08".'],
    ['11/2024', null, 'INVALID: is no date that this network reads. Write a month as YYYY-MM, e.g. "2024-11".'],
    [
      '2015-01-17/2015-01-09',
      null,
      `INVALID: is no date that this network reads: the period ends before it begins. ${examples}`,
    ],
    ['8 Octember 2024', null, `INVALID: is no date that this network reads. ${examples}`],
    ['soon', null, `INVALID: is no date that this network reads. ${examples}`],
  ])('%s in the order %s is refused', (cell, order, message) => {
    expect(read(date(), cell, order)).toBe(message)
  })
})

describe('a number', () => {
  it.each([
    ['300000', 300_000],
    ['300,000', 300_000],
    ['300 000', 300_000],
    ['-3', -3],
    ['1.200', 'INVALID: is no whole number. Write digits only, e.g. "300000".'],
    ['12,34', 'INVALID: is no whole number. Write digits only, e.g. "300000".'],
    ['3000000000', 'INVALID: lies outside -2147483648 to 2147483647.'],
  ])('%s is whole or refused', (cell, value) => {
    expect(read(integer(), cell)).toBe(value)
  })

  const odd = 'INVALID: is no number. Write e.g. "80", "80+", "more than 80" or "about 80".'

  it.each([
    ['80', { value: 80, bound: 'EXACT', label: null }],
    ['80+', { value: 80, bound: 'AT_LEAST', label: '80+' }],
    ['at least 80', { value: 80, bound: 'AT_LEAST', label: 'at least 80' }],
    ['≥ 80', { value: 80, bound: 'AT_LEAST', label: '≥ 80' }],
    ['More than 300,000', { value: 300_000, bound: 'MORE_THAN', label: 'More than 300,000' }],
    ['>80', { value: 80, bound: 'MORE_THAN', label: '>80' }],
    ['ca. 80', { value: 80, bound: 'ABOUT', label: 'ca. 80' }],
    ['~80', { value: 80, bound: 'ABOUT', label: '~80' }],
    ['eighty', odd],
    ['80-90', odd],
    ['-1', 'INVALID: lies outside 0 to 2147483647.'],
  ])('of people, %s, says how it is meant', (cell, value) => {
    expect(read(quantity(), cell)).toStrictEqual(value)
  })

  it.each(['80', 'at least 80', 'more than 80', 'about 80'])('%s is written as it is read', cell => {
    expect(quantityText(quantity().read(cell, { dateOrder: null }))).toBe(cell)
  })
})

describe('a word', () => {
  const role = oneOf({ DELEGATE: ['visitor', 'IVLP participant'], HOST: [], ACCOMPANYING_STAFF: ['escort'] })

  it.each([
    ['DELEGATE', 'DELEGATE'],
    ['Visitor', 'DELEGATE'],
    ['ivlp-participant', 'DELEGATE'],
    ['accompanying staff', 'ACCOMPANYING_STAFF'],
    ['Delgate', 'INVALID: is none of the words of this column. Write DELEGATE, HOST or ACCOMPANYING_STAFF. [DELEGATE]'],
    [
      'visitors',
      'INVALID: is none of the words of this column. Write DELEGATE, HOST or ACCOMPANYING_STAFF. [DELEGATE]',
    ],
    ['tourist', 'INVALID: is none of the words of this column. Write DELEGATE, HOST or ACCOMPANYING_STAFF.'],
  ])('%s is one of a closed set, or is told what comes near', (cell, value) => {
    expect(read(role, cell)).toBe(value)
  })

  it.each([
    ['Yes', true],
    ['x', true],
    ['FALSE', false],
    ['0', false],
    ['perhaps', 'INVALID: is neither "yes" nor "no". [yes | no]'],
  ])('%s means yes, no or neither', (cell, value) => {
    expect(read(yesOrNo(), cell)).toBe(value)
  })
})

describe('a text', () => {
  it('that wraps has a space where a spreadsheet broke its line', () => {
    expect(read(text({ max: 10 }, { wraps: true }), 'one \r\n two')).toBe('one two')
  })

  const line = text({ max: 10 })

  it.each([
    ['Zoe\u0308', 'Zo\u00eb'],
    [
      'a\nb',
      'INVALID: holds a control character. Leave out everything but letters, marks and spaces; it has one line.',
    ],
    [
      'a\tb',
      'INVALID: holds a control character. Leave out everything but letters, marks and spaces; it has one line.',
    ],
    [
      'a\u202eb',
      'INVALID: holds a character that turns the direction of text. Leave out the marks U+202A to U+202E and U+2066 to U+2069.',
    ],
    ['12345678901', 'INVALID: has 11 characters, but at most 10 are kept.'],
  ])('%j follows the rules that hold for the texts of mutations', (cell, value) => {
    expect(read(line, cell)).toBe(value)
  })

  it.each([
    ['en; fr;en', ['en', 'fr']],
    ['en|fr', ['en', 'fr']],
    ['a|b; c', ['a|b', 'c']],
    ['; ;', 'INVALID: has delimiters and no value. Empty the cell, or write values.'],
    ['en;12345678901', 'INVALID: fails in value 2 of 2, which has 11 characters, but at most 10 are kept.'],
  ])('%j is taken apart where it is a list', (cell, value) => {
    expect(read(list(line), cell)).toStrictEqual(value)
  })
})

describe('a place', () => {
  const codes: Record<string, string> = { Burma: 'MM' }
  const alike: Record<string, readonly string[]> = {
    Georgia: ['Georgia (country)', 'Georgia (U.S. state)'],
    Brazl: ['Brazil'],
  }
  const country = place(name =>
    codes[name] ? { code: codes[name] } : { isAmbiguous: name === 'Georgia', suggestions: alike[name] ?? [] },
  )

  it.each([
    ['Burma', { code: 'MM', printed: 'Burma', count: null }],
    ['Burma (2)', { code: 'MM', printed: 'Burma', count: 2 }],
    [
      'Georgia',
      'AMBIGUOUS: may be several places. Write the one that is meant as suggested, or its code. [Georgia (country) | Georgia (U.S. state)]',
    ],
    ['Brazl', 'INVALID: is no place that this network knows. Write a name in English or an ISO code. [Brazil]'],
    ['Narnia', 'INVALID: is no place that this network knows. Write a name in English or an ISO code.'],
  ])('%s is resolved by the gazetteer of the team', (cell, value) => {
    expect(read(country, cell)).toStrictEqual(value)
  })

  it.each([
    ['Burma (2)', { text: 'Burma', count: 2 }],
    ['Burma x2', { text: 'Burma', count: 2 }],
    ['Mexico 2', { text: 'Mexico 2', count: null }],
    ['Congo (Kinshasa)', { text: 'Congo (Kinshasa)', count: null }],
  ])('%s is parted from its count', (cell, parted) => {
    expect(splitCount(cell)).toStrictEqual(parted)
  })
})

describe('a cell that a spreadsheet takes for a formula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1 916 228 2000', "'+1 916 228 2000"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ["'=1", "''=1"],
    ["''=1", "'''=1"],
    ["'tis", "'tis"],
    ["O'Neil", "O'Neil"],
    ['a=b', 'a=b'],
  ])('%j leaves as %j and comes back as it was', (cell, safe) => {
    expect(safeCell(cell)).toBe(safe)
    expect(cellAsMeant(safe)).toBe(cell)
  })
})

describe('a heading', () => {
  it.each([
    ['Passport No.', 'a passport number'],
    ['passportNumber', 'a passport number'],
    ['Número de pasaporte', 'a passport number'],
    ['№ паспорта', 'a passport number'],
    ['护照号码', 'a passport number'],
    ['رقم جواز السفر', 'a passport number'],
    ['Số hộ chiếu', 'a passport number'],
    ['D.O.B.', 'a date of birth'],
    ['Date of birth (MM/DD/YYYY)', 'a date of birth'],
    ['birth_year', 'a date of birth'],
    ['Fecha de nacimiento', 'a date of birth'],
    ['Date de naissance', 'a date of birth'],
    ['Geburtsdatum', 'a date of birth'],
    ['Дата рождения', 'a date of birth'],
    ['生年月日', 'a date of birth'],
    ['SEVIS ID', 'a SEVIS number'],
    ['DS-2019 #', 'a SEVIS number'],
    ['DS 2019', 'a SEVIS number'],
    ['SSN', 'a social security or national identity number'],
    ['Social Security Number', 'a social security or national identity number'],
    ['National ID', 'a social security or national identity number'],
    ['Cédula', 'a social security or national identity number'],
    ['Visa number', 'a visa number'],
    ['Family name', null],
    ['Born to lead (project)', 'a date of birth'],
    ['Organization', null],
    ['Sender ID', null],
    ['Advisor', null],
    ['Reborn Foundation', null],
    ['Title', null],
    ['Country', null],
    ['source_row_id', null],
    ['Notes', null],
    ['Department', null],
  ])('%s is told from what must never be stored', (heading, kind) => {
    expect(protectedHeading(heading)).toBe(kind)
  })
})
