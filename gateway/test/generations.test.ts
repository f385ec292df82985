import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { describe, expect, it } from 'vitest'
import { anonymous } from '../access/viewer.ts'
import { createAnswerOperation } from '../answer-operation.ts'
import { createApolloGateway } from '../apollo-gateway.ts'
import { readConfig } from '../config.ts'
import { createGeneration, type Generation } from '../generation.ts'
import { createGenerations } from '../generations.ts'
import { createLog } from '../observe/log.ts'
import { createRenewal } from '../renew-generation.ts'
import { newRecord, type RequestContext } from '../request-context.ts'
import { createGateway } from '../server.ts'
import { readSupergraph } from '../supergraph/load-supergraph.ts'
import { sendJson } from './support/faults.ts'
import { listen, startSubgraph, stop, type TestSubgraph } from './support/subgraph-server.ts'
import { askGateway, composeSupergraph, makeFolder } from './support/test-gateway.ts'

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
const helloSdl = 'type Query { hello: String unchanged(upper: Boolean): String }'
const agesSdl = `${link}
  type Query { oldest: Person }
  type Person @key(fields: "id") { id: ID! age: Int }`
const namesSdl = `${link}
  type Person @key(fields: "id") { id: ID! name: String }`

const startHello = (name: string, word: string, sdl = helloSdl) =>
  startSubgraph(name, sdl, { Query: { hello: () => word, unchanged: () => 'unchanged', other: () => 'other' } })

const startNames = () =>
  startSubgraph('names', namesSdl, {
    Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Ana' }) },
  })

/** Ages that keep each reply back until the test lets it go; all fetches travel over `sockets`. */
const startHeldAges = async () => {
  const asked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const sockets: Socket[] = []
  // It never hangs up by itself: who closes a connection here is the gateway.
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    sockets.push(request.socket)
    asked.resolve()
    await released.promise
    sendJson(response, { data: { oldest: { __typename: 'Person', id: 'p1' } } })
  })
  const ages: TestSubgraph = {
    name: 'ages',
    url: await listen(server),
    sdl: agesSdl,
    received: [],
    [Symbol.asyncDispose]: () => stop(server),
  }
  return { ages, asked, released, sockets }
}

/** A gateway whose supergraph's file the test writes anew. */
const startChanging = async (subgraphs: readonly TestSubgraph[], env: Record<string, string> = {}) => {
  const folder = await makeFolder()
  const file = join(folder.path, 'supergraph.graphql')
  await writeFile(file, composeSupergraph(subgraphs))
  const logged: Record<string, unknown>[] = []
  const log = createLog('info', { write: line => void logged.push(JSON.parse(line)) })
  const gateway = await createGateway(
    readConfig({
      PORT: '0',
      SUPERGRAPH: file,
      DATA_DIR: folder.path,
      IDENTITY_SIGN_KEYS: 'none',
      RATE_LIMIT_COST_PER_MINUTE: '0',
      ...env,
    }),
    log,
  )
  const read = async (path: string) => (await fetch(new URL(path, gateway.url))).text()
  return {
    file,
    renew: gateway.renew,
    ask: (query: string, variables = {}) => askGateway(gateway.url, { query, variables }),
    /** Writes the file and waits until it serves or is refused. */
    serve: async (sdl: string) => {
      await writeFile(file, sdl)
      await gateway.renew()
    },
    /** Asks until something other than at first is answered, eight at once; gives what was answered, each kind once. */
    answersUntilChange: async (query: string) => {
      const texts: string[] = []
      while (texts.at(-1) === texts[0]) {
        const answers = await Promise.all(Array.from({ length: 8 }, () => askGateway(gateway.url, query)))
        texts.push(...answers.map(({ text }) => text))
      }
      return { kinds: [...new Set(texts)], last: texts.at(-1) }
    },
    lines: (message: RegExp) => logged.filter(({ msg }) => message.test(String(msg))),
    samples: async (name: string) => (await read('/metrics')).split('\n').filter(line => line.startsWith(name)),
    health: async () => JSON.parse(await read('/health/ready')) as { supergraph: string; subgraphs: object },
    [Symbol.asyncDispose]: async () => {
      await gateway.close()
      await Promise.all(subgraphs.map(subgraph => subgraph[Symbol.asyncDispose]()))
      await folder[Symbol.asyncDispose]()
    },
  }
}

