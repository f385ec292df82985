import { openTokenTrust } from './access/open-trust.ts'
import { createOperationLimits } from './access/operation-limits.ts'
import { createViewerReader } from './access/read-viewer.ts'
import { isNestedTooDeeply } from './access/text-nesting.ts'
import { createApolloGateway } from './apollo-gateway.ts'
import { createApolloServer } from './apollo-server.ts'
import { addressKey, type Config } from './config.ts'
import { subgraphCodes } from './errors.ts'
import { openIdentityKeys } from './fetching/open-identity-keys.ts'
import { openSubgraphClient } from './fetching/subgraph-client.ts'
import { createGeneration } from './generation.ts'
import { addGraphqlRoute } from './http/graphql-route.ts'
import { createHttpServer } from './http/http-server.ts'
import { addPlainRoutes } from './http/plain-routes.ts'
import type { Logger } from './observe/log.ts'
import { createMetrics } from './observe/metrics.ts'
import { loadSupergraph } from './supergraph/load-supergraph.ts'

/** A gateway that listens. */
export type RunningGateway = AsyncDisposable & {
  /** Address of GraphQL, e.g. "http://127.0.0.1:4000/graphql". */
  readonly url: string
  /** Stops taking requests, ends those in flight, closes all connections. */
  close(): Promise<void>
}

/** Starts a gateway: wires the rooms in the order in which a request meets them. Throws sentences for its owner. */
export const createGateway = async (config: Config, log: Logger): Promise<RunningGateway> => {
  const warn = (message: string): void => log.warn(message)

  // Made first, used last: what a request needs on its way.
  const supergraph = await loadSupergraph(config.supergraph)
  const generation = createGeneration(supergraph, {
    addressOf: subgraph => config.subgraphUrls.get(addressKey(subgraph)),
    planCacheBytes: config.planCacheBytes,
  })
  const keys = await openIdentityKeys({ ...config, warn })
  if (config.identitySignKeys !== 'none') {
    for (const { name } of supergraph.subgraphs) {
      if (!keys(name)) warn(`No identity is sent to the subgraph "${name}": there is no key "gateway.${name}.<n>".`)
    }
  }
  const trusted = await openTokenTrust({ ...config, warn })
  const metrics = createMetrics({
    subgraphs: supergraph.subgraphs.map(({ name }) => name),
    supergraphHash: supergraph.hash,
    planCache: generation.planner.cache,
  })

  // 1. http: one request comes in.
  const refusals = new WeakMap<object, readonly string[]>()
  const app = createHttpServer({
    maxBodyBytes: config.maxBodyBytes,
    log,
    onRefusal: (request, codes) => {
      refusals.set(request, codes)
      metrics.answeredWith(codes)
    },
  })
  // 2. access: who asks, and whether it is too much for anybody.
  const authenticate = createViewerReader(trusted)
  const refuse = createOperationLimits({
    maxDepth: config.maxOperationDepth,
    maxSelections: config.maxOperationSelections,
    maxObjects: config.maxAnswerObjects,
  })
  // 5. fetching: how a subgraph is asked.
  const client = openSubgraphClient({
    addresses: generation.addresses,
    keys,
    timeoutMs: config.subgraphTimeoutMs,
    maxReplyBytes: config.maxReplyBytes,
    maxConnections: config.connectionsPerSubgraph,
    allowedCodes: subgraphCodes,
    onFetch: metrics.fetched,
    log,
  })
  // 3. planning and 4. execution, behind Apollo Server's parsing and validation.
  const apollo = createApolloServer({
    gateway: createApolloGateway({ generation, refuse, client, onPlan: metrics.planned, log }),
    isProduction: config.isProduction,
    maxTokens,
    log,
  })
  await apollo.start()
  addGraphqlRoute(app, {
    apollo,
    authenticate,
    isTooNested: text => isNestedTooDeeply(text, maxTokens),
    requestTimeoutMs: config.requestTimeoutMs,
    refusalOf: request => refusals.get(request),
    metrics,
    log,
  })
  addPlainRoutes(app, { subgraphStates: client.states.current, supergraphHash: supergraph.hash, metrics })

  const close = async (): Promise<void> => {
    await app.close()
    await apollo.stop()
    await client[Symbol.asyncDispose]()
    metrics[Symbol.dispose]()
  }
  try {
    const address = await app.listen({ port: config.port, host: config.host })
    return { url: `${address}/graphql`, close, [Symbol.asyncDispose]: close }
  } catch (cause) {
    await close()
    throw listenError(cause as NodeJS.ErrnoException, config)
  }
}

// The largest operations of people and dashboards have a fifth of it.
const maxTokens = 10_000

const listenError = (cause: NodeJS.ErrnoException, { port, host }: Config): Error => {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use. Stop the program that uses it, or set PORT to another one.`,
    EACCES: `Port ${port} may not be used by this user. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `The address "${host}" is not one of this machine. Set HOST to one that is, e.g. 127.0.0.1.`,
    ENOTFOUND: `The address "${host}" is not known. Set HOST to one of this machine, e.g. 127.0.0.1.`,
  }
  return new Error(sentences[cause.code ?? ''] ?? `The gateway cannot listen on ${host}:${port}: ${cause.message}`, {
    cause,
  })
}
