import { Counter, Gauge, Registry } from 'prom-client'
import { catalogue } from '../errors.ts'
import type { Outcome } from './outcome.ts'
import { addProcessMetrics } from './process-metrics.ts'
import { type CounterSeries, createCounter, createHistogram } from './series.ts'

/** How a fetch ended; "cancelled" when the client went before the subgraph had answered. */
export type FetchOutcome = 'ok' | 'error' | 'timeout' | 'cancelled'

/** Which way a CSV file goes. */
const transferDirections = ['import', 'export'] as const
export type TransferDirection = (typeof transferDirections)[number]

/** What executes operations; see the README. */
const executors = ['program', 'fallback', 'fault', 'not_covered', 'not_compiled', 'traced'] as const
export type ExecutedBy = (typeof executors)[number]

/** Why a token was not believed; KEYS_AWAY when nobody could tell whether to. */
const tokenRefusals = [
  ...['MALFORMED', 'UNSUPPORTED_ALGORITHM', 'WRONG_ISSUER', 'UNKNOWN_KEY', 'BAD_SIGNATURE', 'WRONG_AUDIENCE'],
  ...['EXPIRED', 'NOT_YET_VALID', 'INVALID_CLAIM', 'KEYS_AWAY'],
] as const
export type TokenRefusal = (typeof tokenRefusals)[number]

/** Counts what a gateway does. Takes only values of bounded sets: nothing that a client wrote can become a label. */
export type Metrics = Disposable & {
  requestStarted(): void
  /** To be called once for each that started, also when its client has gone. */
  requestClosed(): void
  requestAnswered(request: { outcome: Outcome; status: number; durationMs: number }): void
  requestAbandoned(): void
  transferStarted(direction: TransferDirection): void
  /** To be called once for each that started; the status is null when its client has gone. */
  transferClosed(direction: TransferDirection, status: number | null, durationMs: number): void
  /** The different error codes of one answer. */
  answeredWith(codes: readonly string[]): void
  fetched(subgraph: string, outcome: FetchOutcome, durationMs: number): void
  planned(isCached: boolean): void
  /** What executed an operation. */
  executed(by: ExecutedBy): void
  /** Shows another supergraph from now on; the counts of subgraphs that it has not stay. */
  serving(served: ServedFacts): void
  generationChanged(result: 'served' | 'refused'): void
  /** Why a token was not believed. */
  tokenRefused(reason: TokenRefusal): void
  readonly contentType: string
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>
}

/** What is shown of the supergraph that is served. */
export type ServedFacts = {
  readonly subgraphs: readonly string[]
  readonly supergraphHash: string
  readonly planCache: { readonly size: number; readonly bytes: number }
}

/**
 * Creates the metrics of one gateway, in a registry of its own; they show a supergraph when they are told of one.
 * README.md beside this file lists them.
 */