describe('a changed supergraph file', () => {
  const writeInPlace = (file: string, sdl: string) => writeFile(file, sdl)
  const replace = async (file: string, sdl: string) => {
    await writeFile(`${file}.new`, sdl)
    await rename(`${file}.new`, file)
  }

  it.each([
    ['written in place', writeInPlace],
    ['replaced by another', replace],
  ])('that was %s is served without a lost request', async (_, write) => {
    await using later = await startHello('later', 'later')
    await using gateway = await startChanging([await startHello('first', 'first')])

    const streams = Promise.all([1, 2].map(() => gateway.answersUntilChange('{ hello }')))
    await write(gateway.file, composeSupergraph([later]))

    const kinds = ['{"data":{"hello":"first"}}\n', '{"data":{"hello":"later"}}\n']
    expect(await streams).toEqual([
      { kinds, last: kinds[1] },
      { kinds, last: kinds[1] },
    ])
  })

  it('is known by its hash and its subgraphs in health, metrics and log', async () => {
    await using later = await startHello('later', 'later')
    await using gateway = await startChanging([await startHello('first', 'first')])
    const before = await gateway.health()
    await gateway.ask('{ hello }')

    await gateway.serve(composeSupergraph([later]))
    const after = await gateway.health()

    expect([before.subgraphs, after.subgraphs]).toEqual([{ first: { state: 'up' } }, { later: { state: 'up' } }])
    expect(await gateway.samples('gateway_supergraph_info')).toEqual([
      `gateway_supergraph_info{hash="${after.supergraph}"} 1`,
    ])
    expect(await gateway.samples('gateway_generation_changes_total')).toEqual([
      'gateway_generation_changes_total{result="served"} 1',
      'gateway_generation_changes_total{result="refused"} 0',
    ])
    expect(await gateway.samples('gateway_fetches_total')).toEqual(
      expect.arrayContaining([
        'gateway_fetches_total{subgraph="first",outcome="ok"} 1',
        'gateway_fetches_total{subgraph="later",outcome="ok"} 0',
      ]),
    )
    expect(gateway.lines(/supergraph/)).toEqual([
      expect.objectContaining({
        msg: 'a new supergraph is served',
        from: before.supergraph,
        to: after.supergraph,
        replannedOperations: 1,
        loadMs: expect.any(Number),
        durationMs: expect.any(Number),
      }),
    ])
  })

  it('with the old text changes nothing', async () => {
    await using gateway = await startChanging([await startHello('first', 'first')])

    await gateway.serve(await readFile(gateway.file, 'utf8'))

    expect(gateway.lines(/supergraph/)).toEqual([])
    expect(await gateway.samples('gateway_generation_changes_total')).toEqual([
      'gateway_generation_changes_total{result="served"} 0',
      'gateway_generation_changes_total{result="refused"} 0',
    ])
  })

  it.each<[string, (sdl: string) => string, RegExp]>([
    [
      'is half written',
      sdl => sdl.slice(0, sdl.length / 2),
      /^The supergraph file "[^"]+" is no valid Federation 2 supergraph: Syntax Error/,
    ],
    [
      'uses a feature that is unknown',
      sdl => sdl.replace('schema', 'schema @link(url: "https://specs.apollo.dev/mind/v0.1", for: SECURITY)'),
      /^The supergraph file "[^"]+" uses "https:\/\/specs\.apollo\.dev\/mind\/v0\.1" \(for: SECURITY\), which this gateway does not support\./,
    ],
    [
      'names no address',
      sdl => sdl.replace(/url: "http:[^"]+"/, 'url: ""'),
      /^The supergraph names "" as the address of the subgraph "first", expected an http or https URL\. Set SUBGRAPH_URL_FIRST\.$/,
    ],
  ])('that %s is refused in one line, and the old one serves on', async (_, spoil, reason) => {
    await using gateway = await startChanging([await startHello('first', 'first')])
    const { supergraph } = await gateway.health()

    await gateway.serve(spoil(await readFile(gateway.file, 'utf8')))

    expect(gateway.lines(/supergraph/)).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'the changed supergraph is refused; the old one is served on',
        supergraph,
        reason: expect.stringMatching(reason),
      }),
    ])
    expect((await gateway.ask('{ hello }')).data).toEqual({ hello: 'first' })
    expect((await gateway.health()).supergraph).toBe(supergraph)
    expect(await gateway.samples('gateway_generation_changes_total')).toEqual([
      'gateway_generation_changes_total{result="served"} 0',
      'gateway_generation_changes_total{result="refused"} 1',
    ])
  })
})

