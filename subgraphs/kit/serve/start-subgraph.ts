import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { type Database, type DatabaseLocation, openDatabase } from '../database/database.ts'
import { catchUpErasures } from '../erasing/erase-record.ts'
import { sweepErased } from '../erasing/sweep-erased.ts'
import type { IdentityKeys } from '../identity/keys.ts'
import { openServedMutations } from '../identity/served-mutations.ts'
import { type FollowedSiblings, followSiblings } from './follow-siblings.ts'
import { createGraphqlServer } from './graphql-server.ts'
import { createHttpApp } from './http-app.ts'
import { buildServedSchema } from './schema.ts'
import { seedOnce } from './seed-once.ts'
import type { Subgraph } from './subgraph.ts'

/** Where and with what a subgraph runs. */
export type SubgraphSettings = {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly location: DatabaseLocation
  readonly keys: IdentityKeys
  /** GraphQL URL of each sibling by name. A sibling that is followed and missing here counts as away. */
  readonly siblings: Readonly<Record<string, string>>
  readonly log: Logger
  /** Hears every SQL statement. */
  readonly onStatement?: (sql: string) => void
}

/** A subgraph that answers. Closing stops listening, lets requests end, then closes feeds and database. */
export type RunningSubgraph = AsyncDisposable & {
  /** The GraphQL address, e.g. "http://127.0.0.1:4002/graphql". */
  readonly url: string
  readonly database: Database
  /** The siblings whose feeds are followed. */
  readonly siblings: FollowedSiblings
  close(): Promise<void>
}

/** Longest wait for requests that are under way when a subgraph closes. */
const drainMs = 10_000

/** Starts a subgraph: schema, database, first rows, feeds, HTTP. Throws one sentence and leaves nothing open. */
export const startSubgraph = async <Loaders>(
  definition: Subgraph<Loaders>,
  settings: SubgraphSettings,
): Promise<RunningSubgraph> => {
  // Inside the kit nobody looks into the loaders: they go from the definition to its own resolvers.
  const subgraph = definition as unknown as Subgraph<unknown>
  const { log, keys } = settings
  const closers: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    // The schema comes first: what is wrong there shall not touch a database.
    const schema = await buildServedSchema(subgraph)
    const { name, entities, migrations, recorders } = subgraph
    const { location, onStatement } = settings
    const database = await openDatabase({
      ...{ name, entities, migrations, recorders, location, log },
      ...(onStatement && { onStatement }),
    })
    closers.push(() => database.close())
    await seedOnce(subgraph, database, log)
    // Before anybody can ask: what was erased must not be read again.
    if (subgraph.erase) await catchUpErasures({ database, erase: subgraph.erase }, log)
    await sweepErased(database, log)
    const siblings = followSiblings({ subgraph, database, keys, log, siblings: settings.siblings })
    closers.push(() => siblings.close())
    const isChanged = schema.getMutationType() || (subgraph.imports ?? []).length > 0
    const mutations = isChanged ? await openServedMutations(database) : null
    const server = createGraphqlServer(schema, mutations, log)
    await server.start()
    closers.push(() => server.stop())
    const app = createHttpApp({ subgraph, database, server, keys, mutations, feeds: siblings.feeds, log })
    // Feeds end with it: siblings that close at the same time shall not be found away.
    closers.push(() => Promise.all([closeHttp(app), siblings.close()]))
    const origin = await app.listen({ host: settings.host, port: settings.port })
    return { url: `${origin}/graphql`, database, siblings, close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

const closeHttp = async (app: FastifyInstance): Promise<void> => {
  const impatience = setTimeout(() => app.server.closeAllConnections(), drainMs)
  await app.close()
  clearTimeout(impatience)
}
