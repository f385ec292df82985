import { describe, expect, it } from 'vitest'
import {
  id,
  integer,
  listOf,
  oneOf,
  optional,
  otherwise,
  partialDate,
  placeCode,
  reference,
  slug,
  text,
  yesOrNo,
} from '../seed/columns.ts'
import { readSeed, table } from '../seed/read-seed.ts'
import { seedFolder } from './seed-folder.ts'

const places = new Set(['USSAC', 'SG', 'PT'])
const tables = {
  organizations: table('organizations.csv', {
    id: slug(),
    name: text(),
    parent: optional(reference('organizations')),
    kinds: listOf(oneOf(['UNIT', 'ASSOCIATION', 'COUNTY_OFFICE_OF_EDUCATION'])),
    location: optional(placeCode(code => places.has(code), places)),
  }),
  programs: table('programs.csv', {
    id: id(),
    slug: slug(),
    dates: optional(partialDate()),
    official: yesOrNo(),
    participants: otherwise(integer({ min: 0 }), 0),
    hosts: listOf(reference('organizations')),
  }),
}
const organizations = `id,name,parent,kinds,location
scoe,Sacramento County Office of Education,-,COUNTY_OFFICE_OF_EDUCATION,USSAC
scoe-reentry-program,"SCOE’s “Reentry” Program, Sacramento",scoe,UNIT;ASSOCIATION,
`
const programs = `id,slug,dates,official,participants,hosts
p-1,scoe-belarus-visit-2024,2024-05 (inferred),no,12,scoe-reentry-program
p-2,cosn-south-america,,yes,-,
`
const read = async (files: Readonly<Record<string, string | Uint8Array>>) => {
  await using seed = await seedFolder({ 'organizations.csv': organizations, 'programs.csv': programs, ...files })
  return await readSeed(seed.folder, tables)
}
const problemsOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly string[]> => {
  const error = await read(files).then(
    () => new Error('read without a problem'),
    error => error as Error,
  )
  return error.message.split('\n')
}

