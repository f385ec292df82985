import type { Logger } from 'pino'
import type { Database } from '../database/database.ts'
import { type Following, type FollowState, followFeed } from '../feed/follow.ts'
import type { IdentityKeys } from '../identity/keys.ts'
import { signIdentity } from '../identity/sign.ts'
import type { FeedStates } from '../projection/known-as-of.ts'
import type { Subgraph } from './subgraph.ts'

/** What is needed to follow the feeds of a subgraph's siblings. */
export type SiblingParts = {
  readonly subgraph: Pick<Subgraph<never>, 'name' | 'follows' | 'onFollowed'>
  readonly database: Database
  readonly keys: IdentityKeys
  readonly log: Logger
  /** GraphQL URL by sibling. */
  readonly siblings: Readonly<Record<string, string>>
}

/** How far a sibling's feed is read; "unset" when nobody told its address, so that it is not followed at all. */
export type SiblingPhase = FollowState['phase'] | 'unset'

const unset = { phase: 'unset', asOf: null } as const

/** The followers of all siblings at work. */
export type FollowedSiblings = {
  /** How far each feed is read, by sibling. */
  feeds(): FeedStates
  /** Reads every feed to its end now; a sibling that is away shows in its phase. */
  poll(): Promise<void>
  close(): Promise<void>
}

/** Starts to follow each sibling that the subgraph names and whose address is known. */
export const followSiblings = ({ subgraph, database, keys, log, siblings }: SiblingParts): FollowedSiblings => {
  const following = new Map<string, Following | null>()
  for (const origin of subgraph.follows) {
    const url = siblings[origin]
    if (url === undefined) {
      log.warn(
        { origin },
        'No address of a sibling is set, so its feed is not followed; what is known of it stays as it is.',
      )
    }
    const sign = (target: string) => signIdentity({ issuer: subgraph.name, audience: origin, target, keys })
    const onPage = subgraph.onFollowed
    following.set(origin, url === undefined ? null : followFeed({ database, origin, url, sign, onPage, log }))
  }
  const atWork = [...following.values()].filter(one => one !== null)
  return {
    feeds: () =>
      Object.fromEntries(
        [...following].map(([origin, one]) => {
          const { phase, asOf } = one?.state() ?? unset
          return [origin, { phase, asOf }]
        }),
      ),
    poll: async () => {
      await Promise.all(atWork.map(one => one.poll()))
    },
    close: async () => {
      await Promise.all(atWork.map(one => one.close()))
    },
  }
}