describe('a new supergraph that guards less', () => {
  const guardedSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated"])
    type Query { hello: String unchanged: String @authenticated }`

  it('is refused, and served once just this text is approved of', async () => {
    await using open = await startHello('first', 'open')
    await using gateway = await startChanging([await startHello('first', 'guarded', guardedSdl)])
    const sdl = composeSupergraph([open])

    await gateway.serve(sdl)

    expect((await gateway.ask('{ hello unchanged }')).data).toEqual({ hello: 'guarded', unchanged: null })
    const [{ reason } = {}] = gateway.lines(/refused/)
    expect(reason).toMatch(
      /^The new supergraph guards less than the old one: "Query\.unchanged"\. If that is meant, write /,
    )

    const [hash] = /[0-9a-f]{64}/.exec(String(reason)) ?? []
    await writeFile(`${gateway.file}.approved`, `${hash}\n`)
    await gateway.renew()

    expect((await gateway.ask('{ hello unchanged }')).data).toEqual({ hello: 'open', unchanged: 'unchanged' })
  })
})

describe('a gateway that stops while it plans for a new supergraph', () => {
  it('serves that no more and closes it', async () => {
    await using folder = await makeFolder()
    await using first = await startHello('first', 'first')
    const file = join(folder.path, 'supergraph.graphql')
    await writeFile(file, `${composeSupergraph([first])} # changed`)
    const told: string[] = []
    const stopping = new AbortController()
    const one = generationOf('one', first)
    const generations = createGenerations(one, createLog('silent'))

    await createRenewal({
      file,
      generations,
      create: () => {
        const two = generationOf('two', first, () => told.push('two is closed'))
        stopping.abort()
        return two
      },
      planningMs: 60_000,
      onEnd: result => told.push(result),
      signal: stopping.signal,
      log: createLog('silent'),
    })()

    expect(generations.current).toBe(one)
    expect(told).toEqual(['two is closed'])
  })
})

describe('main', () => {
  it('looks at the file again on SIGHUP and goes on serving', async () => {
    await using folder = await makeFolder()
    await using subgraph = await startHello('first', 'first')
    const file = join(folder.path, 'supergraph.graphql')
    await writeFile(file, composeSupergraph([subgraph]))
    const child = fork(fileURLToPath(new URL('../main.ts', import.meta.url)), {
      env: { PATH: process.env.PATH, DATA_DIR: folder.path, PORT: '0', SUPERGRAPH: file, LOG_LEVEL: 'error' },
      silent: true,
    })
    const exit = once(child, 'exit')
    const lines = createInterface(child.stdout!)[Symbol.asyncIterator]()
    const [{ ready }] = (await once(child, 'message')) as [{ ready: { url: string } }]

    await rm(file)
    const fromWatch = await lines.next()
    child.kill('SIGHUP')
    const fromSignal = await lines.next()
    const { data } = await askGateway(ready.url, '{ hello }')
    child.disconnect()

    const refusal = expect.objectContaining({
      reason: expect.stringMatching(/^The supergraph file "[^"]+" does not exist\./),
    })
    expect([fromWatch, fromSignal].map(({ value }) => JSON.parse(String(value)))).toEqual([refusal, refusal])
    expect(data).toEqual({ hello: 'first' })
    expect(await exit).toEqual([0, null])
  })
})

