import type { EntitySchema } from '@mikro-orm/core'
import type { Logger } from 'pino'
import type { PolicyGuard } from '../access/guards.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RowRights } from '../access/visibility.ts'
import type { Database, Recorder } from '../database/database.ts'
import type { EraseRecord } from '../erasing/erase-record.ts'
import type { FollowedPageHook } from '../feed/apply-page.ts'
import type { AnyImport } from '../importing/import-definition.ts'
import type { FeedStates } from '../projection/known-as-of.ts'

/** What the loaders of one request are made of. */
export type LoaderRequest = {
  readonly database: Database
  readonly viewer: Viewer
  readonly rights: RowRights
}

/** The third argument of every resolver: one for each request, never shared. */
export type RequestContext<Loaders> = LoaderRequest & {
  /** What the subgraph's `loaders` returned for this request. */
  readonly loaders: Loaders
  /** Writes JSON lines that carry the request id. Never log variables or guarded values. */
  readonly log: Logger
  /** Ties this request to the gateway's log. */
  readonly requestId: string
  /** Names the identity that signed this request; the kit lets it serve once. */
  readonly identityId: string
  /** How far the feeds of siblings are read, for messages about what is not known here. */
  readonly feeds: () => FeedStates
  /** Makes loaders and rights anew: what was read before a write of this request is old afterwards. */
  renew(): Promise<void>
}

/** Everything that makes one subgraph: what a partner team writes, and the kit serves. */
export type Subgraph<Loaders> = {
  /** Kebab-case name in the network, e.g. "people"; also the audience of its identities. */
  readonly name: string
  /** The team's schema.graphql. The kit puts its network.graphql in front. */
  readonly schema: URL
  /** Resolver map as `@apollo/subgraph` takes it. Checked against the schema at start: a misspelt name stops it. */
  readonly resolvers: Record<string, unknown>
  /** Decides `@policy` by name. Each name in the schema needs one and each one is named in the schema. */
  readonly policies: Record<string, PolicyGuard>
  /** All entities of the database, those of the kit that the team uses included. */
  readonly entities: readonly EntitySchema[]
  /** Folder with `sqlite/` and `postgres/` inside. */
  readonly migrations: URL
  /** Loads the first rows, once, when the database is new. All or nothing: it throws, and nothing is kept. */
  readonly seed: (database: Database, log: Logger) => Promise<void>
  /** Write feed and search rows inside the transaction of the change. */
  readonly recorders: readonly Recorder[]
  /** Names of the siblings whose change feeds this subgraph keeps a projection of. */
  readonly follows: readonly string[]
  /** Reacts to what siblings' feeds tell, page by page, e.g. forgets the printed name of a person who was erased. */
  readonly onFollowed?: FollowedPageHook
  /**
   * Erases what the subgraph holds of a record. Called at the start for records that a restored backup brought back; its
   * own mutations and `onFollowed` call it through `eraseRecord`, which notes that it was done.
   */
  readonly erase?: EraseRecord
  /** Creates fresh loaders for one request. */
  readonly loaders: (request: LoaderRequest) => Loaders
  /** Kinds of CSV files that this subgraph takes in at POST /imports/<kind> and gives out at GET /exports/<kind>.csv. */
  readonly imports?: readonly AnyImport<RequestContext<Loaders>>[]
  /**
   * Finds the organization and all units below it, for the row rule. Called at most once a request, and not at all
   * for viewers without an organization. Without it the organization stands alone.
   */
  readonly organizationsOf?: (database: Database, organization: string) => Promise<readonly string[]>
}

/** Declares a subgraph; only there to infer the type of its loaders. */
export const defineSubgraph = <Loaders>(subgraph: Subgraph<Loaders>): Subgraph<Loaders> => subgraph
