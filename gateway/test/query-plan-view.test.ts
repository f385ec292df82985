import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostPlanCharacters } from '../plan-view.ts'
import { askForPlan, fetchesOf, planWanted } from './support/asked-plan.ts'
import { nullOn } from './support/compare.ts'
import { startExchange } from './support/exchange.ts'
import { readExecutions } from './support/executions.ts'
import { secrets, sendJson, startPeopleAndAges, teamQuestion, withKeys } from './support/faults.ts'
import { startLibrary } from './support/library.ts'
import { type Market, marketSchema, startMarket } from './support/market.ts'
import { randomOperations } from './support/random-operations.ts'
import { shareGateways } from './support/shared-gateways.ts'
import type { TestSubgraph } from './support/subgraph-server.ts'
import { type Answer, startTestGateway, type TestGateway } from './support/test-gateway.ts'

let library: TestSubgraph[]
let gateway: TestGateway
beforeAll(async () => {
  library = await startLibrary()
  gateway = await startTestGateway(library, { COMPILE_AT_USE: '1' })
})
afterAll(() => gateway[Symbol.asyncDispose]())

const booksWithNames = 'query Books($first: Int!) { books(first: $first) { title inStock author { name } } }'

const cacheBytes = async (): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', gateway.url))).text()
  return Number(/^gateway_plan_cache_bytes (\d+)$/m.exec(text)?.[1])
}

