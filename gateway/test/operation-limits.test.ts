import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getIntrospectionQuery } from 'graphql'
import { describe, expect, it } from 'vitest'
import { countedUpTo } from '../access/extent-sum.ts'
import { measureOperation } from '../access/operation-extent.ts'
import { createOperationLimits, type JudgeOperation } from '../access/operation-limits.ts'
import { isNestedTooDeeply, maxTextNesting } from '../access/text-nesting.ts'
import { readConfig } from '../config.ts'
import { loadSupergraph } from '../supergraph/load-supergraph.ts'
import { costedSchema, operationOf } from './support/costs.ts'

const library = costedSchema(`
  type Query {
    books(first: Int = 20): BookConnection @listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges"])
    shelf: Shelf
    top(limit: Int! = 5): [Book!]! @listSize(slicingArguments: ["limit"])
    all: [Book]
  }
  type BookConnection { edges: [BookEdge!]! }
  type BookEdge { node: Book! }
  type Shelf { best: Book parent: Shelf }
  type Book { title: String topics: [Topic!]! }
  type Topic { label: String }
`)

const measure = (query: string) => measureOperation(operationOf(library, query), 200)

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

  it('ends where figures would lose their meaning', () => {
    expect(measure(doubling(30)).selections).toBe(2 ** 32)
  })

  it('is found for a thousand fragments inside each other', () => {
    expect(measure(doubling(1000))).toEqual({ depth: 3, selections: countedUpTo, cost: countedUpTo, mistakes: [] })
  })
})

const generous = { maxDepth: 100, maxSelections: 1e6, maxCost: 1e6, maxSavedCost: 1e6, maxPageSize: 200 }

describe('a limit', () => {
  const judge = (query: string, limits: Partial<typeof generous>, isSaved = false) =>
    createOperationLimits({ ...generous, ...limits })({ ...operationOf(library, query), isSaved })
  const refuse = (query: string, limits: Partial<typeof generous>) => judge(query, limits).refusals[0] ?? null

  it.each([
    ['of depth', '{ shelf { best { title } } }', { maxDepth: 3 }],
    ['of selections', '{ shelf { best { title } } }', { maxSelections: 3 }],
    ['of cost', '{ all { title } }', { maxCost: 10 }],
    ['of pages', '{ books(first: 50) { edges { node { title } } } }', { maxPageSize: 50 }],
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
      'of cost',
      '{ top(limit: 1001) { title } }',
      { maxCost: 1000 },
      'OPERATION_TOO_COSTLY',
      'The operation costs 1,001 by what it asks for, but 1,000 are allowed. Ask for smaller pages or fewer lists inside lists, or split the operation.',
    ],
    [
      'of pages',
      '{ books(first: 51) { edges { node { title } } } }',
      { maxPageSize: 50 },
      'BAD_USER_INPUT',
      'Argument "first" is 51, but a page holds 1 to 50. Ask for less and page on for the rest.',
    ],
  ])('%s refuses what passes it, and says what to do', (_, query, limits, code, message) => {
    const refusal = refuse(query, limits)

    expect(refusal?.message).toBe(message)
    expect(refusal?.extensions).toEqual({ code, http: { status: 400 } })
  })

  it('is another one for saved operations', () => {
    const limits = { maxCost: 10, maxSavedCost: 100 }
    const saved = judge('{ top(limit: 11) { title } }', limits, true)

    expect(refuse('{ top(limit: 11) { title } }', limits)?.extensions.code).toBe('OPERATION_TOO_COSTLY')
    expect(saved).toEqual({ cost: 11, maxCost: 100, refusals: [] })
    expect(judge('{ top(limit: 101) { title } }', limits, true).refusals).toHaveLength(1)
  })

  it('says "at least" where counting has ended', () => {
    expect(refuse(doubling(50), { maxCost: 1, maxSelections: 1 })?.message).toContain(
      'has at least 1,000,000,000,000 fields',
    )
  })
})

describe('an operation that is asked again', () => {
  const judging = () => createOperationLimits({ ...generous, maxCost: 40 })
  const paging = operationOf(
    library,
    'query($size: Int, $all: Boolean!) { books(first: $size) { edges { node { title } } } all @include(if: $all) { title topics { label } } }',
    { all: false },
  )
  const ask = (judge: JudgeOperation, variables: Record<string, unknown>) => {
    const { cost, refusals } = judge({ ...paging, variables, isSaved: false })
    return refusals[0]?.extensions.code ?? cost
  }

  it('is measured anew for other sizes of a page', () => {
    const judge = judging()
    const answers = [5, 5, 150, 5, 201, null, undefined].map(size => ask(judge, { size, all: false }))

    expect(answers).toEqual([
      11,
      11,
      'OPERATION_TOO_COSTLY',
      11,
      'BAD_USER_INPUT',
      ...Array(2).fill('OPERATION_TOO_COSTLY'),
    ])
  })

  it('is measured anew when it includes another part', () => {
    const judge = judging()

    expect([false, true, false].map(all => ask(judge, { size: 1, all }))).toEqual([3, 'OPERATION_TOO_COSTLY', 3])
  })

  it('is measured anew for input of another shape', () => {
    const finding = costedSchema(
      'type Query { find(filter: Filter, text: String): Int } input Filter { ids: [ID!] @cost(weight: 5) not: Filter }',
    )
    const operation = operationOf(
      finding,
      'query($filter: Filter, $text: String) { find(filter: $filter, text: $text) }',
    )
    const judge = createOperationLimits(generous)
    const costs = [{ ids: ['a'] }, { ids: ['b'] }, { ids: ['a', 'b'] }, { not: {} }, null].map(
      filter => judge({ ...operation, variables: { filter }, isSaved: false }).cost,
    )

    expect(costs).toEqual([11, 11, 16, 2, 0])
  })

  it('is measured anew in another schema', () => {
    const judge = judging()
    const { document, operation } = operationOf(library, '{ top(limit: 5) { title } }')
    const nested = costedSchema('type Query { top(limit: Int): [[Top]] } type Top { title: String }')
    const [before, after] = [library, nested].map(schema =>
      judge({ ...schema, document, operation, variables: {}, isSaved: false }),
    )

    expect(before?.refusals).toEqual([])
    expect(after?.refusals[0]?.extensions.code).toBe('OPERATION_TOO_COSTLY')
  })
})

