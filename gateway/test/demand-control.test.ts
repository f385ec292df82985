import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSubgraph, type TestSubgraph } from './support/subgraph-server.ts'
import { askGateway, makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
  type Query {
    words(first: Int = 5): Words @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    other: String
    fail: Word
  }
  type Words { edges: [Word] }
  type Word { text: String! }
`
const resolvers = {
  Query: {
    other: () => 'other',
    fail: () => ({ text: null }),
    words: (_: unknown, { first }: { first: number }) => ({
      edges: Array.from({ length: first }, () => ({ text: 'Ž' })),
    }),
  },
}
const words = 'query Words($first: Int) { words(first: $first) { edges { text } } }'
const wanted = { 'graphql-cost': 'estimate' }

// The interpreter answers what comes once, a program from the second time on; both must say the same.
describe.each(['0', '1'])('an operation that is compiled at use %s', COMPILE_AT_USE => {
  let subgraph: TestSubgraph
  let folder: Awaited<ReturnType<typeof makeFolder>>
  let gateway: TestGateway
  beforeAll(async () => {
    subgraph = await startSubgraph('words', sdl, resolvers)
    folder = await makeFolder()
    await writeFile(join(folder.path, 'words.graphql'), words)
    const env = {
      SAVED_OPERATIONS: folder.path,
      MAX_OPERATION_COST: '20',
      MAX_SAVED_OPERATION_COST: '50',
      COMPILE_AT_USE,
    }
    gateway = await startTestGateway([subgraph], env)
  })
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })
  const ask = async (body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, answer: JSON.parse(await response.text()) }
  }
  const data = (length: number) => ({ words: { edges: Array.from({ length }, () => ({ text: 'Ž' })) } })

  it.each([
    ['sent', { query: words }, 20],
    ['saved', { documentId: 'words' }, 50],
  ])('says what it costs when it is %s and asks for it', async (_, body, limit) => {
    const { status, answer } = await ask({ ...body, variables: { first: 2 } }, wanted)

    expect(status).toBe(200)
    expect(answer).toEqual({ data: data(2), extensions: { cost: { estimated: 3, limit } } })
  })

  it.each([
    ['sent', { query: words }],
    ['saved', { documentId: 'words' }],
  ])('says nothing when it is %s and does not ask', async (_, body) => {
    const answers = [await ask(body), await ask(body, { 'graphql-cost': 'yes' })]

    expect(answers.map(({ answer }) => answer)).toEqual([{ data: data(5) }, { data: data(5) }])
  })

  it('says it beside errors', async () => {
    const { answer } = await ask({ query: '{ fail { text } other }' }, wanted)

    expect(answer.data).toEqual({ fail: null, other: 'other' })
    expect(answer.errors).toHaveLength(1)
    expect(answer.extensions).toEqual({ cost: { estimated: 1, limit: 20 } })
  })

  it('says it to GET as well', async () => {
    const url = new URL(gateway.url)
    url.searchParams.set('query', '{ other }')
    const response = await fetch(url, { headers: { 'content-type': 'application/json', ...wanted } })

    expect(await response.json()).toEqual({
      data: { other: 'other' },
      extensions: { cost: { estimated: 0, limit: 20 } },
    })
  })

  it('is refused with its cost, unplanned and unasked', async () => {
    const before = subgraph.received.length
    const { status, answer } = await ask({ query: words, variables: { first: 20 } }, wanted)

    expect(status).toBe(400)
    expect(answer).toEqual({
      errors: [
        {
          message:
            'The operation costs 21 by what it asks for, but 20 are allowed. Ask for smaller pages or fewer lists inside lists, or split the operation.',
          extensions: { code: 'OPERATION_TOO_COSTLY' },
        },
      ],
      extensions: { cost: { estimated: 21, limit: 20 } },
    })
    expect(subgraph.received).toHaveLength(before)
  })

  it('may cost more when it is saved, up to a limit of its own', async () => {
    const at = async (first: number) => (await ask({ documentId: 'words', variables: { first } })).status

    expect([await at(49), await at(50)]).toEqual([200, 400])
  })

  it.each([
    ['sent', { query: words }],
    ['saved', { documentId: 'words' }],
  ])('is refused for a page of no size that there is, when it is %s', async (_, body) => {
    const before = subgraph.received.length
    for (const first of [0, -1, 201, 2 ** 31 - 1]) {
      const { status, answer } = await ask({ ...body, variables: { first } })

      expect(status).toBe(400)
      expect(answer.data).toBeUndefined()
      expect(answer.errors).toEqual([
        {
          message: expect.stringContaining(`Argument "first" is ${first}, but a page holds 1 to 200.`),
          locations: [{ line: 1, column: 34 }],
          path: ['words'],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ])
    }
    expect((await ask({ ...body, variables: { first: 2 ** 31 } })).answer.errors[0].extensions.code).toBe(
      'BAD_USER_INPUT',
    )
    expect(subgraph.received).toHaveLength(before)
  })

  it('is refused for five mistakes at most', async () => {
    const query = `{ ${Array.from({ length: 9 }, (_, index) => `w${index}: words(first: 0) { edges { text } }`).join(' ')} }`
    const { errors } = await askGateway(gateway.url, query)

    expect(errors?.map(({ path }) => path)).toEqual([['w0'], ['w1'], ['w2'], ['w3'], ['w4']])
  })
})
