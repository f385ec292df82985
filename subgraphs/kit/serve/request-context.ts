import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { anonymous, type Viewer } from '../access/viewer.ts'
import type { RowRights } from '../access/visibility.ts'
import type { Database } from '../database/database.ts'
import type { FeedStates } from '../projection/known-as-of.ts'
import type { RequestContext, Subgraph } from './subgraph.ts'

const wellFormedId = /^[A-Za-z0-9_-]{8,64}$/

/** Takes the gateway's request id where it is one, so that both logs tell one story; else makes one. */
export const requestIdOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
  const given = headers['x-request-id']
  return typeof given === 'string' && wellFormedId.test(given) ? given : randomUUID()
}

/** Makes what the resolvers of one request share. Asks the database for units only when the viewer has an organization. */
export const createRequestContext = async <Loaders>(
  subgraph: Pick<Subgraph<Loaders>, 'loaders' | 'organizationsOf'>,
  database: Database,
  request: Pick<FastifyRequest, 'identity' | 'id' | 'log'>,
  feeds: () => FeedStates,
): Promise<RequestContext<Loaders>> => {
  const viewer = request.identity?.viewer ?? anonymous
  const forViewer = async () => {
    const rights: RowRights = { viewer, organizations: await organizationsOf(subgraph, database, viewer) }
    return { rights, loaders: subgraph.loaders({ database, viewer, rights }) }
  }
  return {
    database,
    viewer,
    ...(await forViewer()),
    log: request.log as RequestContext<Loaders>['log'],
    requestId: request.id,
    identityId: request.identity?.id ?? '',
    feeds,
    // Apollo Server gives resolvers a copy of this object, hence "this".
    async renew(this: RequestContext<Loaders>) {
      Object.assign(this, await forViewer())
    },
  }
}

const organizationsOf = async (
  subgraph: Pick<Subgraph<never>, 'organizationsOf'>,
  database: Database,
  { organization }: Viewer,
): Promise<readonly string[]> => {
  if (organization === null) return []
  const units = (await subgraph.organizationsOf?.(database, organization)) ?? []
  return [...new Set([organization, ...units])]
}