describe('a seed', () => {
  it('reads cells as their columns say', async () => {
    const { rows } = await read({})

    expect(rows.programs).toEqual([
      {
        id: 'p-1',
        slug: 'scoe-belarus-visit-2024',
        dates: expect.objectContaining({ edtf: '2024-05', earliest: '2024-05-01', inferred: true }),
        official: false,
        participants: 12,
        hosts: ['scoe-reentry-program'],
      },
      { id: 'p-2', slug: 'cosn-south-america', dates: null, official: true, participants: 0, hosts: [] },
    ])
    expect(rows.organizations[1]).toEqual({
      id: 'scoe-reentry-program',
      name: 'SCOE’s “Reentry” Program, Sacramento',
      parent: 'scoe',
      kinds: ['UNIT', 'ASSOCIATION'],
      location: null,
    })
  })

  it('answers the id where a reference gives a slug', async () => {
    const visits = {
      programs: tables.programs,
      organizations: tables.organizations,
      visits: table('visits.csv', { program: reference('programs') }),
    }
    await using seed = await seedFolder({
      'organizations.csv': organizations,
      'programs.csv': programs,
      'visits.csv': 'program\ncosn-south-america\np-1\n',
    })

    const { rows } = await readSeed(seed.folder, visits)

    expect(rows.visits).toEqual([{ program: 'p-2' }, { program: 'p-1' }])
  })

  it('tells two states of its files apart by their hash', async () => {
    const [once, again, changed] = [
      await read({}),
      await read({}),
      await read({ 'programs.csv': programs.replace('12', '13') }),
    ]

    expect(again.sha256).toBe(once.sha256)
    expect(changed.sha256).not.toBe(once.sha256)
  })

  it('lists every problem at once, by file, row and field', async () => {
    const problems = await problemsOf({
      'organizations.csv': `id,name,parent,kinds,location
scoe,,-,COUNTY_OFICE_OF_EDUCATION,USSCA
Scoe Reentry,Reentry,soce,UNIT;UNIT,
`,
      'programs.csv': `id,slug,dates,official,participants,hosts
p-1,a,2024-13,maybe,many,scoe
p-1,a,-,yes,-5,scoe
p-3,b,-,yes,1
`,
    })

    expect(problems).toEqual([
      'The seed has 13 problems; nothing was loaded. Put right:',
      '- programs.csv, row 3, field "id": "p-1" stands already in row 2; it must be unique.',
      '- programs.csv, row 3, field "slug": "a" stands already in row 2; it must be unique.',
      '- organizations.csv, row 2, field "name" is empty, but needs a value.',
      '- organizations.csv, row 2, field "kinds": "COUNTY_OFICE_OF_EDUCATION" is none of "UNIT", "ASSOCIATION", "COUNTY_OFFICE_OF_EDUCATION". Did you mean "COUNTY_OFFICE_OF_EDUCATION"?',
      '- organizations.csv, row 2, field "location": "USSCA" is no place that the gazetteer knows. Did you mean "USSAC"?',
      '- organizations.csv, row 3, field "id": "Scoe Reentry" is no slug: lower-case letters and digits, in parts joined by "-", at most 200.',
      '- organizations.csv, row 3, field "parent": "soce" is no id or slug in table "organizations". Did you mean "scoe"?',
      '- organizations.csv, row 3, field "kinds": "UNIT;UNIT" names "UNIT" twice.',
      '- programs.csv, row 2, field "dates": "2024-13" is no EDTF date: there is no month 13.',
      '- programs.csv, row 2, field "official": "maybe" is neither "yes" nor "no".',
      '- programs.csv, row 2, field "participants": "many" is no whole number. Write digits only, e.g. "300000".',
      '- programs.csv, row 3, field "participants": "-5" lies outside 0 to 2147483647.',
      '- programs.csv, row 4: it has 5 cells, but the header has 6. Put a cell that holds "," into double quotes.',
    ])
  })

  it('names the value at fault within a list', async () => {
    const problems = await problemsOf({
      'programs.csv': programs.replace('scoe-reentry-program', 'scoe;scoe-reentry-progam'),
    })

    expect(problems[1]).toBe(
      '- programs.csv, row 2, field "hosts": "scoe;scoe-reentry-progam" holds "scoe-reentry-progam", which is no id or slug in table "organizations". Did you mean "scoe-reentry-program"?',
    )
  })

  it('refuses columns that are unknown, missing or there twice', async () => {
    const problems = await problemsOf({ 'programs.csv': 'id,slug,date,official,participants,hosts,id\n' })

    expect(problems).toEqual([
      'The seed has 3 problems; nothing was loaded. Put right:',
      '- programs.csv, row 1: there is no column "date". Did you mean "dates"?',
      '- programs.csv, row 1: column "id" stands there twice.',
      '- programs.csv, row 1: column "dates" is missing.',
    ])
  })

  it('refuses a CSV file that no table names', async () => {
    const problems = await problemsOf({ 'organisations.csv': 'id\n' })

    expect(problems[1]).toBe('- organisations.csv belongs to no table. Did you mean "organizations.csv"?')
  })

  it('says once that a file is missing, and does not blame those that refer to it', async () => {
    await using seed = await seedFolder({ 'programs.csv': programs })

    await expect(readSeed(seed.folder, tables)).rejects.toThrow(
      /^The seed has one problem; .*\n- organizations\.csv cannot be read/,
    )
  })

  it('refuses a file that is not UTF-8, so that no apostrophe is lost', async () => {
    const problems = await problemsOf({ 'organizations.csv': Buffer.from(organizations.replace('’', 'É'), 'latin1') })

    expect(problems[1]).toBe(
      '- organizations.csv is no CSV file in UTF-8: it is not UTF-8. Save it as UTF-8 with "," between cells.',
    )
  })

  it('reads a file with a byte order mark and Windows line ends', async () => {
    const { rows } = await read({ 'organizations.csv': `\uFEFF${organizations.replaceAll('\n', '\r\n')}` })

    expect(rows.organizations.map(row => row.id)).toEqual(['scoe', 'scoe-reentry-program'])
  })

  it('keeps the row numbers right behind a blank line', async () => {
    const problems = await problemsOf({ 'programs.csv': `${programs}\np-4,d,-,perhaps,1,\n` })

    expect(problems[1]).toBe('- programs.csv, row 5, field "official": "perhaps" is neither "yes" nor "no".')
  })

  it('refuses rows whose key repeats', async () => {
    await using seed = await seedFolder({ 'agenda.csv': 'program,position\na,1\na,2\na,1\n' })
    const agenda = table('agenda.csv', { program: slug(), position: integer() }, { key: ['program', 'position'] })

    await expect(readSeed(seed.folder, { agenda })).rejects.toThrow(
      'agenda.csv, row 4: its "program", "position" stand already in row 2; together they must be unique.',
    )
  })

  it('says which table a reference names that is not there', async () => {
    await using seed = await seedFolder({ 'agenda.csv': 'program\na\n' })

    await expect(
      readSeed(seed.folder, { agenda: table('agenda.csv', { program: reference('programmes') }) }),
    ).rejects.toThrow('A column refers to table "programmes", but the seed has "agenda".')
  })
})
