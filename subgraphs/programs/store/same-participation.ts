import DataLoader from 'dataloader'
import type { ProgramScope } from './scope.ts'
import { visibleParticipations } from './visible.ts'

/** Somebody in a role of a program. */
export type PersonInRole = { readonly programId: string; readonly personId: string; readonly role: string }

const keyOf = ({ programId, personId, role }: PersonInRole): string => JSON.stringify([programId, personId, role])

/** Loads the participation of a person in a role of a program; null where there is none for the viewer. */
export const participationOfPerson = ({
  database,
  rights,
}: ProgramScope): DataLoader<PersonInRole, string | null, string> =>
  new DataLoader(
    async asked => {
      const rows: { id: string; programId: string; personId: string; role: string }[] = await database.read
        .selectFrom('participation')
        .select(['id', 'program_id as programId', 'person_id as personId', 'role'])
        .where('participation.program_id', 'in', [...new Set(asked.map(({ programId }) => programId))])
        .where('participation.person_id', 'in', [...new Set(asked.map(({ personId }) => personId))])
        .where(visibleParticipations(rights))
        .orderBy('participation.position', 'desc')
        .execute()
      // The first in the order of the program stays.
      const found = new Map(rows.map(row => [keyOf(row), row.id]))
      return asked.map(one => found.get(keyOf(one)) ?? null)
    },
    { cacheKeyFn: keyOf, maxBatchSize: 500 },
  )
