import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { settings } from '@exchange-network/gateway/config'
import { composedFiles } from '@exchange-network/schema/compose'
import { buildSchema } from 'graphql'
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
 * Plans: large operations are asked three times each, so that they are planned and compiled, of a gateway that keeps no
 * plans, of one whose bound they pass, and of one with the standard bound. What the heap grew by more than without plans
 * is what the plans cost; it is held against the bound, and shown beside what the gateway itself says.
 *
 * Requests: a mix (mixed-requests.ts) in steps; caches are filled first, and the supergraph changes at each step. A line
 * through the heap after each step says how many bytes a request leaves behind. One small object is 16 bytes and more, so
 * a slope under 8 is flat.
 */

const usage = `Measures what the gateway keeps in memory: its plans, and what requests leave behind.

  npm run bench:memory -- [--plans] [--requests <n>]

  --plans     only the plans
  --requests  length of the row of mixed requests, 10000-10000000 [100000]

Exit codes: 0 plans stay under their bound and the heap is flat, 1 one of them is not so, 2 wrong arguments.`

const standardBound = Number(settings.find(({ name }) => name === 'PLAN_CACHE_BYTES')?.default)
const smallBound = 4 * 1024 * 1024
const flatBytesPerRequest = 8
const steps = 10

type Surroundings = {
  readonly supergraphFile: string
  readonly origin: string
  readonly large: readonly LargeOperation[]
}

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      plans: { type: 'boolean', default: false },
      requests: { type: 'string', default: '100000' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
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

  const arePlansBound = await measurePlans(surroundings)
  if (values.plans) return arePlansBound ? 0 : 1
  const isFlat = await measureRequests(surroundings, requests)
  return arePlansBound && isFlat ? 0 : 1
}

class UsageError extends Error {}

const measurePlans = async (surroundings: Surroundings): Promise<boolean> => {
  const { large } = surroundings
  const selections = large.reduce((sum, operation) => sum + operation.selections, 0)
  console.log(`${large.length} large operations with ${figure(selections)} selections in all, asked three times each`)
  console.log(`${'bound'.padStart(14)}${'plans'.padStart(8)}${'estimate'.padStart(14)}${'heap grew'.padStart(14)}`)
  const rows: { bound: number; estimate: number; grew: number }[] = []
  for (const bound of [0, smallBound, standardBound]) {
    console.error(`Asking with a bound of ${figure(bound)} bytes ...`)
    const row = await growthOf(surroundings, bound)
    rows.push(row)
    console.log(
      `${figure(bound).padStart(14)}${figure(row.entries).padStart(8)}${figure(row.estimate).padStart(14)}${figure(row.grew).padStart(14)}`,
    )
  }
  const without = rows[0]?.grew ?? 0
  const verdicts = rows.slice(1).map(({ bound, estimate, grew }) => {
    const cost = grew - without
    const isBound = estimate <= bound && cost <= bound
    console.log(
      `Bound ${figure(bound)}: the plans cost ${figure(cost)} bytes of heap, ${(cost / estimate).toFixed(2)} times the estimate; ${isBound ? 'under' : 'OVER'} the bound.`,
    )
    return isBound
  })
  return verdicts.every(isBound => isBound)
}

const growthOf = async ({ large, ...order }: Surroundings, bound: number) => {
  await using gateway = await startMemoryChild({ ...order, planCacheBytes: bound })
  await warmUp(gateway)
  const before = await gateway.heap()
  await sendRequests(gateway.url, large.length * 3, index =>
    graphqlRequest({ query: large[index % large.length]!.query }),
  )
  const grew = (await gateway.heap()) - before
  const [estimate, entries] = [
    await sample(gateway, 'gateway_plan_cache_bytes'),
    await sample(gateway, 'gateway_plan_cache_entries'),
  ]
  return { bound, entries, estimate, grew }
}

const measureRequests = async ({ large, ...order }: Surroundings, requests: number): Promise<boolean> => {
  await using gateway = await startMemoryChild({ ...order, planCacheBytes: smallBound })
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

const sample = async ({ url }: MemoryChild, name: string): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', url))).text()
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
}

/** Slope of the line through points at 0, 1, 2 and so on, with the least squares. */
const slopeOf = (values: readonly number[]): number => {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const joint = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0)
  return joint / values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0)
}

const figure = (value: number): string => Math.round(value).toLocaleString('en')

try {
  process.exitCode = await run()
} catch (cause) {
  const isUsage = cause instanceof UsageError || (cause instanceof TypeError && 'code' in cause)
  if (isUsage) console.error(`${cause.message}\n\n${usage}`)
  else console.error(cause)
  process.exitCode = isUsage ? 2 : 1
}