describe('the plan of an answer', () => {
  it('shows each fetch with its place, its text and how many entities it asked for', async () => {
    for (const { received } of library) received.length = 0

    const { data, plan } = await askForPlan(gateway, { query: booksWithNames, variables: { first: 2 } })

    const [catalogue, people, stock] = library.map(({ received }) => received.map(({ query }) => query))
    const some = expect.any(Number)
    const fetch = (subgraph: string, path: string[], texts: string[] | undefined, noted: object) => ({
      kind: 'Fetch',
      subgraph,
      path,
      operation: texts?.[0],
      startMs: some,
      durationMs: some,
      ...noted,
    })
    expect(data).toMatchObject({ books: [{ title: 'Ebb' }, { title: 'Flow' }] })
    expect([catalogue, people, stock].map(texts => texts?.length)).toEqual([1, 1, 1])
    expect(plan).toEqual({
      durationMs: some,
      planning: { cached: false, durationMs: some },
      cost: { estimated: 20, counted: 4 },
      answeredBy: 'interpreter',
      removed: [],
      node: {
        kind: 'Sequence',
        nodes: [
          fetch('catalogue', [], catalogue, { entities: null, errors: 0 }),
          {
            kind: 'Parallel',
            nodes: [
              // Of the second book it cannot tell.
              fetch('stock', ['books', '@'], stock, { entities: 2, errors: 1 }),
              fetch('people', ['books', '@', 'author'], people, { entities: 2, errors: 0 }),
            ],
          },
        ],
      },
    })
  })

  it('tells times that fit into each other, in the order in which it ran', async () => {
    const { plan } = await askForPlan(gateway, { query: booksWithNames, variables: { first: 2 } })

    const [root, ...siblings] = fetchesOf(plan?.node)
    const rootEnd = root!.startMs! + root!.durationMs!
    expect(siblings).toHaveLength(2)
    for (const { startMs, durationMs } of siblings) {
      expect(startMs).toBeGreaterThanOrEqual(rootEnd)
      expect(startMs! + durationMs!).toBeLessThanOrEqual(plan!.durationMs)
    }
    expect(root!.startMs).toBeGreaterThanOrEqual(plan!.planning.durationMs)
  })

  it('says what was not asked because nothing needed it', async () => {
    const { plan } = await askForPlan(gateway, { query: booksWithNames, variables: { first: 0 } })

    const notAsked = { startMs: null, durationMs: null, entities: 0, errors: 0 }
    expect(fetchesOf(plan?.node)).toMatchObject([{ durationMs: expect.any(Number) }, notAsked, notAsked])
  })

  it('has no node where nothing is to be fetched, and counts what the schema tells', async () => {
    const { plan } = await askForPlan(gateway, '{ __schema { queryType { name } directives { name } } }')

    expect(plan).toMatchObject({ node: null })
    expect(plan!.cost.counted).toBeGreaterThan(5)
  })

  it('says whether it was known, and does not make a program of it', async () => {
    const query = '{ book(id: "b1") { isbn } }'
    const before = await readExecutions(gateway)

    const plans = [await askForPlan(gateway, query), await askForPlan(gateway, query)]
    const bytesOfPlan = await cacheBytes()
    const plain = await gateway.ask(query)

    expect(plans.map(({ plan }) => plan?.planning.cached)).toEqual([false, true])
    expect(JSON.parse(plain.text)).toEqual({ data: { book: { isbn: 'i-1' } } })
    const after = await readExecutions(gateway)
    expect(after.traced! - (before.traced ?? 0)).toBe(2)
    expect(after.program! - (before.program ?? 0)).toBe(1)
    // The program came with the question that needed it.
    expect(await cacheBytes()).toBeGreaterThan(bytesOfPlan)
  })

  it('stands beside the cost where both are asked for', async () => {
    const headers = { ...planWanted, 'graphql-cost': 'estimate' }

    const answer = (await gateway.ask({ query: '{ book(id: "b1") { isbn } }', headers })) as Answer & object

    expect(answer).toMatchObject({ extensions: { cost: { estimated: 1 }, queryPlan: { cost: { counted: 1 } } } })
  })

  it.each([
    ['without the header', 'POST', {}],
    ['for another word in it', 'POST', { 'x-include-query-plan': 'true' }],
    ['for a GET', 'GET', planWanted],
  ])('is not told %s', async (_, method, headers) => {
    const query = '{ book(id: "b1") { isbn } }'
    const url = method === 'GET' ? `${gateway.url}?query=${encodeURIComponent(query)}` : gateway.url
    const sent = method === 'GET' ? {} : { body: JSON.stringify({ query }) }
    const response = await fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, ...sent })

    expect(await response.json()).toEqual({ data: { book: { isbn: 'i-1' } } })
  })

  it.each([
    ['no such field', { query: '{ nothing }' }],
    ['a bad variable', { query: booksWithNames, variables: { first: 'x' } }],
    ['no operation', { documentId: 'nothing', query: undefined as unknown as string }],
  ])('is not there for an operation that is refused: %s', async (_, question) => {
    const { status, text } = await askForPlan(gateway, question)

    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).not.toContain('extensions":{"queryPlan')
    expect(text).not.toContain('durationMs')
  })

  it('is cut where its texts are longer than a plan may be', async () => {
    const note = 'ž'.repeat(1000)
    const fields = Array.from(
      { length: 15 },
      (_, index) => `a${index}: author(id: "${note}${index}") { name books { inStock } }`,
    )
    const query = `{ ${fields.join(' ')} b: author(id: "${'y'.repeat(mostPlanCharacters)}") { name } shelf { newest { isbn } } }`

    const { status, plan } = await askForPlan(gateway, query)

    const texts = fetchesOf(plan?.node).map(({ operation }) => operation)
    expect(status).toBe(200)
    expect(texts.some(text => text.includes(' … cut: a plan tells 65,536 characters'))).toBe(true)
    expect(JSON.stringify(plan).length).toBeLessThan(mostPlanCharacters + 20_000)
  })
})

