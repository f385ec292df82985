import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readParameters } from '../operations/read-parameters.ts'
import { readSearch, writeSearch } from '../operations/read-search.ts'
import { prepareSavedOperations } from '../operations/saved-operations.ts'

const schema = buildSchema(`
  type Query {
    """Finds programs."""
    programs(
      """Which ones."""
      filter: Filter
      """Page size."""
      first: Int
      share: Float
      open: Boolean
      kinds: [Kind!]
      day: Date
      id: ID
      many: [[Int]]
      nodes: [Filter]
    ): Int
  }
  enum Kind { VISIT DELEGATION }
  scalar Date
  input Filter { kinds: [Kind!] text: String dates: Window }
  input Window { from: Date! days: Int }
`)
const text = `# Programs.
# $first: How many.
query P($id: ID!, $filter: Filter, $first: Int = 20, $share: Float, $open: Boolean, $kinds: [Kind!], $day: Date, $many: [[Int]], $nodes: [Filter]) {
  programs(id: $id, filter: $filter, first: $first, share: $share, open: $open, kinds: $kinds, day: $day, many: $many, nodes: $nodes)
}`
const { parameters } = prepareSavedOperations([{ name: 'programs', text }], schema, () => undefined).get('programs')!

const read = (search: string) => readParameters(readSearch(search)!, parameters, 'programs')

describe('the parameters of a URL', () => {
  it.each<[string, object]>([
    ['first=5', { first: 5 }],
    ['first=-5', { first: -5 }],
    ['share=1.5e3', { share: 1500 }],
    ['open=false', { open: false }],
    ['day=2024-11-08', { day: '2024-11-08' }],
    ['id=007', { id: '007' }],
    ['kinds=VISIT', { kinds: ['VISIT'] }],
    ['kinds=VISIT&kinds=DELEGATION', { kinds: ['VISIT', 'DELEGATION'] }],
    ['kinds=["VISIT"]', { kinds: ['VISIT'] }],
    ['many=[[1],[2]]', { many: [[1], [2]] }],
    ['filter={"kinds":["VISIT"],"text":null}', { filter: { kinds: ['VISIT'], text: null } }],
    [
      'filter.kinds=VISIT&filter.text=a+b%26&filter.dates.from=2024',
      { filter: { kinds: ['VISIT'], text: 'a b&', dates: { from: '2024' } } },
    ],
    ['nodes={"text":"a"}&nodes={"text":"b"}', { nodes: [{ text: 'a' }, { text: 'b' }] }],
    ['first=&kinds=', {}],
  ])('"%s" are the variables %j', (search, variables) => {
    expect(read(`?id=x&${search}`.replace('id=x&id=', 'id=')).variables).toEqual({ id: 'x', ...variables })
  })

  it.each<[string, string]>([
    [
      'fist=5',
      'There is no parameter "fist". The operation "programs" takes "id", "filter", "first", "share", "open", "kinds", "day", "many" and "nodes".',
    ],
    ['first=five', 'The parameter "first" is not what is expected: a whole number such as 20.'],
    ['first=1.5', 'The parameter "first" is not what is expected: a whole number such as 20.'],
    ['first=99999999999', 'The parameter "first" is not what is expected: a whole number such as 20.'],
    ['first=0x10', 'The parameter "first" is not what is expected: a whole number such as 20.'],
    ['first=1&first=2', 'The parameter "first" is given 2 times, but it takes one value: a whole number such as 20.'],
    ['first.x=1', 'The parameter "first.x" is not taken: "first" has no parts, expected a whole number such as 20.'],
    ['open=yes', 'The parameter "open" is not what is expected: true or false.'],
    ['kinds=VISIT&kinds=visit', 'The parameter "kinds[1]" is not what is expected: one of "VISIT" or "DELEGATION".'],
    ['kinds=[oops', 'The parameter "kinds" is no JSON. Send a list, each item one of "VISIT" or "DELEGATION".'],
    ['filter=oops', 'The parameter "filter" is no JSON. Send JSON such as {"kinds":["VISIT"]}.'],
    ['filter=[1]', 'The parameter "filter" is not what is expected: JSON such as {"kinds":["VISIT"]}.'],
    ['filter={"x":1}', 'The parameter "filter" has no part "x", but "kinds", "text" and "dates".'],
    ['filter.x=1', 'The parameter "filter" has no part "x", but "kinds", "text" and "dates".'],
    ['filter.__proto__=1', 'The parameter "filter" has no part "__proto__", but "kinds", "text" and "dates".'],
    ['filter={"__proto__":1}', 'The parameter "filter" has no part "__proto__", but "kinds", "text" and "dates".'],
    ['filter.dates.days=1', 'The parameter "filter.dates" lacks its part "from". Send it: text of the type "Date".'],
    ['filter={}&filter.text=a', 'The parameter "filter" is given as a whole and in parts. Send one of the two.'],
    ['id=', 'The parameter "id" is missing, expected text. Send "id=...".'],
  ])('"%s" is told what would be right', (search, sentence) => {
    expect(read(search.startsWith('id') ? search : `id=x&${search}`).mistakes).toEqual([sentence])
  })

  it('are told all that is wrong at once, ten mistakes at most, and never a value', () => {
    const search = Array.from({ length: 20 }, (_, index) => `u${index}=secret`).join('&')

    const { mistakes } = read(`first=secret&${search}`)

    expect(mistakes).toHaveLength(10)
    expect(mistakes?.join()).not.toContain('secret')
  })

  it('mean what their arguments do, unless the file says otherwise', () => {
    const told = Object.fromEntries(parameters.map(({ name, meaning }) => [name, meaning]))

    expect(told).toMatchObject({ filter: 'Which ones.', first: 'How many.', share: '' })
  })
})

describe('the query of a URL', () => {
  it('is read as forms write it, and written so that it is read the same', () => {
    const search = new Map([
      ['a b', ['1 &', 'ž']],
      ['c', ['=+']],
    ])

    expect(readSearch(`?${writeSearch(search)}`)).toEqual(search)
  })

  it.each(['a=%ff', 'a=%', '%zz=1'])('is none when it is "%s"', search => {
    expect(readSearch(search)).toBeNull()
  })
})
