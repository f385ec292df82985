import { openTokenTrust } from './access/open-trust.ts'
import { createOperationLimits } from './access/operation-limits.ts'
import { createViewerReader } from './access/read-viewer.ts'
import { isNestedTooDeeply } from './access/text-nesting.ts'
import { createAnswerOperation } from './answer-operation.ts'
import { createAnswerSaved } from './answer-saved.ts'
import { createApolloGateway } from './apollo-gateway.ts'
import { createApolloServer } from './apollo-server.ts'
import { addressKey, type Config } from './config.ts'
import { createDocumentStore } from './document-store.ts'
import { subgraphCodes } from './errors.ts'
import { openIdentityKeys } from './fetching/open-identity-keys.ts'
import { openSubgraphClient } from './fetching/subgraph-client.ts'
import { createGeneration, type Generation } from './generation.ts'
import { createGenerations } from './generations.ts'
import { addGraphqlRoute } from './http/graphql-route.ts'
import { createHttpServer } from './http/http-server.ts'
import { addPlainRoutes } from './http/plain-routes.ts'
import type { Logger } from './observe/log.ts'
import { createMetrics, type Metrics } from './observe/metrics.ts'
import { readSavedTexts } from './operations/saved-operations.ts'
import { type ReplanOrder, replan } from './planning/replan.ts'
import { createRenewal } from './renew-generation.ts'
import type { QueryPlan } from './supergraph/apollo.ts'
import { type LoadedSupergraph, loadSupergraph } from './supergraph/load-supergraph.ts'
import { watchSupergraph } from './supergraph/watch-supergraph.ts'

/** A gateway that listens. */
export type RunningGateway = AsyncDisposable & {
  /** Address of GraphQL, e.g. "http://127.0.0.1:4000/graphql". */
  readonly url: string
  /** Serves what the supergraph's file holds now. Resolves when it does or has refused to; the log tells which. */
  renew(): Promise<void>
  /** Stops taking requests, ends those in flight, closes all connections. */
  close(): Promise<void>
}

/** Starts a gateway: wires the rooms in the order in which a request meets them. Throws sentences for its owner. */
export const createGateway = async (config: Config, log: Logger): Promise<RunningGateway> => {
  const warn = (message: string): void => log.warn(message)

  // Made first, used last: what a request needs on its way.
  const keys = await openIdentityKeys({ ...config, warn })
  const trusted = await openTokenTrust({ ...config, warn })
  const metrics = createMetrics()
  // What an operation takes as parsed, beside what its plan and program take.
  const documentBytes = Math.floor(config.planCacheBytes / 4)
  const create = (supergraph: LoadedSupergraph): Generation => {
    const generation = createGeneration(supergraph, {
      addressOf: subgraph => config.subgraphUrls.get(addressKey(subgraph)),
      planningTimeoutMs: config.planningTimeoutMs,
      planCacheBytes: config.planCacheBytes - documentBytes,
      compileAtUse: config.compileAtUse,
      savedTexts: readSavedTexts(config.savedOperations),
      warn,
      // 5. fetching: how a subgraph is asked.
      openClient: addresses =>
        openSubgraphClient({
          addresses,
          keys,
          timeoutMs: config.subgraphTimeoutMs,
          maxReplyBytes: config.maxReplyBytes,
          maxConnections: config.connectionsPerSubgraph,
          allowedCodes: subgraphCodes,
          onFetch: metrics.fetched,
          log,
        }),
    })
    if (config.identitySignKeys !== 'none') {
      for (const { name } of supergraph.subgraphs) {
        if (!keys(name)) warn(`No identity is sent to the subgraph "${name}": there is no key "gateway.${name}.<n>".`)
      }
    }
    return generation
  }
  const generations = createGenerations(create(await loadSupergraph(config.supergraph)), log)
  metrics.serving(measured(generations.current))

  // 1. http: one request comes in.
  const app = createHttpServer({
    maxBodyBytes: config.maxBodyBytes,
    log,
    onRefusal: metrics.answeredWith,
  })
  // 2. access: who asks, and whether it is too much for anybody.
  const authenticate = createViewerReader(trusted)
  const refuse = createOperationLimits({
    maxDepth: config.maxOperationDepth,
    maxSelections: config.maxOperationSelections,
    maxObjects: config.maxAnswerObjects,
  })
  // 3. planning and 4. execution, behind Apollo Server's parsing and validation.
  const answerOperation = createAnswerOperation({
    refuse,
    onPlan: metrics.planned,
    onExecution: metrics.executed,
    log,
  })
  const apollo = createApolloServer({
    gateway: createApolloGateway({ generations, answerOperation }),
    documentStore: createDocumentStore(documentBytes),
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
    hold: generations.hold,
    answerSaved: createAnswerSaved({ generations, answerOperation, log }),
    metrics,
    log,
  })
  addPlainRoutes(app, {
    served: () => ({
      supergraphHash: generations.current.supergraph.hash,
      subgraphStates: () => generations.hold(() => generations.current.client.states.current()),
    }),
    metrics,
  })

  const stopping = new AbortController()
  const renew = createRenewal({
    file: config.supergraph,
    generations,
    create,
    replan: (sdl, texts) => planElsewhere({ sdl, texts }, stopping.signal),
    onEnd: result => {
      metrics.generationChanged(result)
      metrics.serving(measured(generations.current))
    },
    signal: stopping.signal,
    log,
  })
  const watch = watchSupergraph({ file: config.supergraph, everyMs: lookEveryMs, onChange: renew })
  const close = async (): Promise<void> => {
    watch[Symbol.dispose]()
    stopping.abort()
    await app.close()
    // Ends when the renewal does that the signal has cut short; nothing serves a generation after that.
    await renew()
    await apollo.stop()
    await generations[Symbol.asyncDispose]()
    metrics[Symbol.dispose]()
  }
  try {
    const address = await app.listen({ port: config.port, host: config.host })
    return { url: `${address}/graphql`, renew, close, [Symbol.asyncDispose]: close }
  } catch (cause) {
    await close()
    throw listenError(cause as NodeJS.ErrnoException, config)
  }
}

const measured = ({ supergraph, planner }: Generation): Parameters<Metrics['serving']>[0] => ({
  subgraphs: supergraph.subgraphs.map(({ name }) => name),
  supergraphHash: supergraph.hash,
  planCache: planner.cache,
})

const planElsewhere = (order: ReplanOrder, signal: AbortSignal) =>
  replan<QueryPlan>(new URL('planning-thread.ts', import.meta.url), order, { timeoutMs: longestPlanningMs, signal })

// A new supergraph serves half a second after its file was written, and a look costs some microseconds.
const lookEveryMs = 250

// Whoever changes a schema waits for it; what has no plan by then is planned when it is asked.
const longestPlanningMs = 30_000

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
