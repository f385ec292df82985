import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSubgraph } from './support/subgraph-server.ts'
import { makeFolder, startTestGateway, type TestGateway } from './support/test-gateway.ts'

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { greet(name: String!, first: Int): String fail: String }
`
const greeting = 'query Greeting($name: String!) { greet(name: $name) }'

describe('a saved operation', () => {
  let gateway: TestGateway
  let folder: Awaited<ReturnType<typeof makeFolder>>

  const ask = async (body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, type: response.headers.get('content-type'), answer: await response.json() }
  }

  beforeAll(async () => {
    folder = await makeFolder()
    const save = (name: string, text: string) => writeFile(join(folder.path, name), text)
    await save('greeting.graphql', greeting)
    await save('failing.graphql', '{ fail greet(name: "Ana") }')
    await save('deep.graphql', `{ ${'...{ '.repeat(5)} greet(name: "Ana") ${'}'.repeat(5)} }`)
    await save('other-schema.graphql', '{ nothing }')
    await save('two.graphql', 'query A { fail } query B { fail }')
    await save('notes.md', 'No operation.')
    const subgraph = await startSubgraph('hello', sdl, {
      Query: {
        greet: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
        fail: () => {
          throw new Error('secret')
        },
      },
    })
    const env = { SAVED_OPERATIONS: folder.path, MAX_OPERATION_SELECTIONS: '5', LOG_LEVEL: 'info' }
    gateway = await startTestGateway([subgraph], env)
  })
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  it.each([['greeting'], [`sha256:${createHash('sha256').update(greeting).digest('hex')}`]])(
    'is asked by the id "%s"',
    async documentId => {
      const body = { documentId, variables: { name: 'Žofie' } }

      const first = await ask(body)
      const second = await ask(body)

      const expected = {
        status: 200,
        type: 'application/json; charset=utf-8',
        answer: { data: { greet: 'Hello Žofie' } },
      }
      expect([first, second]).toEqual([expected, expected])
    },
  )

  it('tells the errors of fields as every operation does', async () => {
    const { status, answer } = await ask({ documentId: 'failing' })

    expect(status).toBe(200)
    expect(answer).toEqual({
      errors: [
        expect.objectContaining({
          message: 'The subgraph "hello" failed.',
          path: ['fail'],
          extensions: { code: 'SUBGRAPH_ERROR' },
        }),
      ],
      data: { fail: null, greet: 'Hello Ana' },
    })
  })

  it.each<[string, object, number, string]>([
    ['an id that nobody knows', { documentId: 'none' }, 404, 'There is no saved operation "none".'],
    [
      'one that does not fit the schema',
      { documentId: 'other-schema' },
      404,
      'There is no saved operation "other-schema".',
    ],
    ['a file of two operations', { documentId: 'two' }, 404, 'There is no saved operation "two".'],
    [
      'variables that are a list',
      { documentId: 'greeting', variables: [1] },
      400,
      'The "variables" are no JSON object, expected one such as {"first": 10} or none.',
    ],
    [
      'a missing variable',
      { documentId: 'greeting' },
      400,
      'The variable "$name" of type "String!" is missing. Send it.',
    ],
    [
      'an operation past the limits',
      { documentId: 'deep' },
      400,
      expect.stringContaining('The operation has 6 fields and fragments') as unknown as string,
    ],
    [
      'an id and a query',
      { documentId: 'greeting', query: '{ fail }' },
      400,
      'The request has a "query" and a "documentId". Send one of them.',
    ],
  ])('is refused with a sentence for %s', async (_, body, status, message) => {
    const refused = await ask(body)

    expect(refused).toMatchObject({ status, answer: { errors: [{ message }] } })
    expect(refused.answer).not.toHaveProperty('data')
  })

  it('is not run by a link, which a browser follows by itself', async () => {
    const response = await fetch(`${gateway.url}?documentId=failing`, { headers: { accept: 'application/json' } })

    expect(response.status).toBe(400)
  })

  it('is no way around the token', async () => {
    const { status } = await ask({ documentId: 'greeting' }, { authorization: 'Bearer nonsense' })

    expect(status).toBe(401)
  })

  it('answers in the media type that was asked for', async () => {
    const body = { documentId: 'greeting', variables: { name: 'Ana' } }

    const { type } = await ask(body, { accept: 'application/graphql-response+json' })

    expect(type).toBe('application/graphql-response+json; charset=utf-8')
  })

  it('stands in the log with its name and the hash of its text, and with what is not served', () => {
    const lines = gateway.logged.map(line => JSON.parse(line) as Record<string, unknown>)
    const operationHash = createHash('sha256').update(greeting).digest('hex')

    expect(lines).toContainEqual(expect.objectContaining({ operationName: 'Greeting', operationHash, status: 200 }))
    expect(lines.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining([
        'The saved operation "other-schema" is not served: Cannot query field "nothing" on type "Query".',
        'The saved operation "two" is not served: the file holds not exactly one operation.',
      ]),
    )
  })
})
