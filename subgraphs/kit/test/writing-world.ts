import { defineEntity, p } from '@mikro-orm/core'
import pino from 'pino'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { whereVisible } from '../access/visibility.ts'
import { rowById } from '../database/loaders.ts'
import { historyOf, recordHistory } from '../history/record-history.ts'
import { claimSubject } from '../provenance/claim-subjects.ts'
import { provenanceEntities } from '../provenance/entities.ts'
import { provenanceLoaders } from '../provenance/loaders.ts'
import { provenanceRules } from '../provenance/provenance-rules.ts'
import type { RequestContext } from '../serve/subgraph.ts'
import { type TestDatabase, testDatabase } from '../testing/test-database.ts'
import type { Change, Outcome } from '../writing/answer-change.ts'
import { performChange } from '../writing/answer-change.ts'
import { writingEntities } from '../writing/entities.ts'
import type { LockOptions } from '../writing/writing.ts'

const HostSchema = defineEntity({
  name: 'Host',
  tableName: 'host',
  properties: {
    id: p.string().length(64).primary(),
    slug: p.string().length(64).unique(),
    name: p.string().length(200),
    guests: p.integer().nullable(),
    tags: p.json<readonly string[]>(),
    visibility: p.enum(['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'] as const),
    stewardId: p.string().length(64).nullable(),
    version: p.integer().version(),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
})

/** A record of the tests of writing. */
export class Host extends HostSchema.class {}
HostSchema.setClass(Host)

const RoomSchema = defineEntity({
  name: 'Room',
  tableName: 'room',
  properties: { id: p.string().length(64).primary(), hostId: p.string().length(64), title: p.string().length(200) },
})

/** A part of a host. */
export class Room extends RoomSchema.class {}
RoomSchema.setClass(Room)

const StraySchema = defineEntity({
  name: 'Stray',
  tableName: 'stray',
  properties: { id: p.string().length(64).primary(), word: p.string().length(200) },
})

/** A row that no part of the history claims. */
export class Stray extends StraySchema.class {}
StraySchema.setClass(Stray)

const columns = { visibility: 'host.visibility', steward: 'host.steward_id' }

/** Opens a database with what writing needs, and three hosts of "scoe": open, hidden from others, and of nobody. */
export const openWritingWorld = async (): Promise<TestDatabase> => {
  const database = await testDatabase({
    entities: [HostSchema, RoomSchema, StraySchema, ...provenanceEntities, ...writingEntities] as never,
    recorders: [
      recordHistory({
        parts: [historyOf(Host, 'Host'), historyOf(Room, 'Host', { id: room => room.hostId, path: 'rooms' })],
      }),
    ],
  })
  await database.write(async em => {
    for (const [id, visibility, stewardId] of [
      ['library', 'PUBLIC', 'scoe'],
      ['vault', 'RESTRICTED', 'scoe'],
      ['park', 'PUBLIC', null],
    ] as const) {
      em.persist(
        em.create(Host, { id, slug: `the-${id}`, name: `The ${id}`, tags: [], guests: null, visibility, stewardId }),
      )
    }
  })
  return database
}

/** The context of one request of a viewer of an organization. */
export const contextFor = (
  database: TestDatabase,
  organization: string | null = 'scoe',
  scopes: readonly string[] = [],
) => {
  const viewer: Viewer = { ...anonymous, subject: 'ana', organization, scopes: new Set(scopes) }
  const rights = { viewer, organizations: organization === null ? [] : [organization] }
  const request = { database, viewer, rights }
  const createLoaders = () => ({
    hostById: rowById(database, Host, query => query.where(whereVisible(columns, rights))),
    provenance: provenanceLoaders(request, provenanceRules(viewer)),
  })
  const context: RequestContext<ReturnType<typeof createLoaders>> = {
    ...request,
    loaders: createLoaders(),
    log: pino({ enabled: false }),
    requestId: 'request-1',
    identityId: 'identity-1',
    feeds: () => ({}),
    async renew() {
      Object.assign(context, { loaders: createLoaders() })
    },
  }
  return context
}

/** The context of these tests. */
export type WritingContext = ReturnType<typeof contextFor>

/** How hosts are locked. */
export const hostLock = (context: WritingContext, expectedVersion: number | null): LockOptions<Host> => ({
  noun: 'host',
  visible: whereVisible(columns, context.rights),
  stewards: host => [host.stewardId],
  expectedVersion,
  field: ['input', 'id'],
})

/** What claims of these tests are about. */
export const hostSubject = claimSubject<Host>({
  entity: Host,
  noun: 'host',
  visible: rights => whereVisible(columns, rights),
  stewards: host => [host.stewardId],
  adopt: async (writing, host, claim) => {
    if (claim.path !== 'guests') return
    const guests = Number(claim.normalized)
    if (Number.isInteger(guests)) host.guests = guests
    else writing.problems.add(['input', 'adoptClaimId'], 'INVALID', `"${claim.value}" is no number.`)
  },
})

/** Renames a host: the smallest mutation. */
export const rename = (
  context: WritingContext,
  input: { readonly id: string; readonly name: string; readonly expectedVersion: number | null },
  change: Partial<Change> = {},
): Promise<Outcome> =>
  performChange(context, { mutation: 'renameHost', input, ...change }, async problems => {
    if (input.name === '') problems.add(['input', 'name'], 'INVALID', 'The text is empty.')
    return async writing => {
      const host = await writing.lock(Host, input.id, hostLock(context, input.expectedVersion))
      if (host === null) return null
      host.name = input.name
      return host.id
    }
  })
