import { describe, expect, it } from 'vitest'
import type { ImportReport } from '../importing/report.ts'
import { openReception } from './importing-world.ts'

const bytes = (...parts: readonly (string | readonly number[] | Buffer)[]): Uint8Array =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part as number[]))),
  )
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** rowsRead, created, updated, unchanged and rejected. */
const counts = ({ rowsRead, created, updated, unchanged, rejected }: ImportReport) =>
  [rowsRead, created, updated, unchanged, rejected].join(' ')

const issues = (report: ImportReport) =>
  report.issues.map(({ severity, row, column, code, message, suggestions }) => {
    const ending = suggestions.length === 0 ? '' : ` [${suggestions.join(' | ')}]`
    return `${severity} ${row ?? 'file'}, ${column ?? 'row'}: ${code} ${message}${ending}`
  })

describe('the form of a file', () => {
  it.each([
    {
      given: 'no byte',
      file: () => '',
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, row: INVALID The file is empty. Send a CSV file with one row of headings and a row for each record.',
      ],
    },
    {
      given: 'blank lines only',
      file: () => '\n\r\n  \n',
      counted: '0 0 0 0 0',
      says: ['ERROR file, row: INVALID The file has no text. Send one row of headings and a row for each record.'],
    },
    {
      given: 'headings without rows',
      file: () => 'name,country\n',
      counted: '0 0 0 0 0',
      says: ['ERROR file, row: INVALID The file has headings and no rows below them.'],
    },
    { given: 'UTF-8', file: () => 'name,country\nJosé,Togo\n', counted: '1 1 0 0 0', says: [] },
    {
      given: 'UTF-8 with a byte order mark',
      file: () => '\ufeffname,country\nJosé,Togo\n',
      counted: '1 1 0 0 0',
      says: [],
    },
    {
      given: 'Windows-1252',
      file: () => bytes('name,country\nJos\xe9,Togo\n'),
      counted: '1 1 0 0 0',
      says: [
        'WARNING file, row: INVALID The file is not UTF-8 and was read as Windows-1252, the encoding of older Excel files. Look whether names with accents are right, or save it as "CSV UTF-8".',
      ],
    },
    {
      given: 'UTF-16 of a little-endian machine',
      file: () => bytes([0xff, 0xfe], utf16('name\tcountry\r\nJosé\tTogo\r\n')),
      counted: '1 1 0 0 0',
      says: [
        'WARNING file, row: INVALID The file is not UTF-8 and was read as UTF-16, the "Unicode text" of spreadsheets.',
      ],
    },
    {
      given: 'UTF-16 of a big-endian machine',
      file: () => bytes([0xfe, 0xff], utf16('name\tcountry\r\nJosé\tTogo\r\n').swap16()),
      counted: '1 1 0 0 0',
      says: [
        'WARNING file, row: INVALID The file is not UTF-8 and was read as UTF-16, the "Unicode text" of spreadsheets.',
      ],
    },
    {
      given: 'a byte order mark and then no UTF-8',
      file: () => bytes('\xef\xbb\xbfname\nJos\xe9\n'),
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, row: INVALID The file begins as UTF-8 does, and then is not UTF-8: it is damaged or made of several files. Save it as "CSV UTF-8" and send that.',
      ],
    },
    {
      given: 'a workbook',
      file: () => bytes('PK\x03\x04 and so on'),
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, row: INVALID The file is an Excel workbook or another ZIP file and no CSV file. Save it as "CSV UTF-8" and send that.',
      ],
    },
    {
      given: 'a zero byte',
      file: () => 'name\nA\0b\n',
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, row: INVALID The file holds a zero byte (byte 7), which no text has. Save it as "CSV UTF-8" and send that.',
      ],
    },
    { given: 'semicolons', file: () => 'name;country\n"a;b";Togo\n', counted: '1 1 0 0 0', says: [] },
    { given: 'tabs', file: () => 'name\tcountry\nAma\tTogo\n', counted: '1 1 0 0 0', says: [] },
    {
      given: 'a line that says the delimiter',
      file: () => 'sep=;\r\nname;country\r\nAma;Togo\r\n',
      counted: '1 1 0 0 0',
      says: [],
    },
    {
      given: 'a comma in a heading of a file with semicolons',
      file: () => '"Guest, full";Name;Nation;a,b,c\nx;Ama;Togo;\n',
      counted: '1 1 0 0 0',
      says: [
        'WARNING file, Guest, full: INVALID The column "Guest, full" is not known and its cells are left out. Rename it or map it to a field if it matters. [name]',
        'WARNING file, a,b,c: INVALID The column "a,b,c" is not known and its cells are left out. Rename it or map it to a field if it matters.',
      ],
    },
    {
      given: 'line breaks and quotes in cells',
      file: () => 'name,country,notes\nAma,Togo,"two\r\nlines"\n"Bo ""B"" Li",Togo,"a,b"\nCo,Togo,last',
      counted: '3 3 0 0 0',
      says: [],
    },
    {
      given: 'the line ends of an old Macintosh',
      file: () => 'name,country\rAma,Togo\r',
      counted: '1 1 0 0 0',
      says: [],
    },
    {
      given: 'empty rows, which count for the row numbers',
      file: () => 'name,country\n\nAma,Togo\n,\nBo,Tgoo\n',
      counted: '2 1 0 0 1',
      says: [
        'ERROR 5, country: INVALID "Tgoo" is no place that this network knows. Write a name in English or an ISO code. [Togo]',
      ],
    },
  ])('takes $given', async ({ file, counted, says }) => {
    await using reception = await openReception()

    const report = await reception.import(file())

    expect(counts(report)).toBe(counted)
    expect(issues(report)).toStrictEqual(says)
  })
})

