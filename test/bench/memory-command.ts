import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { settings } from '@exchange-network/gateway/settings'
import { composedFiles } from '@exchange-network/schema/compose'
import { buildSchema } from 'graphql'
import { runCommand, UsageError } from '../support/run-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type LargeOperation, largeOperations } from './large-operations.ts'
import { type MemoryChild, startMemoryChild } from './memory-child.ts'
import { graphqlRequest, mixedRequest, registeredOperations } from './mixed-requests.ts'
import { startMockedSubgraphs } from './mocked-subgraphs.ts'
import { sendRequests } from './send-requests.ts'

/*
 * What the gateway keeps in memory: `npm run bench:memory`.
 *
 * Method. The gateway is a process of its own; the network's subgraphs, with made-up values, and the clients are another.
 * The heap is the gateway's JavaScript heap after garbage collection, with no request in flight.
 *
 * Plans: large operations are asked four times each, so that they are planned, compiled and run, of gateways that keep
 * no plans, plans alone, plans and programs, and of one whose bound they pass. What the heap grew by more than without a
 * cache is their cost; it is held against the bound, and shown beside what the gateway itself says.
 *
 * Requests: a mix (mixed-requests.ts) in steps; caches are filled first, and the supergraph changes at each step. The
 * heaps after the steps say how many bytes a request leaves behind. Whoever remembers each request keeps an entry and its
 * key, 40 bytes and more; one run's heaps wander by one or two MB, which is 20 bytes a request over 100,000 of them. So a
 * slope of at most 32 is flat, and a longer row says it more exactly.
 */

const usage = `Measures what the gateway keeps in memory: its plans, and what requests leave behind.

  npm run bench:memory -- [--only <plans|requests>] [--requests <n>]

  --only      only this one of the two measurements
  --requests  length of the row of mixed requests, 10000-10000000 [100000]

Exit codes: 0 plans stay under their bound and the heap is flat, 1 one of them is not so, 2 wrong arguments.`

const standardBound = Number(settings.find(({ name }) => name === 'PLAN_CACHE_BYTES')?.default)
const smallBound = 16 * 1024 * 1024
// Filled by the first requests, so that it does not grow while the heap is watched.
const fullBound = 4 * 1024 * 1024
const cacheCases = [
  { name: 'without a cache', bound: 0, isCompiling: true },
  { name: 'plans', bound: standardBound, isCompiling: false },
  { name: 'plans and programs', bound: standardBound, isCompiling: true },
  { name: 'with a bound that they pass', bound: smallBound, isCompiling: true },
] as const
// What the heaps of two processes that do the same differ by; what a cache costs is a difference of two.
const betweenRuns = 8 * 1024 * 1024
const timesAsked = 4
const flatBytesPerRequest = 32
const steps = 10

type Surroundings = {
  readonly supergraphFile: string
  readonly origin: string
  readonly large: readonly LargeOperation[]
}

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      requests: { type: 'string', default: '100000' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  const { only } = values
  if (only !== undefined && only !== 'plans' && only !== 'requests') {
    throw new UsageError(`--only is "${only}", expected plans or requests.`)
  }
  const requests = Number(values.requests)
  if (!Number.isInteger(requests) || requests < 10_000 || requests > 10_000_000) {
    throw new UsageError(`--requests is "${values.requests}", expected a whole number from 10000 to 10000000.`)
  }
  using folder = temporaryFolder()
  await using subgraphs = await startMockedSubgraphs()
  const supergraphFile = join(folder.path, 'supergraph.graphql')
  writeFileSync(supergraphFile, readFileSync(composedFiles.supergraph, 'utf8'))
  const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
  const large = largeOperations(schema, { count: 300, selections: 60, seed: 7 })
  const surroundings = { supergraphFile, origin: subgraphs.url, large }

  const arePlansBound = only === 'requests' || (await measurePlans(surroundings))
  const isFlat = only === 'plans' || (await measureRequests(surroundings, requests))
  return arePlansBound && isFlat ? 0 : 1
}

