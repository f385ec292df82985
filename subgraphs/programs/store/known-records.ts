import DataLoader from 'dataloader'
import type { ProgramScope } from './scope.ts'
import { existingOrganization, openTo } from './visible.ts'

/**
 * Finds the names of people as the feed of people tells them. Null where the person does not exist for the viewer: hidden,
 * erased, or not known here (yet).
 */
export const personNameById = ({ database, rights }: ProgramScope): DataLoader<string, string | null> =>
  new DataLoader(
    async ids => {
      const rows = await database.read
        .selectFrom('projected_record')
        .select(['record_id', 'name'])
        .where('type', '=', 'Person')
        .where('record_id', 'in', [...ids])
        .where('visibility', 'in', [...openTo(rights)])
        .execute()
      const names = new Map<string, string | null>(rows.map(row => [row.record_id, row.name]))
      return ids.map(id => names.get(id) ?? null)
    },
    { maxBatchSize: 500 },
  )

/** Tells of organizations whether they are known to be hidden from the viewer. False for one that no feed told of yet. */
export const isHiddenOrganization = ({ database, rights }: ProgramScope): DataLoader<string, boolean> =>
  new DataLoader(
    async ids => {
      const rows = await database.read
        .selectFrom('projected_record as organization')
        .select('organization.record_id')
        .where('organization.type', '=', 'Organization')
        .where('organization.record_id', 'in', [...ids])
        .where(eb => eb.not(existingOrganization(rights, 'organization')(eb)))
        .execute()
      const hidden = new Set(rows.map(row => row.record_id))
      return ids.map(id => hidden.has(id))
    },
    { maxBatchSize: 500 },
  )
