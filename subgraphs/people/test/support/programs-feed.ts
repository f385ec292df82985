import type { EntityManager } from '@exchange-network/kit/database/database'
import type { FeedChange } from '@exchange-network/kit/feed/read-changes'
import { applyChanges } from '@exchange-network/kit/projection/apply-changes'
import { FollowedFeed } from '@exchange-network/kit/projection/projected-record'

/** A program or a source as the feed of programs tells of it. */
export type ToldRecord = {
  readonly type?: 'Program' | 'Source'
  readonly id: string
  readonly visibility?: 'PUBLIC' | 'NETWORK' | 'PARTNER' | 'RESTRICTED'
  readonly participants?: readonly string[]
  readonly roleHolders?: readonly string[]
  readonly steward?: string
  readonly deleted?: boolean
}

/** Applies what the feed of programs tells, as the follower does. */
export const tellOfPrograms = (em: EntityManager, ...records: readonly ToldRecord[]): Promise<void> =>
  applyChanges(
    em,
    'programs',
    'test',
    records.map(
      ({ type = 'Program', id, visibility = 'PUBLIC', deleted = false, ...fields }): FeedChange => ({
        ...{ cursor: 'test.1', type, id, version: 1, deleted, visibility },
        ...(!deleted && { fields }),
      }),
    ),
  )

/** Records that the feed of programs was read to its end. */
export const recordProgramsFeedRead = (em: EntityManager): void => {
  em.persist(
    em.create(FollowedFeed, { origin: 'programs', feed: 'test', cursor: 'test.1', complete: true, at: new Date() }),
  )
}