describe('the plan of an answer with faults', () => {
  const gateways = shareGateways(async (play: Parameters<typeof startPeopleAndAges>[0], env) =>
    startTestGateway(await startPeopleAndAges(play), { ...env, SUBGRAPH_TIMEOUT_MS: '1500' }),
  )
  afterAll(() => gateways[Symbol.asyncDispose]())
  const askTeam = async (answer: Parameters<typeof startPeopleAndAges>[0]) => {
    const gateway = await gateways.at(answer)
    const { data, errors, text, plan } = await askForPlan(gateway, teamQuestion)
    const [people, ages] = fetchesOf(plan?.node)
    expect({ data, people }).toMatchObject({
      data: { team: [{ name: 'Ana' }, { name: 'Ben' }] },
      people: { errors: 0 },
    })
    expect(text).not.toMatch(secrets)
    return { ages, told: errors?.length ?? 0 }
  }

  it.each<[string, number, Parameters<typeof startPeopleAndAges>[0]]>([
    ['hangs', 1, () => undefined],
    ['breaks', 1, (_, response) => response.writeHead(500).end('hunter2 at postgres://127.0.0.1')],
    ['answers with something else', 1, (_, response) => sendJson(response, { data: { _entities: 'hunter2' } })],
    [
      'answers for others',
      1,
      (ask, response) => sendJson(response, { data: { _entities: withKeys(ask, [{}, {}], ['p9', 'p8']) } }),
    ],
    [
      'fails at two places',
      2,
      (ask, response) => {
        const errors = [0, 1].map(index => ({ message: 'hunter2', path: ['_entities', index, 'grown'] }))
        sendJson(response, { data: { _entities: withKeys(ask, [{ grown: null }, { grown: null }]) }, errors })
      },
    ],
  ])('counts the errors of a subgraph that %s, and tells the rest', async (_, errors, answer) => {
    expect(await askTeam(answer)).toEqual({
      ages: expect.objectContaining({ subgraph: 'ages', entities: 2, errors, durationMs: expect.any(Number) }),
      told: 2,
    })
  })

  it('never tells values, representations, tokens or addresses', async () => {
    const secret = 'b1'
    const variables = { first: 2, id: secret }
    const query = 'query ($first: Int, $id: ID!) { books(first: $first) { inStock } book(id: $id) { author { name } } }'

    const { plan } = await askForPlan(gateway, { query, variables })

    const text = JSON.stringify(plan)
    expect(fetchesOf(plan?.node).map(({ subgraph }) => subgraph)).toContain('people')
    // The ids and keys that were sent, as values of variables and in representations.
    expect(text).not.toMatch(/"b1"|\bb1\b|i-1|\ba1\b/)
    expect(text).not.toMatch(secrets)
    expect(text).not.toContain('"representations"')
  })
})

describe('a mutation whose plan is asked for', () => {
  it('is run once', async () => {
    const { subgraphs, written } = await startExchange()
    await using gateway = await startTestGateway(subgraphs, { COMPILE_AT_USE: '1' })

    const { errors, plan } = await askForPlan(gateway, 'mutation { breakProgram(id: "p7") { program { title } } }')

    expect(written).toEqual(['null: break p7'])
    expect(errors).toHaveLength(1)
    expect(plan).toMatchObject({ cost: { counted: 10 }, node: { kind: 'Fetch', subgraph: 'programs', errors: 1 } })
  })
})

// The program answers without the header, the interpreter with it: whatever is asked, nobody may see a difference.
describe.each<Market>(['calm', 'broken'])('random operations of the %s market', market => {
  it('have the same answer with and without their plan', { timeout: 300_000 }, async () => {
    // A busy machine is no fault.
    const patience = { SUBGRAPH_TIMEOUT_MS: '600000', REQUEST_TIMEOUT_MS: '600000' }
    const env = { MAX_OPERATION_COST: '1000000000000', LOG_LEVEL: 'silent', COMPILE_AT_USE: '1', ...patience }
    await using gateway = await startTestGateway(await startMarket(market), env)
    const next = randomOperations(marketSchema(market), { seed: 20_261_122, mode: 'hostile' })
    const seen = { plans: 0, fetches: 0 }
    for (let turn = 0; turn < 25; turn++) {
      const operation = next()

      const [plain, traced] = [await gateway.ask(operation), await askForPlan(gateway, operation)]

      expect({ turn, ...shown(traced) }).toEqual({ turn, ...shown(plain) })
      if (traced.plan) seen.plans++
      seen.fetches += fetchesOf(traced.plan?.node).length
      expect(plain.text).not.toContain('queryPlan')
    }
    expect(seen.plans).toBeGreaterThan(18)
    expect(seen.fetches).toBeGreaterThan(36)
  })
})

// Of several errors below one null, which one comes first is a matter of time.
const shown = ({ status, data, errors = [] }: Answer) => ({
  status,
  data: JSON.stringify(data),
  nulls: [...new Set(errors.map(({ path, extensions }) => `${nullOn(data, path ?? [])} ${extensions.code}`))].sort(),
})