const measurePlans = async (surroundings: Surroundings): Promise<boolean> => {
  const { large } = surroundings
  const selections = large.reduce((sum, operation) => sum + operation.selections, 0)
  console.log(
    `${large.length} large operations with ${figure(selections)} selections in all, asked ${timesAsked} times each`,
  )
  console.log(tableLine(['', 'bound', 'kept', 'estimate', 'heap grew', 'cost', 'cost/estimate']))
  let without = 0
  let areBound = true
  for (const { name, bound, isCompiling } of cacheCases) {
    console.error(`Asking: ${name} ...`)
    const { entries, estimate, grew } = await growthOf(surroundings, { planCacheBytes: bound, isCompiling })
    if (bound === 0) without = grew
    const cost = grew - without
    const ratio = estimate === 0 ? '' : (cost / estimate).toFixed(2)
    const verdict = estimate <= bound && cost <= bound + betweenRuns ? '' : '  OVER THE BOUND'
    console.log(`${tableLine([name, ...[bound, entries, estimate, grew, cost].map(figure), ratio])}${verdict}`)
    areBound &&= verdict === ''
  }
  return areBound
}

const growthOf = async ({ large, ...order }: Surroundings, cache: { planCacheBytes: number; isCompiling: boolean }) => {
  await using gateway = await startMemoryChild({ ...order, ...cache })
  const before = await gateway.heap()
  await warmUp(gateway)
  await sendRequests(gateway.url, large.length * timesAsked, index =>
    graphqlRequest({ query: large[index % large.length]!.query }),
  )
  const grew = (await gateway.heap()) - before
  const text = await (await fetch(new URL('/metrics', gateway.url))).text()
  const sample = (name: string): number => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
  return { entries: sample('gateway_plan_cache_entries'), estimate: sample('gateway_plan_cache_bytes'), grew }
}

const measureRequests = async ({ large, ...order }: Surroundings, requests: number): Promise<boolean> => {
  await using gateway = await startMemoryChild({ ...order, planCacheBytes: fullBound, isCompiling: true })
  const sdl = readFileSync(order.supergraphFile, 'utf8')
  const perStep = Math.round(requests / steps)
  const heaps: number[] = []
  console.error('Filling the caches ...')
  await warmUp(gateway)
  await sendRequests(gateway.url, perStep, index => mixedRequest(index, large))
  console.log(`${'requests'.padStart(14)}${'heap'.padStart(14)}  answers by status`)
  for (let step = 1; step <= steps; step++) {
    console.error(`Step ${step} of ${steps} ...`)
    writeFileSync(order.supergraphFile, `${sdl}\n# Step ${step}\n`)
    await gateway.renew()
    const answered = await sendRequests(gateway.url, perStep, index => mixedRequest(step * perStep + index, large))
    const heap = await gateway.heap()
    heaps.push(heap)
    console.log(`${figure(step * perStep).padStart(14)}${figure(heap).padStart(14)}  ${JSON.stringify(answered)}`)
  }
  const slope = slopeOf(heaps) / perStep
  const isFlat = slope <= flatBytesPerRequest
  console.log(`Each request left ${slope.toFixed(1)} bytes behind: ${isFlat ? 'flat' : 'NOT FLAT'}.`)
  return isFlat
}

/** Lets the gateway load and optimise all that it needs, so that this is no growth. */
const warmUp = async ({ url }: MemoryChild): Promise<unknown> =>
  sendRequests(url, 40 * registeredOperations.length, index =>
    graphqlRequest(registeredOperations[index % registeredOperations.length]!),
  )

/** The median of the slopes between all pairs of points at 0, 1, 2 and so on: one odd point does not bend it. */
const slopeOf = (values: readonly number[]): number => {
  const slopes = values.flatMap((value, index) =>
    values.slice(index + 1).map((later, distance) => (later - value) / (distance + 1)),
  )
  return slopes.sort((one, other) => one - other)[Math.floor(slopes.length / 2)] ?? Number.NaN
}

const tableLine = ([name = '', ...figures]: readonly string[]): string =>
  [name.padEnd(28), ...figures.map(text => text.padStart(14))].join('')

const figure = (value: number): string => Math.round(value).toLocaleString('en')

await runCommand(usage, run)
