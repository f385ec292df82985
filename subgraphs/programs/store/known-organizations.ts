import { existingOrganization } from '@exchange-network/kit/projection/known-records'
import { fold } from '@exchange-network/kit/search/fold'
import DataLoader from 'dataloader'
import type { ProgramScope } from './scope.ts'

const knownOrganizations = ({ database, rights }: ProgramScope) =>
  database.read
    .selectFrom('projected_record as known')
    .select(['known.record_id as id', 'known.name as name'])
    .where('known.type', '=', 'Organization')
    .where(existingOrganization(rights, 'known'))

/** Reads the ids of the organizations that exist for the viewer by their folded names: names are as files write them. */
export const readOrganizationNames = async (scope: ProgramScope): Promise<ReadonlyMap<string, readonly string[]>> => {
  const rows: { id: string; name: string | null }[] = await knownOrganizations(scope)
    .where('known.name', 'is not', null)
    .orderBy('known.record_id')
    .execute()
  const byName = Map.groupBy(rows, row => fold(row.name ?? ''))
  return new Map([...byName].map(([name, found]) => [name, found.map(row => row.id)]))
}

/** Loads names of organizations, as far as the feed tells them to the viewer; null where it does not. */
export const organizationNameById = (scope: ProgramScope): DataLoader<string, string | null> =>
  new DataLoader(
    async ids => {
      const rows: { id: string; name: string | null }[] = await knownOrganizations(scope)
        .where('known.record_id', 'in', [...ids])
        .execute()
      const names = new Map(rows.map(row => [row.id, row.name]))
      return ids.map(id => names.get(id) ?? null)
    },
    { maxBatchSize: 500 },
  )
