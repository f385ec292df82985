import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { buildPlaces } from '../build-places.ts'

const withChanged = async (file: string, from: string, to: string, work: (folder: URL) => void) => {
  const folder = await mkdtemp(join(tmpdir(), 'gazetteer-'))
  try {
    await cp(new URL('../tables/', import.meta.url), folder, { recursive: true })
    const path = join(folder, file)
    const text = await readFile(path, 'utf8')
    expect(text).toContain(from)
    await writeFile(path, text.replace(from, to))
    work(pathToFileURL(`${folder}/`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('the tables', () => {
  it.each([
    [
      'countries.csv',
      'Armenia,145,EUR',
      'Armenia,145,ERU',
      'countries.csv, row 8, field "bureau": "ERU" is no bureau; one of AF, EAP, EUR, NEA, SCA, WHA or nothing was expected.',
    ],
    ['countries.csv', 'Andorra,039', 'Andorra,39', 'countries.csv, row 2, field "region": "39" is not in regions.csv.'],
    [
      'countries.csv',
      'AE,United Arab Emirates',
      'AD,United Arab Emirates',
      'countries.csv: ISO 3166-1 lists AE, the table does not.',
    ],
    [
      'regions.csv',
      '005,South America,019',
      '005,South America,19',
      'regions.csv, row 14, field "parent": "19" is no region of an earlier row.',
    ],
    [
      'cities.csv',
      'GBLON,London,GB',
      'GBLON,London,FR',
      'field "within": "FR" is neither the country of this city nor a part of it.',
    ],
    ['cities.csv', 'GBLON', 'GB-LON', 'field "code": "GB-LON" is no UN/LOCODE, such as "GBLON".'],
    ['same-places.csv', 'US-PR', 'US-RP', 'field "code": "US-RP" is no ISO 3166-2 code.'],
    ['subdivisions.csv', 'GB-LND', 'GB-LDN', 'subdivisions.csv, row 3, field "code": "GB-LDN" is no ISO 3166-2 code.'],
    [
      'informal-regions.csv',
      'DK FI',
      'DK FIN',
      'informal-regions.csv, row 2, field "possible_members": "DK FIN NO SE" holds a code of no place.',
    ],
    [
      'informal-regions.csv',
      'code,name',
      'name,code',
      'informal-regions.csv: the columns are "name,code,parent,possible_members", but "code,name,parent,possible_members" were expected.',
    ],
  ])('are refused where %s has "%s" changed to "%s"', async (file, from, to, sentence) => {
    await withChanged(file, from, to, folder => {
      expect(() => buildPlaces(folder)).toThrow(sentence)
    })
  })
})
