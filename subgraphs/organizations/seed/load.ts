import type { Database, EntityManager } from '@exchange-network/kit/database/database'
import { persistProvenance, persistRecordSources } from '@exchange-network/kit/provenance/seed'
import type { SeededDate } from '@exchange-network/kit/seed/columns'
import { loadSeed } from '@exchange-network/kit/seed/load-seed'
import { readSeed, type Seed } from '@exchange-network/kit/seed/read-seed'
import type { RecordedDate } from '../entities/organization-relationship.ts'
import type { Bound } from '../entities/vocabulary.ts'
import { type RecordedQuantity, recordOrganization, recordRelationship } from '../store/record-organization.ts'
import { tables } from './tables.ts'

/** All rows of the data files, by table. */
export type OrganizationsSeed = Seed<typeof tables>

const ownFolder = new URL('./', import.meta.url)

/** Reads the data files of a folder whole. Throws one error that names every mistake by file, row and field. */
export const readOrganizationsSeed = (folder: URL = ownFolder): Promise<OrganizationsSeed> => readSeed(folder, tables)

/** Loads the organizations of the four documents into a new database: all or nothing. */
export const loadOrganizationsSeed = async (database: Database): Promise<void> => {
  const seed = await readOrganizationsSeed()
  await loadSeed(database, seed, em => persistRows(em, seed.rows))
}

const persistRows = (em: EntityManager, rows: OrganizationsSeed['rows']): void => {
  const namesByOrganization = Map.groupBy(rows.names, ({ organization }) => organization)
  for (const { slug, parent, enrollment, memberCount, ...organization } of rows.organizations) {
    recordOrganization(em, {
      ...organization,
      id: slug,
      slug,
      parentId: parent,
      otherNames: namesByOrganization.get(slug) ?? [],
      enrollment: quantity(enrollment, organization.enrollmentBound, organization.enrollmentLabel),
      memberCount: quantity(memberCount, organization.memberCountBound, organization.memberCountLabel),
    })
  }
  for (const { id, from, to, kind, start, startLabel, end, endLabel } of rows.relationships) {
    const dates = { start: recordedDate(start, startLabel), end: recordedDate(end, endLabel) }
    recordRelationship(em, { id, fromId: from, toId: to, kind, ...dates })
  }
  persistRecordSources(
    em,
    'Organization',
    rows.organizations.map(({ slug, sources }) => ({ id: slug, sources })),
  )
  persistRecordSources(em, 'OrganizationRelationship', rows.relationships)
  persistProvenance(em, rows)
}

const quantity = (value: number | null, bound: Bound | null, label: string | null): RecordedQuantity | null =>
  value === null ? null : { value, bound: bound ?? 'EXACT', label }

const recordedDate = (date: SeededDate | null, label: string | null): RecordedDate | null =>
  date === null ? null : { edtf: date.edtf, inferred: date.inferred, label }