describe('a file that is no CSV somewhere', () => {
  it.each([
    {
      given: 'a cell too few',
      file: () => 'name,country\nAma\nBo,Togo\n',
      counted: '2 1 0 0 1',
      says: [
        'ERROR 2, row: INVALID The row has one cell, but there are 2 headings. Put a cell that holds the delimiter or a line break in double quotes.',
      ],
    },
    {
      given: 'a cell too many',
      file: () => 'name,country\nAma,Togo,x\nBo,Togo,\n',
      counted: '2 1 0 0 1',
      says: [
        'ERROR 2, row: INVALID The row has 3 cells, but there are 2 headings. Put a cell that holds the delimiter or a line break in double quotes.',
      ],
    },
    {
      given: 'a quote that is never closed',
      file: () => 'name,country\nAma,Togo\n"Bo,Togo\nCo,Togo\n',
      counted: '2 1 0 0 1',
      says: [
        'ERROR 3, row: INVALID A cell of this row begins with a double quote that is never closed. Close it, or write it twice where it is part of the text. This row and those below it were not read.',
      ],
    },
    {
      given: 'a quote that is closed by the next one',
      file: () => 'name,country\nAma,Togo\n"Bo,Togo\n"Co",Togo\nDo,Togo\n',
      counted: '2 1 0 0 1',
      says: [
        'ERROR 3, row: INVALID In a cell of this row there is text behind the closing double quote, or the quote of a cell above is not closed. Write a double quote inside of a cell twice. This row and those below it were not read.',
      ],
    },
    {
      given: 'a quote in the middle of a cell',
      file: () => 'name,country\nAma "A" Li,Togo\nBo,Togo\n',
      counted: '1 0 0 0 1',
      says: [
        'ERROR 2, row: INVALID A cell of this row has a double quote in it and does not begin with one. Put the cell in double quotes and write the one inside twice. This row and those below it were not read.',
      ],
    },
    {
      given: 'text behind a closing quote',
      file: () => 'name,country\n"Ama"x,Togo\nBo,Togo\n',
      counted: '1 0 0 0 1',
      says: [
        'ERROR 2, row: INVALID In a cell of this row there is text behind the closing double quote, or the quote of a cell above is not closed. Write a double quote inside of a cell twice. This row and those below it were not read.',
      ],
    },
    {
      given: 'a heading whose quote is never closed',
      file: () => '"name,country\nAma,Togo\n',
      counted: '0 0 0 0 0',
      says: [
        'ERROR 1, row: INVALID A cell of this row begins with a double quote that is never closed. Close it, or write it twice where it is part of the text. This row and those below it were not read.',
      ],
    },
    {
      given: 'a cell of 70,000 characters',
      file: () => `name,country,notes\nAma,Togo,${'x'.repeat(70_000)}\n`,
      counted: '1 0 0 0 1',
      says: ['ERROR 2, notes: INVALID The cell has 70,000 characters, but a cell holds at most 65,536.'],
    },
    {
      given: 'a cell of 10 MB',
      file: () => `name,country,notes\nAma,Togo,\nBo,Togo,${'x'.repeat(10_000_000)}\nCo,Togo,\n`,
      counted: '2 1 0 0 1',
      says: [
        'ERROR 3, row: INVALID The row has more than 1,000,000 characters: a cell is much too long, or a double quote is not closed. This row and those below it were not read.',
      ],
    },
    {
      given: 'the headings once more',
      file: () => 'name,country\nAma,Togo\nNAME,Country\nBo,Togo\n',
      counted: '3 2 0 0 1',
      says: ['ERROR 3, row: INVALID The row repeats the headings. Remove it where files were put together.'],
    },
  ])('says of $given', async ({ file, counted, says }) => {
    await using reception = await openReception()

    const report = await reception.import(file())

    expect(counts(report)).toBe(counted)
    expect(issues(report)).toStrictEqual(says)
  })
})

