import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readPeopleSeed } from '../seed/load.ts'

/** A copy of the data files in which one text of one file is replaced. */
const changedSeed = async (file: string, from: string, to: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'people-seed-'))
  await cp(fileURLToPath(new URL('../seed/', import.meta.url)), folder, {
    recursive: true,
    filter: source => !source.endsWith('.ts'),
  })
  const path = join(folder, file)
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
  return {
    read: () => readPeopleSeed(pathToFileURL(`${folder}/`)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

describe('The data files of people', () => {
  it('are read whole', async () => {
    const { rows } = await readPeopleSeed()

    expect(Object.entries(rows).map(([name, table]) => [name, table.length])).toEqual([
      ['people', 5],
      ['affiliations', 5],
      ['contactPoints', 4],
      ['claims', 12],
      ['conflicts', 0],
    ])
  })

  it.each([
    [
      'a date that is none',
      'affiliations.csv',
      '2024-11-06,scoe',
      '2024-13-06,scoe',
      'affiliations.csv, row 2, field "attested": "2024-13-06" ',
    ],
    [
      'a person who is not there',
      'affiliations.csv',
      'xanthi-soriano',
      'xanthi-sorian',
      'affiliations.csv, row 2, field "person": "xanthi-sorian" ',
    ],
    [
      'a kind that is none',
      'contact-points.csv',
      'PHONE_OFFICE',
      'PHONE',
      'contact-points.csv, row 2, field "kind": "PHONE" ',
    ],
    ['an empty name', 'people.csv', ',Jeff Lowe,Jeff', ',,Jeff', 'people.csv, row 6, field "name" '],
    ['a slug that is none', 'people.csv', 'jeff-lowe', 'Jeff Lowe', 'people.csv, row 6, field "slug": "Jeff Lowe" '],
    ['a repeated id', 'people.csv', 'p-rhtexx6zhr', 'p-zptay4enqk', 'people.csv, row 3, field "id": "p-zptay4enqk" '],
    ['a basis that is none', 'claims.csv', 'INFERRED', 'GUESSED', 'claims.csv, row 9, field "basis": "GUESSED" '],
    [
      'an id that tells the name',
      'people.csv',
      'p-syngwqhfjp',
      'p-jeff-lowe',
      'people.csv, row 6: the id "p-jeff-lowe" tells the name by "Jeff".',
    ],
    [
      'a withheld name that is kept',
      'people.csv',
      'Xanthi,Soriano,,,no',
      'Xanthi,Soriano,,,yes',
      'people.csv, row 2: a withheld name keeps ',
    ],
  ])('are refused for %s, by file, row and field', async (_, file, from, to, message) => {
    await using seed = await changedSeed(file, from, to)

    await expect(seed.read()).rejects.toThrow(message)
  })

  it.each([
    [
      'an e-mail address in a quote',
      'claims.csv',
      'Please contact Irene Spero',
      'Please contact ISPERO@cosn.org',
      'claims.csv, row 10, field "quote": it repeats a contact value.',
    ],
    [
      'a telephone number written in another way',
      'people.csv',
      'He is grateful',
      'Call 916.228.2713. He is grateful',
      'people.csv, row 6, field "biography": it repeats a contact value.',
    ],
  ])('are refused for %s', async (_, file, from, to, message) => {
    await using seed = await changedSeed(file, from, to)

    await expect(seed.read()).rejects.toThrow(message)
  })

  it('name a protected value in no error', async () => {
    await using seed = await changedSeed('claims.csv', 'Please contact Irene Spero', 'Write to ispero@cosn.org')

    await expect(seed.read()).rejects.not.toThrow('ispero')
  })
})
