import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  getVariableValues,
  Kind,
  parse,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { countedUpTo, measureOperation } from '../access/operation-extent.ts'
import { createOperationLimits } from '../access/operation-limits.ts'
import { isNestedTooDeeply, maxTextNesting } from '../access/text-nesting.ts'
import { readConfig } from '../config.ts'
import { loadSupergraph } from '../supergraph/load-supergraph.ts'

const library = buildSchema(`
  type Query {
    books(first: Int = 20): BookConnection
    shelf: Shelf
    top(limit: Int! = 5): [Book!]!
    all: [Book]
    grid(first: Int): [[Book]]
    item: Item
  }
  type BookConnection { edges: [BookEdge!]! totalCount: Int! info: Info! }
  type BookEdge { node: Book! }
  type Info { next: String }
  type Shelf { best: Book books(first: Float): [Book] names(first: Int): [String] parent: Shelf }
  interface Item { author: Author }
  type Book implements Item { title: String author: Author topics: [Topic!]! }
  type Author { name: String books(first: Int = 20): BookConnection }
  type Topic { label: String books(first: Int = 20): BookConnection }
`)

const prepare = (schema: GraphQLSchema, query: string, given: Record<string, unknown>) => {
  const document = parse(query)
  const operation = document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The test has no operation.')
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  const mistakes = [...validate(schema, document), ...(errors ?? [])]
  if (mistakes[0]) throw mistakes[0]
  return { schema, document, operation, variables: coerced ?? {} }
}
const measure = (query: string, variables: Record<string, unknown> = {}) =>
  measureOperation(prepare(library, query, variables))
const objects = (query: string, variables: Record<string, unknown> = {}) => measure(query, variables).objects

/** `levels` fragments, each of which holds the next one twice. */
const doubling = (levels: number): string => {
  const fragments = Array.from({ length: levels }, (_, i) => `fragment F${i} on Shelf { ...F${i + 1} ...F${i + 1} }`)
  return `{ shelf { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Shelf { best { title } }`
}

describe('the extent of an operation', () => {
  it('is as deep as its fields, whatever fragments are between them', () => {
    const { depth } = measure(
      '{ shelf { ... { ...F } best { title } } } fragment F on Shelf { parent { best { title } } }',
    )

    expect(depth).toBe(4)
  })

  it('has each selection as often as fragments bring it', () => {
    expect(measure('{ shelf { ...F a: parent { ...F } } } fragment F on Shelf { best { title } }').selections).toBe(8)
  })

  it.each([
    ['a single object', '{ shelf { best { title } } }', 2],
    ['values', '{ shelf { names(first: 100) } }', 1],
    ['a list without a length', '{ all { title } }', 10],
    ['what is in a list, once an item', '{ all { title author { name } topics { label } } }', 120],
    ['a list of a length', '{ top(limit: 7) { author { name } } }', 14],
    ['a list of its default length', '{ top { title } }', 5],
    ['a list of lists', '{ grid { title } }', 100],
    ['a list of lists, the outer of a length', '{ grid(first: 3) { title } }', 30],
    ['a list whose "first" is no Int', '{ shelf { books(first: 3) { title } } }', 11],
    ['a connection by the length of its page', '{ books(first: 3) { edges { node { title } } } }', 7],
    ['a connection by its default length', '{ books { edges { node { title } } } }', 41],
    ['a connection without its page', '{ books(first: 200) { totalCount info { next } } }', 2],
    ['lists in the items of a page', '{ books(first: 3) { edges { node { topics { label } } } } }', 37],
    [
      'a page that a fragment asks for',
      '{ books(first: 3) { ...F } } fragment F on BookConnection { edges { node { title } } }',
      7,
    ],
    ['types that exclude each other, both', '{ item { ... on Book { author { name } } ...{ author { name } } } }', 3],
    ['null as if the argument were not given', '{ books(first: null) { edges { node { title } } } }', 41],
    ['no list as empty', '{ top(limit: -3) { title } }', 1],
    [
      'nothing of what is left out',
      '{ all @skip(if: true) { title } shelf { best @include(if: false) { title } } }',
      1,
    ],
  ])('counts %s', (_, query, count) => {
    expect(objects(query)).toBe(count)
  })

  it('takes lengths and conditions from variables', () => {
    const query = 'query($n: Int = 4, $all: Boolean!) { top(limit: $n) { title } all @include(if: $all) { title } }'

    expect(objects(query, { all: false })).toBe(4)
    expect(objects(query, { all: true, n: 9 })).toBe(19)
  })

  it('uses one fragment with the page of each place that spreads it', () => {
    const query =
      '{ a: books(first: 1) { ...F } b: books(first: 100) { ...F } } fragment F on BookConnection { edges { node { title } } }'

    expect(objects(query)).toBe(1 + 2 + 1 + 200)
  })

  it('counts to an end where figures would lose their meaning', () => {
    const deep = `{ all { ${'topics { books(first: 2000000000) { edges { node { '.repeat(60)} title ${'} } } }'.repeat(60)} } }`

    expect(objects(deep)).toBe(countedUpTo)
    expect(measure(doubling(30)).selections).toBe(2 ** 32)
  })

  it('is found for a thousand fragments inside each other', () => {
    expect(measure(doubling(1000))).toEqual({ depth: 3, selections: countedUpTo, objects: countedUpTo })
  })
})