describe('the headings of a file', () => {
  it.each<{ given: string; file: () => string; run?: object; counted: string; says: string[] }>([
    {
      given: 'other words, cases, accents and punctuation',
      file: () => 'FULL_NAME *,Päys,Row\nAma,Togo,1\n',
      counted: '1 1 0 0 0',
      says: [],
    },
    {
      given: 'two of one field',
      file: () => 'name,Full name,country\nA,B,Togo\n',
      counted: '1 0 0 0 1',
      says: [
        'ERROR file, Full name: DUPLICATE The columns "name" (number 1) and "Full name" (number 2) both mean field "name". Remove or rename one of them.',
      ],
    },
    {
      given: 'a title above them',
      file: () => 'Guest list 2024,,\n,,\nname,country,role\nAma,Togo,HOST\n',
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, row: INVALID Row 1 is no row of headings, but row 3 looks like one. Remove what stands above it, so that the file begins with one row of headings.',
      ],
    },
    {
      given: 'groups above them',
      file: () => 'Person,,Stay\nname,country,arrives\nA,Togo,2024\n',
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, row: INVALID Row 1 is no row of headings, but row 2 looks like one. Remove what stands above it, so that the file begins with one row of headings.',
      ],
    },
    {
      given: 'unknown ones',
      file: () => 'name,contry,Shoe size,country\nA,x,43,Togo\n',
      counted: '1 1 0 0 0',
      says: [
        'WARNING file, contry: INVALID The column "contry" is not known and its cells are left out. Rename it or map it to a field if it matters. [country]',
        'WARNING file, Shoe size: INVALID The column "Shoe size" is not known and its cells are left out. Rename it or map it to a field if it matters.',
      ],
    },
    {
      given: 'none above a column with cells',
      file: () => 'name,,country,\nA,zz,Togo,\nB,,Togo,\n',
      counted: '2 2 0 0 0',
      says: [
        'WARNING file, row: INVALID Column 2 has cells and no heading; they are left out. Give it a heading if they matter.',
      ],
    },
    {
      given: 'none that is known',
      file: () => 'foo,passport,bar\nA,N123,B\n',
      counted: '0 0 0 0 0',
      says: [
        'ERROR file, passport: PROTECTED_DATA The column "passport" seems to hold a passport number, which this network never stores. Remove the column and send the file without it.',
        'ERROR file, row: INVALID None of the headings in row 1 is known. The fields are name, country, role, arrives, companions, floor, languages, veteran, phone, notes, sourceRowId, table.',
      ],
    },
    {
      given: 'none at all, but values that must not be repeated',
      file: () => 'Guest,passport X1234567,123-45-6789\nA,passport N7654321,987-65-4321\n',
      counted: '1 0 0 0 1',
      says: [
        'ERROR file, row: PROTECTED_DATA Column 2 seems to hold a passport number, which this network never stores. Remove the column and send the file without it.',
        'ERROR file, row: PROTECTED_DATA Column 3 seems to hold a social security or national identity number, which this network never stores. Remove the column and send the file without it.',
        'WARNING 2, row: INVALID The guest has no country. [Togo]',
      ],
    },
    {
      given: 'none for what every row needs',
      file: () => 'country,role\nTogo,HOST\nTgoo,x\n',
      counted: '2 0 0 0 2',
      says: [
        'ERROR file, row: INVALID The file has no column for field "name", which every row needs. Add one headed "name" or "Full name" or "Guest".',
        'ERROR 3, country: INVALID "Tgoo" is no place that this network knows. Write a name in English or an ISO code. [Togo]',
        'ERROR 3, role: INVALID "x" is none of the words of this column. Write DELEGATE, HOST or SPEAKER.',
      ],
    },
    {
      given: 'a mapping of its own',
      file: () => 'Wer,country\nA,Togo\n',
      run: { columns: [{ column: 'wer', field: 'name' }] },
      counted: '1 1 0 0 0',
      says: [],
    },
    {
      given: 'a mapping that goes before the name',
      file: () => 'name,Guest\nTogo,A\n',
      run: { columns: [{ column: 'name', field: 'country' }] },
      counted: '1 1 0 0 0',
      says: [],
    },
    {
      given: 'a mapping of nothing to nothing',
      file: () => 'Wer,name,country\nA,B,Togo\n',
      run: { columns: [{ column: 'Werr', field: 'nam' }] },
      counted: '1 0 0 0 1',
      says: [
        'ERROR file, Werr: INVALID The mapping of column "Werr" names field "nam", which this kind of file does not have. Its fields are name, country, role, arrives, companions, floor, languages, veteran, phone, notes, sourceRowId, table. [name]',
        'ERROR file, Werr: INVALID The mapping names column "Werr", but the file has no such heading. [Wer]',
        'WARNING file, Wer: INVALID The column "Wer" is not known and its cells are left out. Rename it or map it to a field if it matters.',
      ],
    },
    {
      given: 'a mapping of what must not be stored',
      file: () => 'name,country,passport\nA,Togo,N123\n',
      run: { columns: [{ column: 'passport', field: 'notes' }] },
      counted: '1 0 0 0 1',
      says: [
        'ERROR file, passport: PROTECTED_DATA The column "passport" seems to hold a passport number, which this network never stores. Remove the column and send the file without it.',
      ],
    },
  ])('says of $given', async ({ file, run, counted, says }) => {
    await using reception = await openReception()

    const report = await reception.import(file(), run)

    expect(counts(report)).toBe(counted)
    expect(issues(report)).toStrictEqual(says)
  })
})

