import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts'
import { missOf, type Question } from './evaluate.ts'

/**
 * A question whose answer may also be a refusal: every error then carries this code, whichever it is when "*";
 * "4xx" is any refusal that blames the caller and not the network.
 */
type FurtherQuestion = Question & { readonly error?: string }

const questions: readonly FurtherQuestion[] = JSON.parse(
  readFileSync(new URL('further-questions.json', import.meta.url), 'utf8'),
)

let network: TestNetwork
beforeAll(async () => {
  network = await startTestNetwork()
})
afterAll(() => network.close())

const codesOf = (errors: readonly { extensions?: { code?: string } }[] | undefined) =>
  (errors ?? []).map(error => error.extensions?.code ?? 'none')

describe('the network answers further questions', () => {
  it.each(questions)('$id $question', async question => {
    const scopes = question.as === 'anonymous' ? null : { scopes: question.as }

    const { status, data, errors } = await network.ask(question.operation, question.variables, scopes)

    expect(question.expect.map(expectation => missOf(data, expectation)).filter(miss => miss !== null)).toEqual([])
    const codes = [...new Set(codesOf(errors))]
    if (question.error === '*') expect(codes).not.toEqual([])
    else if (question.error === '4xx')
      expect({ status, codes }).toEqual({ status: 400, codes: [expect.not.stringContaining('INTERNAL')] })
    else if (question.error !== undefined) expect(codes).toEqual([question.error])
    // A withheld contact value may be told by an error beside the data.
    else expect(codes.filter(code => code !== 'UNAUTHORIZED_FIELD_OR_TYPE')).toEqual([])
  })
})

/** Lists that can be read page by page: how each is asked for with page size and cursor, and where its connection is. */
const lists: readonly { readonly name: string; readonly field: string; readonly parent?: string }[] = [
  { name: 'programs, latest first', field: 'programs(first: $first, after: $after)' },
  {
    name: 'programs, earliest first',
    field: 'programs(first: $first, after: $after, orderBy: { field: DATE, direction: ASC })',
  },
  {
    name: 'programs by title',
    field: 'programs(first: $first, after: $after, orderBy: { field: TITLE, direction: ASC })',
  },
  { name: 'programs by title, Z first', field: 'programs(first: $first, after: $after, orderBy: { field: TITLE })' },
  { name: 'programs by last change', field: 'programs(first: $first, after: $after, orderBy: { field: UPDATED_AT })' },
  { name: 'undated programs', field: 'programs(first: $first, after: $after, filter: { missing: [DATE] })' },
  { name: 'programs held in Europe', field: 'programs(first: $first, after: $after, filter: { heldIn: ["150"] })' },
  { name: 'found programs', field: 'searchPrograms(query: "delegation", first: $first, after: $after)' },
  { name: 'organizations', field: 'organizations(first: $first, after: $after)' },
  {
    name: 'organizations, Z first',
    field: 'organizations(first: $first, after: $after, orderBy: { field: NAME, direction: DESC })',
  },
  {
    name: 'organizations by enrollment',
    field: 'organizations(first: $first, after: $after, orderBy: { field: ENROLLMENT })',
  },
  {
    name: 'organizations by enrollment, largest first',
    field: 'organizations(first: $first, after: $after, orderBy: { field: ENROLLMENT, direction: DESC })',
  },
  {
    name: 'organizations by last change',
    field: 'organizations(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC })',
  },
  { name: 'found organizations', field: 'searchOrganizations(query: "s", first: $first, after: $after)' },
  { name: 'people', field: 'people(first: $first, after: $after)' },
  { name: 'people, Z first', field: 'people(first: $first, after: $after, orderBy: { field: NAME, direction: DESC })' },
  { name: 'people by last change', field: 'people(first: $first, after: $after, orderBy: { field: UPDATED_AT })' },
  { name: 'found people', field: 'searchPeople(query: "executive", first: $first, after: $after)' },
  { name: 'sources', field: 'sources(first: $first, after: $after)' },
  { name: 'outputs', field: 'outputs(first: $first, after: $after)' },
  { name: 'conflicts', field: 'programConflicts(first: $first, after: $after)' },
  {
    name: 'countries of South America',
    field: 'places(first: $first, after: $after, filter: { within: ["005"], kinds: [COUNTRY_OR_AREA] })',
  },
  {
    name: 'programs of an organization',
    field: 'programs(first: $first, after: $after)',
    parent: 'organization(id: "cosn")',
  },
  {
    name: 'people of an organization',
    field: 'people(first: $first, after: $after)',
    parent: 'organization(id: "scoe")',
  },
  {
    name: 'programs of a place',
    field: 'programs(role: HELD_IN, first: $first, after: $after)',
    parent: 'place(id: "019")',
  },
  {
    name: 'programs of a topic',
    field: 'programs(first: $first, after: $after)',
    parent: 'topic(id: "educational-technology")',
  },
  {
    name: 'programs of a series',
    field: 'programs(first: $first, after: $after)',
    parent: 'series(id: "cosn-international-delegations")',
  },
  {
    name: 'participations of a program',
    field: 'participations(first: $first, after: $after)',
    parent: 'program(id: "education-in-the-digital-age-ii")',
  },
  {
    name: 'participations of a person',
    field: 'participations(first: $first, after: $after)',
    parent: 'person(id: "jared-amalong")',
  },
  { name: 'sources of an author', field: 'authored(first: $first, after: $after)', parent: 'person(id: "jeff-lowe")' },
]

