import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readProgramSeed } from '../seed/load.ts'

const original = fileURLToPath(new URL('../seed/', import.meta.url))

/** Copies the data files, changes a text in one of them, and reads them. */
const readChanged = async (file: string, from: string, to: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-network-programs-'))
  try {
    await cp(original, folder, { recursive: true, filter: path => !path.endsWith('.ts') })
    const text = await readFile(join(folder, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(folder, file), text.replace(from, to))
    return await readProgramSeed(pathToFileURL(`${folder}/`))
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('The data files', () => {
  it('hold what the four documents tell', async () => {
    const { rows } = await readProgramSeed()

    expect(Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.length]))).toEqual({
      sources: 4,
      series: 3,
      topics: 14,
      programs: 14,
      programPlaces: 15,
      programRoles: 25,
      participations: 5,
      representations: 23,
      initiatives: 2,
      agenda: 4,
      outputs: 3,
      claims: 110,
      conflicts: 2,
    })
  })

  it.each([
    ['a date', 'programs.csv', ',2024-11-08,', ',2024-13-08,', 'programs.csv, row 2, field "dates": "2024-13-08"'],
    [
      'a slug',
      'programs.csv',
      ',ivlp,',
      ',ivpl,',
      'programs.csv, row 2, field "series": "ivpl" is no id or slug in table "series". Did you mean "ivlp"?',
    ],
    [
      'a country code',
      'representations.csv',
      ',MM,',
      ',BU,',
      'representations.csv, row 5, field "place": "BU" is no place that the gazetteer knows.',
    ],
    [
      'a role',
      'program-roles.csv',
      ',HOST,',
      ',HOSTESS,',
      'program-roles.csv, row 2, field "kind": "HOSTESS" is none of',
    ],
    [
      'a source',
      'claims.csv',
      ',scoe-news-story,',
      ',scoe-newsstory,',
      'field "source": "scoe-newsstory" is no id or slug in table "sources"',
    ],
    [
      'a language',
      'outputs.csv',
      ',en;es,',
      ',en;spanish language,',
      'outputs.csv, row 3, field "languages": "en;spanish language" holds "spanish language", which is no BCP 47 tag.',
    ],
    [
      'a number',
      'programs.csv',
      ',19,',
      ',nineteen,',
      'programs.csv, row 2, field "countriesAnnounced": "nineteen" is no whole number.',
    ],
  ])(
    'are refused as a whole for a wrong %s, which is named by file, row and field',
    async (_, file, from, to, sentence) => {
      await expect(readChanged(file, from, to)).rejects.toThrow(sentence)
    },
  )

  it('are refused when a program names no source', async () => {
    const changed = readChanged('programs.csv', 'RESTRICTED,scoe,scoe-news-story', 'RESTRICTED,scoe,')

    await expect(changed).rejects.toThrow('programs.csv, row 3: the program names no source.')
  })

  it('spell no name of a person in an id', async () => {
    const { rows } = await readProgramSeed()

    const ids = [...rows.claims, ...rows.participations].map(row => row.id).join(' ')
    expect(ids).not.toMatch(/soriano|amalong|gordon|spero|lowe/i)
  })
})
