import type { Database, EntityManager } from '@exchange-network/kit/database/database'
import { eraseRecord } from '@exchange-network/kit/erasing/erase-record'
import type { FeedChange } from '@exchange-network/kit/feed/read-changes'
import { forgetPerson } from './forget-person.ts'

/** Forgets the people of whom a page of the feed of people says that they were erased, in the transaction of the page. */
export const followErasures = async (
  changes: readonly Pick<FeedChange, 'type' | 'id' | 'erased'>[],
  em: EntityManager,
  database: Database,
): Promise<void> => {
  for (const { type, id, erased } of changes) {
    if (type === 'Person' && erased === true) await eraseRecord({ database, erase: forgetPerson }, em, { type, id })
  }
}
