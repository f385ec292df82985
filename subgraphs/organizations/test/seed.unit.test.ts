import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { readOrganizationsSeed } from '../seed/load.ts'

const seedFolder = new URL('../seed/', import.meta.url)

const withChanged = async (file: string, from: string, to: string, work: (folder: URL) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'organizations-seed-'))
  try {
    await cp(seedFolder, folder, { recursive: true })
    const path = join(folder, file)
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
    await work(pathToFileURL(`${folder}/`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

it.each([
  [
    'organizations.csv',
    ',scoe,,,',
    ',scoo,,,',
    'organizations.csv, row 3, field "parent": "scoo" is no id or slug in table "organizations". Did you mean "scoe"?',
  ],
  [
    'organizations.csv',
    'US-MD',
    'USMD',
    'organizations.csv, row 17, field "location": "USMD" is no place that the gazetteer knows. Did you mean',
  ],
  [
    'organizations.csv',
    '80,MORE_THAN',
    '80,',
    'organizations.csv, row 7: "memberCount" and "memberCountBound" go together',
  ],
  ['organizations.csv', 'COMPANY', 'FIRM', 'organizations.csv, row 15, field "kinds": "FIRM" is none of'],
  ['names.csv', 'scoe,SCOE', 'skoe,SCOE', 'names.csv, row 2, field "organization": "skoe" is no id or slug'],
])('names file, row and field where %s has "%s" changed to "%s"', async (file, from, to, sentence) => {
  await withChanged(file, from, to, async folder => {
    await expect(readOrganizationsSeed(folder)).rejects.toThrow(sentence)
  })
})