describe('the limits of the gateway as it comes', async () => {
  const { supergraph, maxOperationDepth, maxOperationSelections, maxOperationCost, maxPageSize } = readConfig({})
  const { answerSchema: schema, costs } = await loadSupergraph(supergraph)
  const folder = new URL('operations/', import.meta.resolve('@exchange-network/schema/supergraph.graphql'))
  const extent = (text: string, variables: Record<string, unknown> = {}) =>
    measureOperation(operationOf({ schema, costs }, text, variables), maxPageSize)

  // Of each registered operation: its cost as a dashboard asks for it, and with the largest pages.
  const registered: Readonly<Record<string, readonly [usual: number, largest: number]>> = {
    'announced-programs': [1032, 20_602],
    'delegation-destinations': [7603, 7603],
    delegations: [3153, 12_603],
    'filter-choices': [2500, 2500],
    'filter-names': [4, 4],
    'host-visits': [4154, 16_604],
    'network-figures': [3790, 3790],
    'network-search': [570, 5700],
    'organization-claims': [41, 41],
    'organization-list': [123, 1203],
    'organization-network': [6500, 13_000],
    'organization-profile': [1555, 6595],
    'origins-by-continent': [1002, 1002],
    'people-list': [963, 9603],
    'person-claims': [902, 902],
    'person-profile': [548, 548],
    'place-programs': [856, 7336],
    'press-contacts': [703, 703],
    'program-agenda': [122, 122],
    'program-claims': [2142, 2142],
    'program-detail': [926, 926],
    'program-list': [1883, 18_803],
    'program-timeline': [1603, 1603],
    'programs-over-time': [500, 500],
    'source-conflicts': [3453, 13_803],
    'source-detail': [14, 14],
    'source-list': [302, 3002],
    'topic-list': [1100, 1100],
    viewer: [2, 2],
    'visitor-origins': [7100, 7100],
  }

  it.each(readdirSync(fileURLToPath(folder)).map(file => [basename(file, '.graphql')] as const))(
    'leave "%s" room with the largest pages',
    name => {
      const text = readFileSync(new URL(`${name}.graphql`, folder), 'utf8')
      const given = {
        id: 'x',
        query: 'x',
        groupBy: ['YEAR'],
        hasFrom: true,
        hasTo: true,
        hasOrganization: true,
        hasTopic: true,
      }
      const usual = extent(text, given)
      const pages = Object.entries({ first: 200, programs: 200, people: 200, limit: 1000 })
      const sizes = pages.filter(([variable]) => text.includes(`$${variable}: Int`))
      const largest = extent(text, { ...given, ...Object.fromEntries(sizes) })

      expect([usual.cost, largest.cost]).toEqual(registered[name])
      expect(largest.mistakes).toEqual([])
      expect(largest.depth).toBeLessThanOrEqual(maxOperationDepth)
      expect(largest.selections * 5).toBeLessThanOrEqual(maxOperationSelections)
      expect(largest.cost * 2).toBeLessThanOrEqual(maxOperationCost)
    },
  )

  it('let tools read the schema', () => {
    const { depth, cost } = extent(getIntrospectionQuery())

    expect(depth).toBeLessThanOrEqual(maxOperationDepth)
    expect(cost).toBeLessThanOrEqual(maxOperationCost)
  })

  it.each([
    [
      'programs inside programs',
      '{ programs { edges { node { topics { programs { edges { node { slug } } } } } } } }',
      true,
    ],
    [
      'programs inside programs inside programs',
      '{ programs { edges { node { topics { programs { edges { node { topics { programs { edges { node { slug } } } } } } } } } } } }',
      false,
    ],
    [
      '200 people of each of 200 programs',
      '{ programs(first: 200) { edges { node { participations(first: 200) { totalCount edges { node { label } } } } } } }',
      false,
    ],
    [
      'the programs of each pair of organizations',
      '{ organizationNetwork(limit: 1000) { source { programs { edges { node { slug } } } } target { programs { edges { node { slug } } } } } }',
      false,
    ],
  ])('decide on %s', (_, query, isAllowed) => {
    expect(extent(query).cost <= maxOperationCost).toBe(isAllowed)
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