describe('a limit', () => {
  const refuse = (query: string, limits: Partial<Parameters<typeof createOperationLimits>[0]>) =>
    createOperationLimits({ maxDepth: 100, maxSelections: 1e6, maxObjects: 1e6, ...limits })(
      prepare(library, query, {}),
    )

  it.each([
    ['of depth', '{ shelf { best { title } } }', { maxDepth: 3 }],
    ['of selections', '{ shelf { best { title } } }', { maxSelections: 3 }],
    ['of objects', '{ all { title } }', { maxObjects: 10 }],
  ])('%s lets pass what reaches it', (_, query, limits) => {
    expect(refuse(query, limits)).toBeNull()
  })

  it.each([
    [
      'of depth',
      '{ shelf { best { title } } }',
      { maxDepth: 2 },
      'OPERATION_TOO_DEEP',
      'The operation has 3 fields inside each other, but 2 are allowed. Ask for the inner part in an operation of its own, by the ids that the outer part gave.',
    ],
    [
      'of selections',
      '{ shelf { best { title } } }',
      { maxSelections: 2 },
      'OPERATION_TOO_COMPLEX',
      'The operation has 3 fields and fragments with every fragment written out where it is used, but 2 are allowed. Use fragments fewer times inside each other or split the operation.',
    ],
    [
      'of objects',
      '{ top(limit: 1001) { title } }',
      { maxObjects: 1000 },
      'OPERATION_TOO_COSTLY',
      'The answer may hold 1,001 objects by what the operation asks for, but 1,000 are allowed. Ask for smaller pages, with "first" or "limit", or for fewer lists inside lists.',
    ],
  ])('%s refuses what passes it, and says what to do', (_, query, limits, code, message) => {
    const refusal = refuse(query, limits)

    expect(refusal?.message).toBe(message)
    expect(refusal?.extensions).toEqual({ code, http: { status: 400 } })
  })

  it('says "at least" where counting has ended', () => {
    expect(refuse(doubling(50), { maxObjects: 1, maxSelections: 1 })?.message).toContain(
      'has at least 1,000,000,000,000 fields',
    )
  })
})

