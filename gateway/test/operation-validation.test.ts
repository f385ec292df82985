import { readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSchema, getIntrospectionQuery, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { findInputFault, maxInputDepth, maxListItems } from '../access/input-values.ts'
import { judgeText, maxRepeats } from '../access/operation-text.ts'
import { readVariables } from '../access/variable-values.ts'
import { anonymous } from '../access/viewer.ts'
import { readConfig } from '../config.ts'
import { createDocumentStore } from '../document-store.ts'
import { createOperationValidation } from '../operation-validation.ts'
import { startLibrary } from './support/library.ts'
import { makeFolder, startTestGateway } from './support/test-gateway.ts'

const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join(' ')

const wide = { maxAliases: 1000, maxDirectives: 1000, maxRootFields: 1000 }
const refusalOf = (text: string, limits: Partial<typeof wide> = {}) =>
  judgeText(parse(text), { ...wide, ...limits }).refusal?.message ?? null

describe('a text', () => {
  it.each([
    ['aliases', '{ a: x { b: y } }', { maxAliases: 2 }],
    ['directives', 'query Q @a { x @skip(if: true) }', { maxDirectives: 2 }],
    ['fields at its root', '{ x ...{ y } ...F } fragment F on Query { z }', { maxRootFields: 3 }],
    ['equal fields', `{ ${'x '.repeat(maxRepeats)} }`, {}],
    ['a long list', `{ x(a: [${'1 '.repeat(maxListItems)}]) }`, {}],
    ['a text with a line feed', '{ x(a: "a\\n\\tb") }', {}],
  ])('passes with as many %s as are allowed', (_, text, limits) => {
    expect(refusalOf(text, limits)).toBeNull()
  })

  it.each<[string, string, Partial<typeof wide>]>([
    [
      'The operation has 3 aliases, but 2 are allowed. Ask for the same fields of several objects by a list of ids.',
      '{ a: x { b: y c: z } }',
      { maxAliases: 2 },
    ],
    [
      'The operation has 2 directives, but 1 are allowed. Put one on a fragment instead of one on each field.',
      'query Q @a { x @skip(if: true) }',
      { maxDirectives: 1 },
    ],
    [
      'The operation has 3 fields at its root, but 2 are allowed. Send several requests.',
      '{ x ...{ y } ...F } fragment F on Query { z }',
      { maxRootFields: 2 },
    ],
    [
      'The operation has 51 fields "x" in one place, but 50 are allowed. Ask for it once.',
      `{ a { ${'x '.repeat(51)} } }`,
      {},
    ],
    [
      'The operation has 52 fields "x" in one place, but 50 are allowed. Ask for it once.',
      `{ a { ...F ...{ ${'x '.repeat(26)} } } } fragment F on A { ...G ...G } fragment G on A { ${'x '.repeat(26)} }`,
      {},
    ],
    [
      'A list of the operation has 1,001 items, but 1,000 are allowed. Ask several times with parts of it.',
      `{ x(a: [${'1 '.repeat(1001)}]) }`,
      {},
    ],
    [
      'A text in the operation holds a control character, but only tab, line feed and carriage return are allowed. Leave it out.',
      '{ x(a: "a\\u0007") }',
      {},
    ],
  ])('is refused: %s', (message, text, limits) => {
    expect(refusalOf(text, limits)).toBe(message)
  })

  it('is looked at to its end although fragments contain themselves', () => {
    const text = '{ ...A } fragment A on Query { x ...B } fragment B on Query { y ...A ...B }'

    expect(refusalOf(text, { maxRootFields: 2 })).toBeNull()
  })

  it('is judged without being written out', () => {
    const doubling = times(20_000, i => `fragment F${i} on Query { ...F${i + 1} ...{ ...F${i + 1} } }`)

    expect(refusalOf(`{ ...F0 } ${doubling} fragment F20000 on Query { x }`)).toBeNull()
  })
})

describe('the limits of texts as the gateway comes', () => {
  const { maxOperationTokens, maxOperationAliases, maxOperationDirectives, maxOperationRootFields } = readConfig({})
  const limits = {
    maxAliases: maxOperationAliases,
    maxDirectives: maxOperationDirectives,
    maxRootFields: maxOperationRootFields,
  }
  const folder = new URL('operations/', import.meta.resolve('@exchange-network/schema/supergraph.graphql'))
  const registered = readdirSync(fileURLToPath(folder)).map(file => [file, readFileSync(new URL(file, folder), 'utf8')])
  const whole = {
    schemaDescription: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
  }

  it.each([...registered, ["the largest question of GraphiQL's", getIntrospectionQuery({ ...whole, oneOf: true })]])(
    'let %s pass six times over',
    (_, text = '') => {
      const document = parse(text, { maxTokens: maxOperationTokens / 6 })

      const judged = judgeText(document, {
        maxAliases: limits.maxAliases / 6,
        maxDirectives: limits.maxDirectives / 6,
        // The key figures of the dashboard are 15 questions at once; nobody needs six times that.
        maxRootFields: limits.maxRootFields,
      })

      expect(judged.refusal).toBeNull()
    },
  )

  it.each([
    ['MAX_OPERATION_TOKENS', '8', '{ books { title } }', '{ books { title isbn } x: __typename }'],
    ['MAX_OPERATION_ALIASES', '1', '{ a: __typename }', '{ a: __typename b: __typename }'],
    [
      'MAX_OPERATION_DIRECTIVES',
      '1',
      '{ __typename @skip(if: false) }',
      '{ ...@skip(if: false) { __typename @skip(if: false) } }',
    ],
    ['MAX_OPERATION_ROOT_FIELDS', '1', '{ shelf { __typename } }', '{ shelf { __typename } __typename }'],
  ])('are set by %s', async (name, limit, allowed, refused) => {
    await using gateway = await startTestGateway(await startLibrary(), { [name]: limit })

    const answers = await Promise.all([allowed, refused].map(query => gateway.ask(query)))

    expect(answers.map(({ status }) => status)).toEqual([200, 400])
    expect(answers[1]?.errors?.[0]?.extensions.code).toBe('OPERATION_TOO_COMPLEX')
  })
})

describe('a saved operation', () => {
  it('may be larger than a text that is sent, for people have read it', async () => {
    const text = 'query Many { a: shelf { __typename } b: shelf { __typename } c: shelf { __typename } }'
    await using folder = await makeFolder()
    await writeFile(join(folder.path, 'many.graphql'), text)
    await using gateway = await startTestGateway(await startLibrary(), {
      SAVED_OPERATIONS: folder.path,
      MAX_OPERATION_TOKENS: '10',
      MAX_OPERATION_ALIASES: '2',
      MAX_OPERATION_ROOT_FIELDS: '2',
    })

    const sent = await gateway.ask(text)
    const named = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"documentId":"many"}',
    })

    expect(sent.status).toBe(400)
    const shelf = { __typename: 'Shelf' }
    expect(await named.json()).toEqual({ data: { a: shelf, b: shelf, c: shelf } })
  })
})

