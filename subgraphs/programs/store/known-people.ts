import DataLoader from 'dataloader'
import type { ProgramScope } from './scope.ts'
import { existingPerson } from './visible.ts'

/** A person who exists for the viewer. */
export type KnownPerson = {
  /** Null for PARTNER and RESTRICTED people: the feed of people names them to nobody. */
  readonly name: string | null
}

/** Loads people by id, as far as the feed of people tells. Null where the person does not exist for the viewer. */
export const knownPersonById = ({ database, rights }: ProgramScope): DataLoader<string, KnownPerson | null> =>
  new DataLoader(
    async ids => {
      const rows = await database.read
        .selectFrom('projected_record as known_person')
        .select(['known_person.record_id', 'known_person.name'])
        .where('known_person.type', '=', 'Person')
        .where('known_person.record_id', 'in', [...ids])
        .where(existingPerson(rights, 'known_person'))
        .execute()
      const people = new Map<string, KnownPerson>(rows.map(row => [row.record_id, { name: row.name }]))
      return ids.map(id => people.get(id) ?? null)
    },
    { maxBatchSize: 500 },
  )
