import type { Database, EntityManager } from '@exchange-network/kit/database/database'
import { persistProvenance, persistRecordSources } from '@exchange-network/kit/provenance/seed'
import type { SeededDate } from '@exchange-network/kit/seed/columns'
import { loadSeed } from '@exchange-network/kit/seed/load-seed'
import { readSeed, type Seed } from '@exchange-network/kit/seed/read-seed'
import type { RecordedDate } from '../entities/affiliation.ts'
import { ContactPoint } from '../entities/contact-point.ts'
import { recordAffiliation, recordPerson } from '../store/record-person.ts'
import { findContactLeaks } from './contact-leaks.ts'
import { tables } from './tables.ts'

type PeopleSeed = Seed<typeof tables>

const ownFolder = new URL('./', import.meta.url)

/** Reads the data files of a folder whole. Throws one error that names every mistake by file, row and field. */
export const readPeopleSeed = async (folder: URL = ownFolder): Promise<PeopleSeed> => {
  const seed = await readSeed(folder, tables)
  const leaks = findContactLeaks(seed.rows)
  if (leaks.length > 0)
    throw new Error(`The seed gives protected values away; nothing was loaded. Put right:\n${leaks.join('\n')}`)
  return seed
}

/** Loads the data files into a new database: all of them or nothing. */
export const loadPeopleSeed = async (database: Database): Promise<void> => {
  const seed = await readPeopleSeed()
  await loadSeed(database, seed, em => writeRows(em, seed.rows))
}

const writeRows = (em: EntityManager, rows: PeopleSeed['rows']): void => {
  for (const { steward, sources, ...person } of rows.people) recordPerson(em, { ...person, stewardId: steward })
  for (const { person, organization, sources, start, end, attested, ...affiliation } of rows.affiliations) {
    recordAffiliation(em, {
      ...affiliation,
      personId: person,
      organizationId: organization,
      start: recordedDate(start),
      end: recordedDate(end),
      attested: recordedDate(attested),
    })
  }
  for (const { person, source, ...contactPoint } of rows.contactPoints) {
    em.persist(em.create(ContactPoint, { ...contactPoint, personId: person, sourceId: source }))
  }
  persistRecordSources(em, 'Person', rows.people)
  persistRecordSources(em, 'Affiliation', rows.affiliations)
  persistProvenance(em, rows)
}

const recordedDate = (date: SeededDate | null): RecordedDate | null =>
  date === null ? null : { edtf: date.edtf, inferred: date.inferred, label: null }