describe('the validation of an operation', () => {
  const schema = buildSchema('type Query { title: String shelf: Shelf } type Shelf { title: String }')
  const reader = { ...anonymous, subject: 'ana', scopes: new Set(['schema:read']) }
  const validation = (isProduction: boolean) => {
    const kept: unknown[] = []
    const validate = createOperationValidation({ limits: wide, isProduction, onValid: document => kept.push(document) })
    return { validate, kept }
  }

  it('names five mistakes at most', () => {
    const { validate, kept } = validation(false)

    const mistakes = validate(parse(`{ ${times(1000, i => `x${i}`)} }`), schema, anonymous)

    expect(mistakes.map(({ message }) => message)).toEqual([
      ...[0, 1, 2, 3].map(i => `Cannot query field "x${i}" on type "Query".`),
      'There are more mistakes than these.',
    ])
    expect(kept).toEqual([])
  })

  it('tells a valid text once', () => {
    const { validate, kept } = validation(true)
    const document = parse('{ title }')

    const verdicts = [1, 2].map(() => validate(document, schema, anonymous))

    expect(verdicts).toEqual([[], []])
    expect(kept).toEqual([document])
  })

  it('judges a text anew for another schema', () => {
    const { validate } = validation(true)
    const document = parse('{ shelf { title } }')
    const without = buildSchema('type Query { title: String }')

    expect([schema, without, schema].map(one => validate(document, one, anonymous).length)).toEqual([0, 1, 0])
  })

  it('opens the schema in production to the scope "schema:read", also in a text that is known', () => {
    const { validate } = validation(true)
    const document = parse('{ ...F } fragment F on Query { x: __type(name: "Shelf") { name } }')

    const counts = [anonymous, reader, anonymous, reader].map(viewer => validate(document, schema, viewer).length)

    expect(counts).toEqual([1, 0, 1, 0])
  })

  it('suggests names to those who may read the schema', () => {
    const { validate } = validation(true)
    const messages = [anonymous, reader].map(viewer => validate(parse('{ titel }'), schema, viewer)[0]?.message)

    expect(messages).toEqual([
      'Cannot query field "titel" on type "Query".',
      'Cannot query field "titel" on type "Query". Did you mean "title"?',
    ])
  })
})