describe('reading page by page gives the whole list once and in its order', () => {
  it.each(lists)('$name', async ({ field, parent }) => {
    const selection = `list: ${field} { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } }`
    const nested = parent !== undefined
    const operation = `query ($first: Int, $after: String) { ${nested ? `parent: ${parent} { ${selection} }` : selection} }`
    const page = async (first: number, after: string | null) => {
      const { data, errors } = await network.ask(operation, { first, after })
      expect(errors).toBeUndefined()
      return nested ? data.parent.list : data.list
    }
    const idsOf = (list: { edges: readonly { node: { id: string } }[] }) => list.edges.map(edge => edge.node.id)
    const whole = await page(200, null)
    expect(whole.edges.length).toBe(whole.totalCount)
    expect(new Set(idsOf(whole)).size).toBe(whole.totalCount)

    for (const size of [1, 3]) {
      const read: string[] = []
      let after: string | null = null
      do {
        const next = await page(size, after)
        expect(next.totalCount).toBe(whole.totalCount)
        expect(next.pageInfo.hasPreviousPage).toBe(after !== null)
        expect(next.pageInfo.startCursor).toBe(next.edges[0]?.cursor ?? null)
        expect(next.pageInfo.endCursor).toBe(next.edges.at(-1)?.cursor ?? null)
        read.push(...idsOf(next))
        after = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null
      } while (after !== null && read.length <= whole.totalCount)

      expect(read).toEqual(idsOf(whole))
    }
  })
})

describe('a cursor is good for its own list only', () => {
  it.each([
    ['another order', 'programs(after: $after, orderBy: { field: TITLE }) { totalCount }'],
    ['another filter', 'programs(after: $after, filter: { kinds: [VISIT] }) { totalCount }'],
    ['another field', 'organizations(after: $after) { totalCount }'],
  ])('%s refuses it', async (_name, field) => {
    const { data: first } = await network.ask('{ programs(first: 1) { pageInfo { endCursor } } }')

    const { errors } = await network.ask(`query ($after: String) { ${field} }`, {
      after: first.programs.pageInfo.endCursor,
    })

    expect(codesOf(errors)).toEqual(['BAD_USER_INPUT'])
  })

  it('one changed letter makes it worthless', async () => {
    const { data } = await network.ask('{ programs(first: 1) { pageInfo { endCursor } } }')
    const cursor: string = data.programs.pageInfo.endCursor
    const changed = `${cursor.slice(0, 9)}${cursor[9] === 'A' ? 'B' : 'A'}${cursor.slice(10)}`

    const { errors } = await network.ask('query ($after: String) { programs(after: $after) { totalCount } }', {
      after: changed,
    })

    expect(codesOf(errors)).toEqual(['BAD_USER_INPUT'])
  })
})

describe('an unkind question', () => {
  it.each([
    ['programs', 'programs(filter: { ids: $ids }) { totalCount }'],
    ['places of programs', 'programs(filter: { heldIn: $ids }) { totalCount }'],
    ['people', 'people(filter: { ids: $ids }) { totalCount }'],
    ['organizations', 'organizations(filter: { ids: $ids }) { totalCount }'],
    ['parents of units', 'organizations(filter: { unitOf: $ids }) { totalCount }'],
    ['members', 'organizations(filter: { memberOf: $ids }) { totalCount }'],
  ])('with 20,000 %s is refused in words', async (_name, field) => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `x${i}`)

    const { errors } = await network.ask(`query ($ids: [ID!]) { ${field} }`, { ids })

    expect(codesOf(errors)).toEqual(['BAD_USER_INPUT'])
  })

  it('by a token of an organization that nobody has gets no organization and no error', async () => {
    const { data, errors } = await network.ask(
      '{ viewer { organization { slug name } } }',
      {},
      { organization: 'no-such' },
    )

    expect(data).toEqual({ viewer: { organization: null } })
    expect(errors).toBeUndefined()
  })

  it('by a token of SCOE gets SCOE, its people and its programs', async () => {
    const { data, errors } = await network.ask(
      '{ viewer { scopes person { slug } organization { slug people { totalCount } programs { totalCount } } } }',
      {},
      { organization: 'scoe', scopes: ['person:read', 'contact:read'] },
    )

    expect(errors).toBeUndefined()
    expect(data.viewer).toEqual({
      scopes: ['contact:read', 'person:read'],
      person: null,
      organization: { slug: 'scoe', people: { totalCount: 3 }, programs: { totalCount: 3 } },
    })
  })

  it('by a person finds that person', async () => {
    const { data: known } = await network.ask('{ person(id: "david-w-gordon") { id } }')

    const { data } = await network.ask('{ viewer { person { slug } } }', {}, { person: known.person.id })

    expect(data).toEqual({ viewer: { person: { slug: 'david-w-gordon' } } })
  })

  it('by somebody of SCOE without contact:read does not find contact values by search', async () => {
    const { data } = await network.ask(
      '{ a: searchPeople(query: "xsoriano") { totalCount } b: searchPrograms(query: "ispero") { totalCount } }',
      {},
      { organization: 'scoe' },
    )

    expect(data).toEqual({ a: { totalCount: 0 }, b: { totalCount: 0 } })
  })

  it('by somebody of SCOE without contact:read gets no contact value', async () => {
    const { data } = await network.ask(
      '{ person(id: "xanthi-soriano") { contactPoints { value } claims(path: "contactPoints") { value } } }',
      {},
      { organization: 'scoe', scopes: ['person:read'] },
    )

    expect(data.person).toEqual({ contactPoints: [{ value: null }, { value: null }, { value: null }], claims: [] })
  })
})
