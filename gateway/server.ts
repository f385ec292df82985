import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import { dashboardPages } from '@exchange-network/web/pages'
import { findInputFault } from './access/input-values.ts'
import { openTokenTrust } from './access/open-trust.ts'
import { createOperationLimits } from './access/operation-limits.ts'
import { payerOf } from './access/payer.ts'
import { createRateLimit } from './access/rate-limit.ts'
import { createViewerReader } from './access/read-viewer.ts'
import { isNestedTooDeeply } from './access/text-nesting.ts'
import { createVerifiedTokens } from './access/verified-tokens.ts'
import { requestCost } from './allowance.ts'
import { createAnswerByUrl } from './answer-by-url.ts'
import { createAnswerOperation } from './answer-operation.ts'
import { createAnswerSaved } from './answer-saved.ts'
import { createApolloGateway } from './apollo-gateway.ts'
import { createApolloServer } from './apollo-server.ts'
import { addressKey, type Config } from './config.ts'
import { createDocumentStore } from './document-store.ts'
import { subgraphCodes } from './errors.ts'
import { openIdentityKeys, refuseUnsigned } from './fetching/open-identity-keys.ts'
import { signIdentity } from './fetching/sign-identity.ts'
import { openSubgraphClient } from './fetching/subgraph-client.ts'
import { createGeneration, type Generation } from './generation.ts'
import { createGenerations } from './generations.ts'
import { createAdmission } from './http/admission.ts'
import { addGraphqlRoute } from './http/graphql-route.ts'
import { createHttpServer } from './http/http-server.ts'
import { createOperationDoor } from './http/operation-door.ts'
import { addOperationRoutes } from './http/operation-routes.ts'
import { addPlainRoutes } from './http/plain-routes.ts'
import { addTransferRoutes } from './http/transfer-routes.ts'
import { addWebRoutes } from './http/web-routes.ts'
import { openSpoolFolder } from './imports/spool-upload.ts'
import { isTransferProblem } from './imports/transfer-problem.ts'
import { createTransfers } from './imports/transfers.ts'
import type { Logger } from './observe/log.ts'
import { createMetrics, type Metrics } from './observe/metrics.ts'
import { createOperationValidation, maySeeInside } from './operation-validation.ts'
import { createListing } from './operations/listing.ts'
import { readSavedTexts } from './operations/saved-operations.ts'
import { openPlanningThread } from './planning/open-planning-thread.ts'
import { PlanningTooLong } from './planning/planning-worker.ts'
import { createRenewal } from './renew-generation.ts'
import { type LoadedSupergraph, loadSupergraph } from './supergraph/load-supergraph.ts'
import { watchFile } from './watch-file.ts'

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
  const identities = await openIdentityKeys({ ...config, watchFile, warn })
  const trusted = await openTokenTrust({ ...config, watchFile, warn })
  const uploads = await openSpoolFolder(config.importFolder)
  const metrics = createMetrics()
  // What an operation takes as parsed, beside what its plan and program take.
  const documentBytes = Math.floor(config.planCacheBytes / 4)
  const create = (supergraph: LoadedSupergraph): Generation => {
    refuseUnsigned(config, supergraph.fieldRules.size > 0)
    const generation = createGeneration(supergraph, {
      addressOf: subgraph => config.subgraphUrls.get(addressKey(subgraph)),
      openPlanning: sdl =>
        openPlanningThread(planningThread, { sdl, timeoutMs: config.planningTimeoutMs, heapMb: config.planningHeapMb }),
      planCacheBytes: config.planCacheBytes - documentBytes,
      compileAtUse: config.compileAtUse,
      savedTexts: readSavedTexts(config.savedOperations),
      withIdentity: config.identitySignKeys !== 'none',
      warn,
      // 5. fetching: how a subgraph is asked.
      openClient: addresses =>
        openSubgraphClient({
          addresses,
          keys: identities.keys,
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
        if (identities.keys(name)) continue
        warn(`No identity is sent to the subgraph "${name}": there is no key "gateway.${name}.<n>".`)
      }
    }
    return generation
  }
  const generations = createGenerations(create(await loadSupergraph(config.supergraph)), log)
  metrics.serving(measured(generations.current))

  // 1. http: one request comes in.
  const uploading = new WeakSet<Socket>()
  const app = createHttpServer({
    maxBodyBytes: config.maxBodyBytes,
    headersTimeoutMs: config.headersTimeoutMs,
    bodyTimeoutMs: config.bodyTimeoutMs,
    maxConnections: config.maxConnections,
    trustedProxies: config.trustedProxies,
    hasOwnTime: socket => uploading.has(socket),
    log,
    onRefusal: metrics.answeredWith,
  })
  // 2. access: who asks, and whether it is too much for anybody.
  const authenticate = createViewerReader(trusted, {
    verified: createVerifiedTokens(maxVerifiedTokens),
    onRefusal: metrics.tokenRefused,
  })
  const judge = createOperationLimits({
    maxDepth: config.maxOperationDepth,
    maxSelections: config.maxOperationSelections,
    maxCost: config.maxOperationCost,
    maxSavedCost: config.maxSavedOperationCost,
    maxPageSize: config.maxPageSize,
  })
  const { rateLimitCostPerMinute: costPerMinute } = config
  const charge = costPerMinute > 0 ? createRateLimit({ costPerMinute }) : null
  const admit = createAdmission({ authenticate, payerOf, charge })
  // 3. planning and 4. execution, behind Apollo Server's parsing and validation.
  const answerOperation = createAnswerOperation({
    judge,
    charge,
    maySeePlan: viewer => maySeeInside(config.isProduction, viewer),
    onPlan: metrics.planned,
    onExecution: metrics.executed,
    log,
  })
  const documentStore = createDocumentStore(documentBytes)
  const validateOperation = createOperationValidation({
    limits: {
      maxAliases: config.maxOperationAliases,
      maxDirectives: config.maxOperationDirectives,
      maxRootFields: config.maxOperationRootFields,
    },
    isProduction: config.isProduction,
    onValid: documentStore.keep,
  })
  const apollo = createApolloServer({
    gateway: createApolloGateway({ generations, validateOperation, answerOperation }),
    documentStore,
    isProduction: config.isProduction,
    maxTokens: config.maxOperationTokens,
    log,
  })
  await apollo.start()
  const answerSaved = createAnswerSaved({ generations, answerOperation, log })
  const writeListing = createListing()
  const door = createOperationDoor(app, { admit, requestTimeoutMs: config.requestTimeoutMs, metrics, log })
  addGraphqlRoute(app, {
    apollo,
    door,
    isTooNested: text => isNestedTooDeeply(text, config.maxOperationTokens),
    findInputFault,
    hold: generations.hold,
    answerSaved,
  })
  addOperationRoutes(app, {
    door,
    hold: generations.hold,
    ...createAnswerByUrl({ generations, answerSaved, findInputFault }),
    listing: () => writeListing(generations.current.saved, generations.current.supergraph.hash),
  })
  const transfers = createTransfers({
    ownerOf: kind => {
      const name = subgraphs.find(({ files }) => files.includes(kind))?.name
      const address = name === undefined ? undefined : generations.current.addresses.get(name)
      return name === undefined || address === undefined ? null : { subgraph: name, address }
    },
    sign: statement => signIdentity(identities.keys, { ...statement, now: Date.now() }),
    // Who may spend little shall still get a large file through.
    charge: charge && ((payer, cost) => charge(payer, Math.min(cost, costPerMinute - requestCost))),
    folder: uploads,
    maxBytes: config.maxImportBytes,
    maxReplyBytes: config.maxReplyBytes,
    timeoutMs: config.importTimeoutMs,
    connectTimeoutMs: config.subgraphTimeoutMs,
    log,
  })
  addTransferRoutes(app, {
    admit,
    transfers: { ...transfers, isProblem: isTransferProblem },
    ownTime: uploading,
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
  addWebRoutes(app, {
    folder: builtPages,
    hasPlayground: config.hasPlayground,
    dashboardPages,
    // Its questions are saved operations, which only their own supergraph takes.
    canAskDashboard: () => generations.current.saved.has('program-list'),
  })

  const stopping = new AbortController()
  const renew = createRenewal({
    file: config.supergraph,
    generations,
    create,
    planningMs: longestPlanningMs,
    onEnd: result => {
      metrics.generationChanged(result)
      metrics.serving(measured(generations.current))
    },
    signal: stopping.signal,
    log,
  })
  const watch = watchFile({ file: config.supergraph, everyMs: lookEveryMs, onChange: renew })
  const close = async (): Promise<void> => {
    watch[Symbol.dispose]()
    stopping.abort()
    transfers.close()
    await app.close()
    // Ends when the renewal does that the signal has cut short; nothing serves a generation after that.
    await renew()
    await apollo.stop()
    await generations[Symbol.asyncDispose]()
    for (const { keys } of trusted) keys[Symbol.dispose]()
    identities[Symbol.dispose]()
    metrics[Symbol.dispose]()
  }
  await generations.current.ready.catch(async cause => {
    await close()
    throw planningError(cause, config)
  })
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

const builtPages = fileURLToPath(new URL('web/dist/', import.meta.url))

const planningThread = new URL('planning-thread.ts', import.meta.url)

// A new supergraph serves half a second after its file was written, and a look costs some microseconds.
const lookEveryMs = 250

// Whoever changes a schema waits for it; what has no plan by then is planned when it is asked.
const longestPlanningMs = 30_000

// About a kilobyte each; who has a token asks more than once.
const maxVerifiedTokens = 5_000

const planningError = (cause: unknown, { planningHeapMb }: Config): unknown =>
  cause instanceof PlanningTooLong
    ? new Error(`Planning for this supergraph takes more than ${planningHeapMb} MB. Set PLANNING_HEAP_MB higher.`, {
        cause,
      })
    : cause

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