describe('the rows of a file', () => {
  it.each([
    {
      given: 'all the problems of a row at once',
      file: () =>
        'name,country,role,arrives,companions,floor,veteran,phone\n,Tgoo,Host-,11/8/2024,eighty,99,maybe,+1 916 228 2222 and more\n',
      counted: '1 0 0 0 1',
      says: [
        'ERROR 2, name: INVALID The cell is empty, but every row needs a value here.',
        'ERROR 2, country: INVALID "Tgoo" is no place that this network knows. Write a name in English or an ISO code. [Togo]',
        'ERROR 2, arrives: INVALID "11/8/2024" is a date whose order nobody knows: 2024-11-08 or 2024-08-11. Give the file\'s date order (YMD, MDY or DMY), or write the date as YYYY-MM-DD. [2024-11-08 | 2024-08-11]',
        'ERROR 2, companions: INVALID "eighty" is no number. Write e.g. "80", "80+", "more than 80" or "about 80".',
        'ERROR 2, floor: INVALID "99" lies outside 0 to 40.',
        'ERROR 2, veteran: INVALID "maybe" is neither "yes" nor "no". [yes | no]',
        'ERROR 2, phone: INVALID The cell has 24 characters, but at most 15 are kept.',
      ],
    },
    {
      given: 'what a definition says of a row',
      file: () => 'name,country,arrives\nNobody,Togo,2024\n',
      counted: '1 0 0 0 1',
      says: ['ERROR 2, name: NOT_FOUND Nobody is not invited.', 'ERROR 2, arrives: INVALID Nobody arrives on no day.'],
    },
    {
      given: 'what a definition says of a cell that could not be read',
      file: () => 'name,country,arrives\nNobody,Togo,someday\nAma,Narnia,\n',
      counted: '2 0 0 0 2',
      says: [
        'ERROR 2, arrives: INVALID "someday" is no date that this network reads. Write e.g. "2024-11-08", "8 November 2024", "2013-10" or "2015-01-09/2015-01-17".',
        'ERROR 2, name: NOT_FOUND Nobody is not invited.',
        'ERROR 3, country: INVALID "Narnia" is no place that this network knows. Write a name in English or an ISO code.',
      ],
    },
    {
      given: 'a warning of a definition',
      file: () => 'name,country\nAma,\n',
      counted: '1 1 0 0 0',
      says: ['WARNING 2, row: INVALID The guest has no country. [Togo]'],
    },
    {
      given: 'a row twice',
      file: () => 'name,country\nAma,Togo\nAma,Togo\n',
      counted: '2 1 0 1 0',
      says: ['WARNING 3, row: DUPLICATE The row is the same as row 2 and changes nothing.'],
    },
    {
      given: 'a key twice',
      file: () => 'Row,name,country\n1,Ama,Togo\n1,Ama,Togo\n1,Bo,Togo\n2,Bo,Togo\n',
      counted: '4 2 0 1 1',
      says: [
        'WARNING 3, Row: DUPLICATE The row is the same as row 2 and changes nothing.',
        'ERROR 4, Row: DUPLICATE The row goes by the same name as row 2 and says something else. Give it a name of its own, or make one row of the two.',
      ],
    },
    {
      given: 'references to rows above',
      file: () => 'name,country,table\nA,Togo,new x\nB,Togo,x\nC,Togo,y\nD,Togo,new x\n',
      counted: '4 2 0 0 2',
      says: [
        'ERROR 4, table: NOT_FOUND Table "y" stands in no row above.',
        'ERROR 5, row: DUPLICATE The row is about the same record as row 2. Make one row of the two.',
      ],
    },
    {
      given: 'a letter that was lost before',
      file: () => 'name,country\nJos\ufffd,Togo\n',
      counted: '1 0 0 0 1',
      says: [
        'ERROR 2, name: INVALID The cell holds "\ufffd", the sign of a letter that was lost when the file was converted. Export it again as "CSV UTF-8".',
      ],
    },
    {
      given: 'letters that were read in a wrong encoding before',
      file: () => 'name,country\nJosÃ©,Togo\nOâ€™Neil,Togo\nJoão Ânia Ã,Togo\n',
      counted: '3 3 0 0 0',
      says: [
        'WARNING 2, name: INVALID The cell looks as if it was read in a wrong encoding before: letters with accents are two signs each. Look whether it is right, or export the file again as "CSV UTF-8".',
        'WARNING 3, name: INVALID The cell looks as if it was read in a wrong encoding before: letters with accents are two signs each. Look whether it is right, or export the file again as "CSV UTF-8".',
      ],
    },
    {
      given: 'protected data in a cell of any kind',
      file: () => 'name,country\npassport 123456789,Togo\nAma,passport 123456789\n',
      counted: '2 0 0 0 2',
      says: [
        'ERROR 2, name: PROTECTED_DATA The cell seems to hold a passport number, which this network never stores. Leave it out.',
        'ERROR 3, country: PROTECTED_DATA The cell seems to hold a passport number, which this network never stores. Leave it out.',
      ],
    },
  ])('says of $given', async ({ file, counted, says }) => {
    await using reception = await openReception()

    const report = await reception.import(file())

    expect(counts(report)).toBe(counted)
    expect(issues(report)).toStrictEqual(says)
  })
})

/** Numbers that look random and are the same each time. */
const numbersFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const scraps = [
  'name',
  'country',
  ',',
  ';',
  '\t',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  'Togo',
  "'=1",
  'é',
  '\u202e',
  '11/8/2024',
  ' ',
  'passport',
]

describe('a file of scraps', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => ({ seed })))(
    'gets a report that adds up: $seed',
    async ({ seed }) => {
      await using reception = await openReception()
      const next = numbersFrom(seed)
      const text = Array.from({ length: next(200) }, () => scraps[next(scraps.length)]).join('')
      const file =
        seed % 3 === 0 ? Buffer.from(Array.from(text, () => next(256))) : `${seed % 2 ? 'name,country\n' : ''}${text}`

      const { rowsRead, created, updated, unchanged, rejected, issues: listed } = await reception.import(file)

      expect(rowsRead).toBe(created + updated + unchanged + rejected)
      expect(
        rowsRead === 0 || rejected > 0 ? listed.filter(({ severity }) => severity === 'ERROR') : ['none'],
      ).not.toStrictEqual([])
    },
  )
})
