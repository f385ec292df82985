import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createLog } from '@exchange-network/gateway/observe/log'
import type { EntityManager } from '@exchange-network/kit/database/database'
import { type IdentityKey, type IdentityKeys, keysFromLists } from '@exchange-network/kit/identity/keys'
import { type RunningSubgraph, startSubgraph } from '@exchange-network/kit/serve/start-subgraph'
import type { Subgraph } from '@exchange-network/kit/serve/subgraph'
import { organizations } from '@exchange-network/organizations/subgraph'
import { people } from '@exchange-network/people/subgraph'
import { programs } from '@exchange-network/programs/subgraph'
import { addressVariable } from '@exchange-network/schema/subgraphs'
import { freePorts } from '../../support/free-ports.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

// biome-ignore lint/suspicious/noExplicitAny: each subgraph has loaders of its own; here they are only started
const definitions: Readonly<Record<SubgraphName, Subgraph<any>>> = { programs, people, organizations }
export type SubgraphName = 'programs' | 'people' | 'organizations'

/** The three real subgraphs with the documents' facts, some of which are hidden, and a key for each pair that talks. */
export type RealNetwork = AsyncDisposable & {
  /** GraphQL address by subgraph. */
  readonly addresses: Readonly<Record<SubgraphName, string>>
  readonly keys: IdentityKeys
  /** What a gateway before them must be told in its environment. */
  readonly env: Readonly<Record<string, string>>
}

/** Records of the documents that the audit hides: each stands in lists, searches, claims and on other records. */
export const hiddenRecords = {
  person: { id: 'p-syngwqhfjp', slug: 'jeff-lowe', visibility: 'PARTNER', steward: 'visual-sound' },
  personAtRisk: {
    ...{ id: 'p-h46bfxe97r', slug: 'irene-spero' },
    ...{ visibility: 'RESTRICTED', steward: 'visual-sound' },
  },
  program: {
    ...{ id: 'education-in-the-digital-age-ii', slug: 'education-in-the-digital-age-ii' },
    ...{ visibility: 'RESTRICTED', steward: 'global-ties-sacramento' },
  },
  organization: {
    ...{ id: 'scoe-reentry-program', slug: 'scoe-reentry-program' },
    ...{ visibility: 'PARTNER', steward: 'scoe' },
  },
} as const

/** Starts them, hides the records, and waits until each has heard of it. */
export const startRealNetwork = async (): Promise<RealNetwork> => {
  const folder = temporaryFolder()
  const names = Object.keys(definitions) as SubgraphName[]
  const firstPort = await freePorts(names.length)
  const addresses = Object.fromEntries(
    names.map((name, i) => [name, `http://127.0.0.1:${firstPort + i}/graphql`]),
  ) as Record<SubgraphName, string>
  const issued = names.flatMap(audience => ['gateway', ...names].map(issuer => newKey(`${issuer}.${audience}.1`)))
  const keys = keysFromLists({ sign: issued, verify: issued })
  const running: RunningSubgraph[] = []
  for (const name of names) {
    const subgraph = await startSubgraph(definitions[name], {
      host: '127.0.0.1',
      port: Number(new URL(addresses[name]).port),
      location: { kind: 'sqlite', file: join(folder.path, `${name}.sqlite`) },
      keys,
      siblings: addresses,
      log: createLog('silent'),
    })
    running.push(subgraph)
  }
  await untilFeedsAreRead(Object.values(addresses))
  for (const [i, name] of names.entries()) await running[i]!.database.write(em => hide(name, em))
  for (const { siblings } of running) await siblings.poll()
  return {
    addresses,
    keys,
    env: {
      IDENTITY_SIGN_KEYS: issued
        .filter(({ id }) => id.startsWith('gateway.'))
        .map(({ id, secret }) => `${id}=${Buffer.from(secret).toString('base64url')}`)
        .join(','),
      ...Object.fromEntries(names.map(name => [addressVariable(name), addresses[name]])),
    },
    [Symbol.asyncDispose]: async () => {
      for (const subgraph of running) await subgraph.close()
      folder[Symbol.dispose]()
    },
  }
}

const newKey = (id: string): IdentityKey => ({ id, secret: randomBytes(32) })

const untilFeedsAreRead = async (addresses: readonly string[]): Promise<void> => {
  for (const address of addresses) {
    while (!(await fetch(new URL('/health/ready', address))).ok) await wait(50)
  }
}

/** The hidden records of one subgraph, by the entity that holds them. */
const hiddenOf = {
  people: { entity: 'Person', records: [hiddenRecords.person, hiddenRecords.personAtRisk] },
  programs: { entity: 'Program', records: [hiddenRecords.program] },
  organizations: { entity: 'Organization', records: [hiddenRecords.organization] },
} as const

const hide = async (name: SubgraphName, em: EntityManager): Promise<void> => {
  const { entity: entityName, records } = hiddenOf[name]
  // The rows of a team are its own, so they are reached by the entities that its subgraph lists.
  const entity = definitions[name].entities.find(({ meta }) => meta.className === entityName)!
  for (const { id, visibility, steward } of records) {
    const row = await em.findOneOrFail(entity, { id })
    // A unit is stewarded by what it is a unit of.
    em.assign(row, { visibility, ...(name !== 'organizations' && { stewardId: steward }) })
  }
}