export const createMetrics = (): Metrics => {
  let served: ServedFacts | null = null
  const registry = new Registry()
  const registers = [registry]

  const requests = createCounter({
    name: 'gateway_requests_total',
    help: 'Answered requests for operations, on all paths.',
    labelNames: ['outcome', 'status'],
    registers,
  })
  const abandoned = new Counter({
    name: 'gateway_requests_abandoned_total',
    help: 'Requests for operations whose client went before the answer.',
    registers,
  })
  const inFlight = new Gauge({
    name: 'gateway_requests_in_flight',
    help: 'Requests for operations that are being answered.',
    registers,
  })
  const requestSeconds = createHistogram({
    name: 'gateway_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['outcome'],
    buckets: [...buckets],
    registers,
  })
  const transfers = new Counter({
    name: 'gateway_transfers_total',
    help: 'CSV files to /imports and from /exports that have ended, by the status of their answer; abandoned: the client went first.',
    labelNames: ['direction', 'status'],
    registers,
  })
  const transfersInFlight = new Gauge({
    name: 'gateway_transfers_in_flight',
    help: 'CSV files that are under way.',
    labelNames: ['direction'],
    registers,
  })
  const transferSeconds = createHistogram({
    name: 'gateway_transfer_duration_seconds',
    help: 'Time from the request of a CSV file to the end of its answer.',
    labelNames: ['direction'],
    buckets: [...transferBuckets],
    registers,
  })
  const errors = createCounter({
    name: 'gateway_errors_total',
    help: 'Answers on any path with an error of this code; several of one code in an answer count once.',
    labelNames: ['code'],
    registers,
  })
  const fetches = createCounter({
    name: 'gateway_fetches_total',
    help: 'Fetches from a subgraph; ok is any reply in GraphQL, also one with errors.',
    labelNames: ['subgraph', 'outcome'],
    registers,
  })
  const fetchSeconds = createHistogram({
    name: 'gateway_fetch_duration_seconds',
    help: 'Time from a fetch to the end of its reply or failure.',
    labelNames: ['subgraph'],
    buckets: [...buckets],
    registers,
  })
  const plans = createCounter({
    name: 'gateway_plan_cache_lookups_total',
    help: 'Plans taken from the cache (hit) or made anew (miss).',
    labelNames: ['result'],
    registers,
  })
  const executions = createCounter({
    name: 'gateway_executions_total',
    help: 'Operations by what executed them: compiled program or interpreter, and why the latter.',
    labelNames: ['by'],
    registers,
  })
  new Gauge({
    name: 'gateway_plan_cache_entries',
    help: 'Plans in the cache.',
    registers,
    collect() {
      this.set(served?.planCache.size ?? 0)
    },
  })
  new Gauge({
    name: 'gateway_plan_cache_bytes',
    help: 'Estimated memory of the plans and programs in the cache; three quarters of PLAN_CACHE_BYTES are the limit.',
    registers,
    collect() {
      this.set(served?.planCache.bytes ?? 0)
    },
  })
  new Gauge({
    name: 'gateway_supergraph_info',
    help: 'Always 1; the label is the SHA-256 of the served supergraph, as /health/ready says it.',
    labelNames: ['hash'],
    registers,
    collect() {
      this.reset()
      if (served) this.set({ hash: served.supergraphHash }, 1)
    },
  })
  const changes = new Counter({
    name: 'gateway_generation_changes_total',
    help: 'Changed supergraph files that were served or refused since the start.',
    labelNames: ['result'],
    registers,
  })
  const refusals = new Counter({
    name: 'gateway_tokens_refused_total',
    help: 'Requests that were not answered because of their token.',
    labelNames: ['reason'],
    registers,
  })
  const ofProcess = addProcessMetrics(registry)

  const openOutcome = (outcome: Outcome) => ({
    // By the first digit of the HTTP status.
    statuses: new Map(statusesOf[outcome].map(status => [Number(status[0]), requests({ outcome, status })])),
    seconds: requestSeconds({ outcome }),
  })
  const openSubgraph = (subgraph: string) => ({
    outcomes: new Map(fetchOutcomes.map(outcome => [outcome, fetches({ subgraph, outcome })])),
    seconds: fetchSeconds({ subgraph }),
  })
  // Every series stands at 0 from the start: the first error is then a rise, not a series that appears.
  const ofOutcome = { ok: openOutcome('ok'), partial: openOutcome('partial'), refused: openOutcome('refused') }
  const ofCode = new Map(Object.keys(catalogue).map(code => [code, errors({ code })]))
  const ofSubgraph = new Map<string, ReturnType<typeof openSubgraph>>()
  const [hits, misses] = [plans({ result: 'hit' }), plans({ result: 'miss' })]
  const ofExecutor = new Map(executors.map(by => [by, executions({ by })]))
  const ofDirection = {
    import: transferSeconds({ direction: 'import' }),
    export: transferSeconds({ direction: 'export' }),
  }
  for (const direction of transferDirections) {
    transfersInFlight.set({ direction }, 0)
    for (const status of transferStatuses) transfers.inc({ direction, status }, 0)
  }
  for (const result of ['served', 'refused']) changes.inc({ result }, 0)
  for (const reason of tokenRefusals) refusals.inc({ reason }, 0)

  return {
    requestStarted: () => inFlight.inc(),
    requestClosed: () => inFlight.dec(),
    requestAnswered: ({ outcome, status, durationMs }) => {
      const { statuses, seconds } = ofOutcome[outcome]
      count(statuses.get(Math.floor(status / 100)))
      seconds.observe(durationMs / 1000)
    },
    requestAbandoned: () => abandoned.inc(),
    transferStarted: direction => transfersInFlight.inc({ direction }),
    transferClosed: (direction, status, durationMs) => {
      transfersInFlight.dec({ direction })
      transfers.inc({ direction, status: status === null ? 'abandoned' : `${Math.floor(status / 100)}xx` })
      ofDirection[direction].observe(durationMs / 1000)
    },
    answeredWith: codes => {
      for (const code of codes) count(ofCode.get(code))
    },
    fetched: (subgraph, outcome, durationMs) => {
      const series = ofSubgraph.get(subgraph)
      count(series?.outcomes.get(outcome))
      series?.seconds.observe(durationMs / 1000)
    },
    executed: by => count(ofExecutor.get(by)),
    planned: isCached => count(isCached ? hits : misses),
    serving: facts => {
      for (const subgraph of facts.subgraphs) {
        if (!ofSubgraph.has(subgraph)) ofSubgraph.set(subgraph, openSubgraph(subgraph))
      }
      served = facts
    },
    generationChanged: result => changes.inc({ result }),
    tokenRefused: reason => refusals.inc({ reason }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
    [Symbol.dispose]: () => ofProcess[Symbol.dispose](),
  }
}

const count = (series: CounterSeries | undefined): void => {
  if (series) series.waiting++
}

// From a fetch on one machine to the end of a request's time.
const buckets: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10]
// Up to the longest wait for a large file and its report.
const transferBuckets: readonly number[] = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]
const transferStatuses: readonly string[] = ['2xx', '4xx', '5xx', 'abandoned']
const fetchOutcomes: readonly FetchOutcome[] = ['ok', 'error', 'timeout', 'cancelled']
const statusesOf: Readonly<Record<Outcome, readonly string[]>> = {
  ok: ['2xx'],
  partial: ['2xx'],
  refused: ['4xx', '5xx'],
}
