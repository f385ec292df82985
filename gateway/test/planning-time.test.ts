import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { openPlanningThread, PlanningBusy } from '../planning/open-planning-thread.ts'
import { PlanningTooLong } from '../planning/planning-worker.ts'
import { startMarket } from './support/market.ts'
import { startTestGateway } from './support/test-gateway.ts'

/** Fields of an interface whose types most subgraphs do not know, inside each other. */
const nested = (times: number): string => {
  const open = '{ lead { favourite { score title reviews { subject '
  return `{ media ${open.repeat(times)} { lead { favourite { score title } } } ${'} } } }'.repeat(times)} }`
}

/** 282 characters, within all limits: the planner takes more than 10 seconds and a gigabyte. */
const slow = nested(4)

// Its cost would be refused before, and a busy machine is no fault.
const anyCost = { MAX_OPERATION_COST: '1000000000', SUBGRAPH_TIMEOUT_MS: '600000', REQUEST_TIMEOUT_MS: '600000' }

describe('planning', () => {
  it('is interrupted when it takes too long, and the operation is refused', async () => {
    const market = await startMarket('faceless')
    await using gateway = await startTestGateway(market, { PLANNING_TIMEOUT_MS: '100', ...anyCost })

    const { status, errors, data } = await gateway.ask(slow)

    expect({ status, data }).toEqual({ status: 400, data: undefined })
    expect(errors).toEqual([
      {
        message:
          'Planning the operation took longer than 100 ms. Split it into smaller ones, with fewer fields inside each other.',
        extensions: { code: 'OPERATION_TOO_COMPLEX' },
      },
    ])
    expect(market.flatMap(({ received }) => received)).toEqual([])
  })

  it('goes on for other operations, and answers what is planned already meanwhile', async () => {
    await using gateway = await startTestGateway(await startMarket('faceless'), {
      PLANNING_TIMEOUT_MS: '1000',
      ...anyCost,
    })
    const known = '{ user(id: "u1") { name } }'
    await gateway.ask(known)

    const refusal = gateway.ask(slow)
    const before = await Promise.race([refusal, gateway.ask(known)])
    const after = await gateway.ask('{ user(id: "u2") { name } }')

    expect(before.data).toEqual({ user: { name: 'Ana' } })
    expect((await refusal).errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX')
    expect(after.data).toEqual({ user: { name: 'Ben' } })
  })
})

describe('the planning thread', () => {
  const thread = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
  const echo = `
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', text => {
      if (text.includes('endless')) for (;;);
      if (text.includes('ill')) throw new Error('The planner is ill.')
      if (text.includes('huge')) for (const all = []; ; ) all.push(new Array(1_000_000).fill(all))
      parentPort.postMessage(text.includes('not') ? { kind: 'error', message: 'No plan.' } : { kind: 'plan', plan: text })
    })
    parentPort.postMessage({ kind: 'ready' })`
  const open = (code = echo, timeoutMs = 600_000) =>
    openPlanningThread<string>(thread(code), { sdl: '', timeoutMs, heapMb: 64 })

  it('plans one operation after the other', async () => {
    await using planning = open()

    const plans = await Promise.all(['{ a }', '{ b }'].map(text => planning.plan(parse(text))))

    expect(plans).toEqual(['{\n  a\n}', '{\n  b\n}'])
  })

  it('tells what the planner throws', async () => {
    await using planning = open()

    await expect(planning.plan(parse('{ not }'))).rejects.toThrow('No plan.')
    await expect(planning.plan(parse('{ a }'))).resolves.toContain('a')
  })

  it.each<[string, string, number, string]>([
    ['takes too long', '{ endless }', 300, 'longer than 300 ms'],
    ['takes too much memory', '{ huge }', 600_000, 'more memory than allowed'],
    ['breaks the thread', '{ ill }', 600_000, 'The planner is ill.'],
  ])('is ended by an operation that %s, and begins anew for the next', async (_, query, timeoutMs, message) => {
    await using planning = open(echo, timeoutMs)

    const [bad, next] = await Promise.allSettled([planning.plan(parse(query)), planning.plan(parse('{ a }'))])

    expect(bad).toMatchObject({ status: 'rejected', reason: { message } })
    expect(next).toMatchObject({ status: 'fulfilled' })
  })

  it('takes an operation that comes while it is being ended', async () => {
    await using planning = open(echo, 300)

    await expect(planning.plan(parse('{ endless }'))).rejects.toThrow(PlanningTooLong)

    await expect(planning.plan(parse('{ a }'))).resolves.toContain('a')
  })

  it('takes no more than a hundred operations that wait', async () => {
    await using planning = open('setInterval(() => {}, 1000)')
    const all = Array.from({ length: 101 }, () => planning.plan(parse('{ a }')))
    all.slice(0, 100).forEach(one => void one.catch(() => {}))

    await expect(all[100]).rejects.toThrow(PlanningBusy)
  })

  it('that cannot begin says why, and to all that wait', async () => {
    await using planning = open("throw new Error('There is no supergraph.')")

    await expect(planning.plan(parse('{ a }'))).rejects.toThrow('There is no supergraph.')
    await expect(planning.ready).rejects.toThrow('There is no supergraph.')
    await expect(planning.plan(parse('{ b }'))).rejects.toThrow('There is no supergraph.')
  })
})