describe('a request in flight', () => {
  it('ends by its own generation, and only then do the connections of that close', async () => {
    const { ages, asked, released, sockets } = await startHeldAges()
    await using hello = await startHello('first', 'first')
    await using gateway = await startChanging([ages, await startNames()], {
      SUBGRAPH_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
    })
    const answer = gateway.ask('{ oldest { name } }')
    await asked.promise

    await gateway.serve(composeSupergraph([hello]))
    const fromNew = await gateway.ask('{ hello }')
    const oldToNew = await gateway.ask('{ oldest { name } }')
    const wasOpen = sockets.map(({ destroyed }) => !destroyed)
    const closed = once(sockets[0]!, 'close')
    released.resolve()

    expect(fromNew.data).toEqual({ hello: 'first' })
    expect(oldToNew.errors?.map(({ message }) => message)).toEqual(['Cannot query field "oldest" on type "Query".'])
    expect(wasOpen).toEqual([true])
    expect((await answer).text).toBe('{"data":{"oldest":{"name":"Ana"}}}\n')
    await closed
  })

  it('is answered by the generation that validated it, also when another serves before it is planned', async () => {
    await using first = await startHello('first', 'first')
    await using other = await startHello('other', 'other', 'type Query { other: String }')
    const one = generationOf('one', first)
    const two = generationOf('two', other)
    const generations = createGenerations(one, createLog('silent'))
    const answerOperation = createAnswerOperation({
      judge: () => ({ cost: 0, maxCost: 1, refusals: [] }),
      charge: null,
      maySeePlan: () => false,
      onPlan: () => undefined,
      onExecution: () => undefined,
      log: createLog('silent'),
    })
    const plugin: ApolloServerPlugin<RequestContext> = {
      requestDidStart: async () => ({ didResolveOperation: async () => generations.serve(two) }),
    }
    const server = new ApolloServer<RequestContext>({
      gateway: createApolloGateway({ generations, validateOperation: () => [], answerOperation }),
      plugins: [plugin],
    })
    await server.start()

    const { body } = await server.executeOperation({ query: '{ hello }' }, { contextValue: anonymousContext() })
    await server.stop()

    expect(body).toMatchObject({ singleResult: { data: { hello: null } } })
    expect([one.planner.cache.size, two.planner.cache.size]).toEqual([1, 0])
  })

  it('keeps also the generations open that came after it, until it has ended', async () => {
    const closed: string[] = []
    await using subgraph = await startHello('first', 'first')
    const [one, two, three] = ['one', 'two', 'three'].map(name =>
      generationOf(name, subgraph, () => void closed.push(name)),
    )
    const generations = createGenerations(one!, createLog('silent'))
    const released = Promise.withResolvers<void>()

    const request = generations.hold(() => released.promise)
    generations.serve(two!)
    generations.serve(three!)
    const before = [...closed]
    released.resolve()
    await request

    expect(before).toEqual([])
    expect(closed).toEqual(['one', 'two'])
  })
})

/** A generation whose subgraphs have nothing to say. */
const generationOf = (hash: string, subgraph: TestSubgraph, onClose: () => unknown = () => undefined): Generation => {
  const supergraph = readSupergraph(composeSupergraph([subgraph]))
  return createGeneration(
    { ...supergraph, hash },
    {
      addressOf: () => undefined,
      planCacheBytes: 1_000_000,
      compileAtUse: 0,
      savedTexts: [],
      withIdentity: true,
      openPlanning: () => ({
        ready: Promise.resolve(),
        plan: async document => supergraph.plan(document),
        [Symbol.asyncDispose]: async () => {},
      }),
      warn: () => undefined,
      openClient: () => ({
        fetch: async () => ({ data: null, errors: [], isPlain: true, asText: () => ({ data: null, errors: [] }) }),
        states: { set: () => undefined, current: async () => ({}) },
        [Symbol.asyncDispose]: async () => void onClose(),
      }),
    },
  )
}

const anonymousContext = (): RequestContext => ({
  requestId: 'r1',
  viewer: anonymous,
  account: { payer: 'address 127.0.0.1', allowance: null },
  wantsCost: false,
  planWantedSince: null,
  signal: new AbortController().signal,
  deadline: Number.POSITIVE_INFINITY,
  written: { answer: null },
  record: newRecord(),
})

describe('an operation that was in use', () => {
  it('is planned for the new supergraph before that serves', async () => {
    await using later = await startHello('later', 'later')
    await using gateway = await startChanging([await startHello('first', 'first')])
    const query = 'query ($no: Boolean!, $upper: Boolean) { hello unchanged(upper: $upper) @include(if: $no) }'
    await gateway.ask(query, { no: true })
    await gateway.ask(query, { no: false })

    await gateway.serve(composeSupergraph([later]))
    const answers = [await gateway.ask(query, { no: true }), await gateway.ask(query, { no: false })]

    expect(answers.map(({ data }) => data)).toEqual([{ hello: 'later', unchanged: 'unchanged' }, { hello: 'later' }])
    expect(await gateway.samples('gateway_plan_cache_lookups_total')).toEqual([
      'gateway_plan_cache_lookups_total{result="hit"} 2',
      'gateway_plan_cache_lookups_total{result="miss"} 2',
    ])
  })

  it('and does not fit the new supergraph is left out', async () => {
    await using later = await startHello('later', 'later', 'type Query { other: String hello: String }')
    await using gateway = await startChanging([await startHello('first', 'first')])
    await gateway.ask('{ unchanged }')
    await gateway.ask('{ hello }')

    await gateway.serve(composeSupergraph([later]))

    expect(await gateway.samples('gateway_plan_cache_entries')).toEqual(['gateway_plan_cache_entries 1'])
    expect(gateway.lines(/is served$/)).toEqual([expect.objectContaining({ replannedOperations: 1 })])
  })
})
