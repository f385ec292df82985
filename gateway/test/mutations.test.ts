import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'
import { type Exchange, startExchange, startForgetful } from './support/exchange.ts'
import { shareGateways } from './support/shared-gateways.ts'
import { askGateway, makeFolder, type Question, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const everything = 'program:write organization:write'
const create = (title: string) =>
  `createProgram(input: { title: "${title}", hosts: ["scoe"] }) { program { id title hosts { name } } errors { code } }`

const askAs = async (gateway: TestGateway, question: Question | string, scope = everything) => {
  const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
  const token = await issuer.sign({ subject: 'ana', scope, lifetimeSeconds: 60 })
  const { headers = {}, ...body } = typeof question === 'string' ? { query: question } : question
  const answer = await askGateway(gateway.url, { ...body, headers: { authorization: `Bearer ${token}`, ...headers } })
  const errors = answer.errors?.map(({ path = [], extensions }) => `${path.join('.')} ${extensions.code}`)
  return { ...answer, errors, messages: answer.errors?.map(({ message }) => message) }
}

// The interpreter answers what is asked for the first time, programs the rest.
describe.each([
  ['interpreted', '0'],
  ['compiled', '1'],
])('a mutation, %s,', (_, COMPILE_AT_USE) => {
  let exchange: Exchange
  let gateway: TestGateway

  beforeAll(async () => {
    exchange = await startExchange()
    gateway = await startTestGateway([...exchange.subgraphs], { COMPILE_AT_USE })
  })
  beforeEach(() => exchange.forget())
  afterAll(() => gateway[Symbol.asyncDispose]())

  it('writes once, and its payload has fields of other subgraphs', async () => {
    const { data, errors } = await askAs(gateway, `mutation { ${create('Visit')} }`)

    expect(errors).toBeUndefined()
    expect(data).toEqual({
      createProgram: { program: { id: 'p1', title: 'Visit', hosts: [{ name: 'SCOE' }] }, errors: [] },
    })
    expect(exchange.written).toEqual(['ana: create Visit'])
  })

  it('runs its fields one after the other, also from subgraph to subgraph and back; each reads what was written before it', async () => {
    const { data } = await askAs(
      gateway,
      `mutation {
        a: ${create('One')}
        b: renameOrganization(id: "scoe", name: "Sacramento") { organization { name programs { title } } }
        c: ${create('Two')}
        d: renameProgram(id: "p1", title: "First", expectedVersion: 1) { program { version hosts { name } } }
      }`,
    )

    expect(exchange.written).toEqual([
      'ana: create One',
      'ana: rename scoe to Sacramento',
      'ana: create Two',
      'ana: rename p1 to First',
    ])
    expect(data).toEqual({
      a: { program: { id: 'p1', title: 'One', hosts: [{ name: 'SCOE' }] }, errors: [] },
      b: { organization: { name: 'Sacramento', programs: [{ title: 'One' }] } },
      c: { program: { id: 'p2', title: 'Two', hosts: [{ name: 'Sacramento' }] }, errors: [] },
      d: { program: { version: 2, hosts: [{ name: 'Sacramento' }] } },
    })
  })

  it('that stands there twice is run twice', async () => {
    await askAs(gateway, `mutation { a: ${create('Same')} b: ${create('Same')} }`)

    expect(exchange.written).toEqual(['ana: create Same', 'ana: create Same'])
  })

  it('that is asked twice is run twice: what was planned is remembered, what was answered is not', async () => {
    await askAs(gateway, `mutation { ${create('Same')} }`)
    const { data } = await askAs(gateway, `mutation { ${create('Same')} }`)

    expect(exchange.written).toEqual(['ana: create Same', 'ana: create Same'])
    expect(data).toMatchObject({ createProgram: { program: { id: 'p2' } } })
  })

  it('that is left out is not run', async () => {
    const query = `mutation($no: Boolean!) { a: ${create('One').replace(')', ') @skip(if: $no)')} b: ${create('Two')} }`

    const { data } = await askAs(gateway, { query, variables: { no: true } })

    expect(exchange.written).toEqual(['ana: create Two'])
    expect(data).toMatchObject({ b: { errors: [] } })
  })

  it('that is denied is not run, and the others are', async () => {
    const { data, errors } = await askAs(
      gateway,
      `mutation { a: ${create('One')} b: renameOrganization(id: "scoe", name: "X") { errors { code } } c: ${create('Two')} }`,
      'program:write',
    )

    expect(exchange.written).toEqual(['ana: create One', 'ana: create Two'])
    expect(data).toMatchObject({ a: { errors: [] }, b: null, c: { errors: [] } })
    expect(errors).toEqual(['b UNAUTHORIZED_FIELD_OR_TYPE'])
  })

  it('of which all is denied reaches no subgraph', async () => {
    const { data, errors } = await askAs(gateway, `mutation { ${create('One')} }`, '')

    expect({ data, errors }).toEqual({
      data: { createProgram: null },
      errors: ['createProgram UNAUTHORIZED_FIELD_OR_TYPE'],
    })
    expect(exchange.subgraphs.flatMap(({ received }) => received)).toEqual([])
  })

  it('that loses a race says the version that won', async () => {
    await askAs(gateway, `mutation { ${create('One')} }`)

    const { data, errors } = await askAs(
      gateway,
      'mutation { renameProgram(id: "p1", title: "X", expectedVersion: 7) { program { id } errors { code message field currentVersion } } }',
    )

    expect(errors).toBeUndefined()
    expect(data).toEqual({
      renameProgram: {
        program: null,
        errors: [
          {
            code: 'VERSION_CONFLICT',
            message: 'Program "p1" has changed.',
            field: ['expectedVersion'],
            currentVersion: 1,
          },
        ],
      },
    })
  })

  it('that fails costs its own field, and the later ones are run', async () => {
    const { data, errors, messages, text } = await askAs(
      gateway,
      `mutation { a: breakProgram(id: "p9") { errors { code } } b: breakProgram(id: "forbidden") { errors { code } } c: ${create('One')} }`,
    )

    expect(exchange.written).toEqual(['ana: break p9', 'ana: break forbidden', 'ana: create One'])
    expect(data).toMatchObject({ a: null, b: null, c: { errors: [] } })
    expect(errors).toEqual(['a SUBGRAPH_ERROR', 'b FORBIDDEN'])
    expect(messages?.[1]).toBe('You do not steward it.')
    expect(text).not.toContain('hunter2')
  })

  it('stays done where the rest of its payload is not to be had', async () => {
    const exchange = await startExchange()
    await using gateway = await startTestGateway([...exchange.subgraphs], { COMPILE_AT_USE })
    await exchange.subgraphs[1][Symbol.asyncDispose]()

    const { data, errors } = await askAs(gateway, `mutation { ${create('One')} }`)

    expect(data).toEqual({
      createProgram: { program: { id: 'p1', title: 'One', hosts: [{ name: null }] }, errors: [] },
    })
    expect(errors).toEqual(['createProgram.program.hosts.0.name SUBGRAPH_ERROR'])
    expect(exchange.written).toEqual(['ana: create One'])
  })

  it('leads back to the query root', async () => {
    const { data } = await askAs(
      gateway,
      `mutation { createProgram(input: { title: "One" }) { query { program(id: "p1") { title } organization(id: "cosn") { name } } } }`,
    )

    expect(data).toEqual({
      createProgram: { query: { program: { title: 'One' }, organization: { name: 'CoSN' } } },
    })
  })
})

describe('a mutation whose answer is lost', () => {
  let subgraphs: Awaited<ReturnType<typeof startForgetful>>
  const gateways = shareGateways(async (play: Parameters<typeof startForgetful>[0], env) => {
    subgraphs = await startForgetful(play)
    return startTestGateway(subgraphs, { ...env, SUBGRAPH_TIMEOUT_MS: '300' })
  })
  afterAll(() => gateways[Symbol.asyncDispose]())
  const ask = async (answer: Parameters<typeof startForgetful>[0]) => {
    const gateway = await gateways.at(answer)
    for (const { received } of subgraphs) received.length = 0
    const result = await askAs(
      gateway,
      `mutation { a: ${create('One')} b: renameOrganization(id: "scoe", name: "X") { organization { name } } }`,
    )
    return { ...result, received: subgraphs.map(({ received }) => received.length) }
  }

  it('is not sent again when the connection ends', async () => {
    const { data, errors, received } = await ask((_, response) => response.destroy())

    expect(received).toEqual([1, 1])
    expect(data).toEqual({ a: null, b: { organization: { name: 'X' } } })
    expect(errors).toEqual(['a SUBGRAPH_ERROR'])
  })

  it('is not sent again when no answer comes in time', async () => {
    const { data, errors, received } = await ask(() => undefined)

    expect(received).toEqual([1, 1])
    expect(data).toEqual({ a: null, b: { organization: { name: 'X' } } })
    expect(errors).toEqual(['a SUBGRAPH_TIMEOUT'])
  })

  it('is not sent again when the subgraph says that it is busy', async () => {
    const { errors, received } = await ask((_, response) => response.writeHead(503).end('{}'))

    expect(received).toEqual([1, 1])
    expect(errors).toEqual(['a SUBGRAPH_ERROR'])
  })
})

describe('a mutation', () => {
  it('by GET is refused and not run, whatever header comes with it', async () => {
    const exchange = await startExchange()
    await using gateway = await startTestGateway([...exchange.subgraphs])
    const url = new URL(gateway.url)
    url.searchParams.set('query', 'mutation { breakProgram(id: "p1") { errors { code } } }')

    const response = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } })

    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
    expect(exchange.written).toEqual([])
  })

  it('that is saved is run by its id, by POST and never by GET', async () => {
    await using folder = await makeFolder()
    await writeFile(
      join(folder.path, 'add.graphql'),
      'mutation Add($input: ProgramInput!) { createProgram(input: $input) { program { id hosts { name } } } }',
    )
    const exchange = await startExchange()
    await using gateway = await startTestGateway([...exchange.subgraphs], { SAVED_OPERATIONS: folder.path })
    const issuer = await openDevelopmentIssuer(join(gateway.config.dataDir, 'development-issuer.json'))
    const token = await issuer.sign({ subject: 'ana', scope: everything, lifetimeSeconds: 60 })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const saved = { documentId: 'add', variables: { input: { title: 'Saved', hosts: ['cosn'] } } }

    const posted = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify(saved) })
    const link = new URL(gateway.url)
    link.searchParams.set('documentId', 'add')
    link.searchParams.set('variables', JSON.stringify(saved.variables))
    const got = await fetch(link, { headers: { ...headers, 'apollo-require-preflight': 'true' } })

    expect(await posted.json()).toEqual({
      data: { createProgram: { program: { id: 'p1', hosts: [{ name: 'CoSN' }] } } },
    })
    expect(got.status).toBe(400)
    expect(exchange.written).toEqual(['ana: create Saved'])
  })

  it('costs ten for each of its fields, and what it asks for', async () => {
    const exchange = await startExchange()
    await using gateway = await startTestGateway([...exchange.subgraphs])

    const { text } = await askAs(gateway, {
      query: 'mutation { a: breakProgram(id: "1") { errors { code } } b: breakProgram(id: "2") { errors { code } } }',
      headers: { 'graphql-cost': 'estimate' },
    })

    // Twice 10, the payload and ten errors.
    expect(JSON.parse(text).extensions.cost.estimated).toBe(42)
  })
})