describe('an operation that is asked again', () => {
  const limits = () => createOperationLimits({ maxDepth: 100, maxSelections: 1e6, maxObjects: 40 })
  const paging = prepare(
    library,
    'query($size: Int, $all: Boolean!) { books(first: $size) { edges { node { title } } } all @include(if: $all) { title topics { label } } }',
    { all: false },
  )

  it('is measured anew for other sizes of a page', () => {
    const refuse = limits()
    const refusals = [5, 5, 500, 5, null, undefined].map(size => refuse({ ...paging, variables: { size, all: false } }))

    expect(refusals.map(refusal => refusal?.extensions.code ?? null)).toEqual([
      null,
      null,
      'OPERATION_TOO_COSTLY',
      null,
      'OPERATION_TOO_COSTLY',
      'OPERATION_TOO_COSTLY',
    ])
  })

  it('is measured anew when it includes another part', () => {
    const refuse = limits()
    const refusals = [false, true, false].map(all => refuse({ ...paging, variables: { size: 1, all } }))

    expect(refusals.map(refusal => refusal === null)).toEqual([true, false, true])
  })

  it('is measured anew in another schema', () => {
    const refuse = limits()
    const { document, operation } = prepare(library, '{ top(limit: 5) { title } }', {})
    const nested = buildSchema('type Query { top(limit: Int): [[Top]] } type Top { title: String }')
    const [before, after] = [library, nested].map(schema => refuse({ schema, document, operation, variables: {} }))

    expect(before).toBeNull()
    expect(after?.extensions.code).toBe('OPERATION_TOO_COSTLY')
  })
})

describe('the limits of the gateway as it comes', async () => {
  const { supergraph, maxOperationDepth, maxOperationSelections, maxAnswerObjects } = readConfig({})
  const { answerSchema } = await loadSupergraph(supergraph)
  const folder = new URL('operations/', import.meta.resolve('@exchange-network/schema/supergraph.graphql'))
  const registered = readdirSync(fileURLToPath(folder)).map(file => ({
    file,
    text: readFileSync(new URL(file, folder), 'utf8'),
  }))
  const refuse = createOperationLimits({
    maxDepth: maxOperationDepth,
    maxSelections: maxOperationSelections,
    maxObjects: maxAnswerObjects,
  })
  const extent = (text: string) =>
    measureOperation(prepare(answerSchema, text, { id: 'x', query: 'x', first: 200, programs: 200, people: 200 }))

  it.each(registered)('leave $file five times its objects with two hundred rows a page', ({ text }) => {
    const { depth, selections, objects } = extent(text)

    expect(depth).toBeLessThanOrEqual(maxOperationDepth)
    expect(selections * 5).toBeLessThanOrEqual(maxOperationSelections)
    expect(objects * 5).toBeLessThanOrEqual(maxAnswerObjects)
  })

  it('let tools read the schema', () => {
    expect(refuse(prepare(answerSchema, getIntrospectionQuery(), {}))).toBeNull()
  })

  it('refuse programs inside programs at the fourth level, where rows have begun to multiply', () => {
    const level = (below: string) => `programs { edges { node { topics { ${below} } } } }`

    expect(refuse(prepare(answerSchema, `{ ${level(level(level('slug')))} }`, {}))).toBeNull()
    expect(refuse(prepare(answerSchema, `{ ${level(level(level(level('slug'))))} }`, {}))?.extensions.code).toBe(
      'OPERATION_TOO_COSTLY',
    )
  })
})

describe('the nesting of a text', () => {
  const nested = (levels: number) => `${'{ a '.repeat(levels)}${'} '.repeat(levels)}`

  it('passes at its limit and not past it', () => {
    expect(isNestedTooDeeply(nested(maxTextNesting), 10_000)).toBe(false)
    expect(isNestedTooDeeply(nested(maxTextNesting + 1), 10_000)).toBe(true)
  })

  it('has brackets of every kind, and none in words or remarks', () => {
    const text = (bracket: string) => `{ a(b: ${bracket.repeat(maxTextNesting)}`

    expect([text('['), text('{a:'), text('(')].map(one => isNestedTooDeeply(one, 10_000))).toEqual([true, true, true])
    expect(isNestedTooDeeply(`{ a(b: "${'['.repeat(500)}") } #${'{'.repeat(500)}`, 10_000)).toBe(false)
  })

  it('is left to the parser where the text is no GraphQL', () => {
    expect(isNestedTooDeeply(`{ a ? ${nested(maxTextNesting + 1)}`, 10_000)).toBe(false)
  })
})