describe('the store of parsed operations', () => {
  it('keeps what is valid, and forgets what is not', async () => {
    const store = createDocumentStore(1_000_000)
    const [valid, invalid] = [parse('{ title }'), parse('{ nothing }')]
    await store.set('valid', valid)
    await store.set('invalid', invalid)

    store.keep(valid)

    expect([await store.get('valid'), await store.get('invalid')]).toEqual([valid, undefined])
  })
})

describe('the values of a request', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])

  it('pass up to their limits', () => {
    const variables = { deep: nested(maxInputDepth - 1), long: Array(maxListItems).fill('a\r\n\tž 😀') }

    expect(findInputFault({ query: '{ a \u0000 }', variables, extensions: null })).toBeNull()
  })

  it.each<[string, unknown]>([
    [
      'The request\'s "variables.a[1].b" holds half of a surrogate pair, which is no character. Send well-formed Unicode.',
      { variables: { a: [1, { b: 'x\ud800' }] } },
    ],
    [
      'The request\'s "variables.a" holds a control character, but only tab, line feed and carriage return are allowed. Leave it out.',
      { variables: { a: '\u0000' } },
    ],
    [
      'The request\'s "operationName" holds a control character, but only tab, line feed and carriage return are allowed. Leave it out.',
      { operationName: '\u0007' },
    ],
    [
      'The request\'s "variables.a" has a key "prototype", which is not taken. Use another name.',
      { variables: { a: { prototype: 1 } } },
    ],
    [
      'The request\'s "variables.a" is a list of 1,001, but 1,000 are allowed. Ask several times with parts of it.',
      { variables: { a: Array(1001).fill(0) } },
    ],
  ])('are refused: %s', (message, body) => {
    expect(findInputFault(body)?.message).toBe(message)
  })

  it('are refused where they are too deep', () => {
    expect(findInputFault({ variables: { deep: nested(maxInputDepth) } })?.message).toMatch(
      /^The request's "variables\.deep(\[0\])+\.\.\." has more than 32 lists and objects inside each other\. Send flatter values\.$/,
    )
  })
})

describe('variables that do not fit', () => {
  const schema = buildSchema(`
    type Query { find(filter: Filter, ids: [ID!]): String }
    input Filter { kind: Kind size: Int tags: [String!] inner: Filter must: Int! }
    enum Kind { PRESS VISIT }
  `)
  const messagesOf = (definitions: string, variables: Record<string, unknown>) => {
    const [operation] = parse(`query(${definitions}) { find }`).definitions
    if (operation?.kind !== 'OperationDefinition') throw new Error('The test has no operation.')
    return readVariables(schema, operation.variableDefinitions ?? [], variables).errors?.map(({ message }) => message)
  }

  it.each<[string, string, Record<string, unknown>]>([
    [
      'The variable "$f.kind" is no "Kind". Send a value of this type.',
      '$f: Filter',
      { f: { kind: 'secret', must: 1 } },
    ],
    [
      'The variable "$f.inner.size" is no "Int". Send a value of this type.',
      '$f: Filter',
      { f: { inner: { size: 'secret', must: 1 }, must: 1 } },
    ],
    [
      'The variable "$f.tags[1]" is no "String". Send a value of this type.',
      '$f: Filter',
      { f: { tags: ['a', 7], must: 1 } },
    ],
    ['The variable "$f.tags" is no "String". Send a value of this type.', '$f: Filter', { f: { tags: 7, must: 1 } }],
    [
      'The variable "$ids[0]" is not what is expected: Expected non-nullable type "ID!" not to be null.',
      '$ids: [ID!]',
      { ids: [null] },
    ],
    [
      'The variable "$f" is not what is expected: Field "must" of required type "Int!" was not provided.',
      '$f: Filter',
      { f: {} },
    ],
    [
      'The variable "$f" is not what is expected: Field "kinds" is not defined by type "Filter".',
      '$f: Filter',
      { f: { kinds: 'secret', must: 1 } },
    ],
    [
      'The variable "$f" is not what is expected: Expected type "Filter" to be an object.',
      '$f: Filter',
      { f: 'secret' },
    ],
    [
      'The variable "$n" is not what is expected: Expected non-nullable type "Int!" not to be null.',
      '$n: Int!',
      { n: null },
    ],
    ['The variable "$n" of type "Int!" is missing. Send it.', '$n: Int!', {}],
  ])('are told by place and type, never by value: %s', (message, definitions, variables) => {
    expect(messagesOf(definitions, variables)).toEqual([message])
  })

  it('are told five times at most', () => {
    expect(messagesOf('$ids: [ID!]', { ids: Array(1000).fill({}) })).toHaveLength(5)
  })
})
