import { fold } from '@exchange-network/kit/search/fold'
import DataLoader from 'dataloader'
import type { ProgramScope } from './scope.ts'
import { existingPerson } from './visible.ts'

/** Brings a name to its words, folded, in one order: "GARCÍA Ana" and "Ana García" are one. */
export const wordsOfName = (name: string): string =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .sort()
    .join(' ')

const pageSize = 5_000

/**
 * Loads the ids of the people of a name (`wordsOfName`) who exist for the viewer, as far as the feed of people names
 * them. Databases fold no names, so all that are known pass by, a page at a time.
 */
export const peopleByName = ({ database, rights }: ProgramScope): DataLoader<string, readonly string[]> =>
  new DataLoader(
    async names => {
      const found = new Map<string, string[]>(names.map(name => [name, []]))
      for (let after = ''; ; ) {
        const rows: { id: string; name: string }[] = await database.read
          .selectFrom('projected_record as known')
          .select(['known.record_id as id', 'known.name'])
          .where('known.type', '=', 'Person')
          .where('known.name', 'is not', null)
          .where('known.record_id', '>', after)
          .where(existingPerson(rights, 'known'))
          .orderBy('known.record_id')
          .limit(pageSize)
          .execute()
        for (const { id, name } of rows) found.get(wordsOfName(name))?.push(id)
        after = rows.at(-1)?.id ?? ''
        if (rows.length < pageSize) return names.map(name => found.get(name) ?? [])
      }
    },
    { maxBatchSize: 500 },
  )
