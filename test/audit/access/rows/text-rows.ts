import { getIntrospectionQuery } from 'graphql'
import type { Row } from '../row.ts'
import { ask, askAs } from '../send.ts'

const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => write(i)).join(' ')
const nested = (count: number, open: string, middle: string, close = '}'): string =>
  `${open.repeat(count)}${middle}${close.repeat(count)}`

/** `levels` fragments, each of which holds the next one twice, with other names if `aliased`. */
const doubling = (levels: number, aliased: boolean): string => {
  const pair = (next: number): string =>
    aliased ? `a${next}: friend { ...F${next} } b${next}: friend { ...F${next} }` : `...F${next} ...F${next}`
  return `{ author(id: "a1") { ...F0 } } ${times(levels, i => `fragment F${i} on Author { ${pair(i + 1)} }`)} fragment F${levels} on Author { name }`
}

const tooComplex = { status: 400, code: 'OPERATION_TOO_COMPLEX' } as const
const tooDeep = { status: 400, code: 'OPERATION_TOO_DEEP' } as const
const invalid = { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' } as const

/** Fields of an interface that most subgraphs do not know, inside each other: 282 characters, within all limits. */
const plannerBomb = `{ media ${nested(4, '{ lead { favourite { score title reviews { subject ', '{ lead { favourite { score title } } }', '} } } }')} }`

/** Texts that are small and mean much. */
export const textRows: readonly Row[] = [
  {
    name: '10,000 aliases',
    send: place => ask(place, `{ ${times(10_000, i => `a${i}: shelf { best { title } }`)} }`),
    ...{ status: 413, code: 'PAYLOAD_TOO_LARGE' },
    says: /262,144 bytes/,
  },
  {
    name: '10,000 aliases of __typename',
    send: place => ask(place, `{ ${times(10_000, i => `a${i}: __typename`)} }`),
    ...tooComplex,
    says: /2,000 words and signs.*smaller/,
  },
  {
    name: '101 aliases below the root',
    send: place => ask(place, `{ author(id: "a1") { ${times(101, i => `a${i}: name`)} } }`),
    ...tooComplex,
    says: /101 aliases, but 100 are allowed\. Ask/,
  },
  {
    name: '1,000 aliased look-ups at the root',
    send: place => ask(place, `{ ${times(1000, i => `a${i}: book(id: "b${i}") { id }`)} }`),
    ...tooComplex,
    says: /2,000 words and signs/,
  },
  {
    name: '21 aliased look-ups at the root',
    send: place => ask(place, `{ ${times(21, i => `a${i}: book(id: "b${i}") { id }`)} }`),
    ...tooComplex,
    says: /21 fields at its root, but 20 are allowed\. Send several/,
  },
  {
    name: '21 look-ups at the root through fragments',
    send: place =>
      ask(
        place,
        `{ ...A ...{ ...B } } fragment A on Query { ${times(11, i => `a${i}: shelf { __typename }`)} } fragment B on Query { ...C } fragment C on Query { ${times(10, i => `c${i}: shelf { __typename }`)} }`,
      ),
    ...tooComplex,
    says: /21 fields at its root/,
  },
  {
    name: '50 fields inside each other',
    send: place => ask(place, `{ author(id: "a1") ${nested(49, '{ friend ', '{ name }')} }`),
    ...tooDeep,
    says: /51 fields inside each other, but 20 are allowed\. Ask/,
  },
  {
    name: '5,000 fields inside each other',
    send: place => ask(place, nested(5000, '{ friend ', '{ name }')),
    ...tooDeep,
    says: /brackets/,
  },
  { name: '50,000 brackets', send: place => ask(place, '{a'.repeat(50_000)), ...tooDeep, says: /brackets/ },
  {
    name: 'a list literal 20,000 deep',
    send: place => ask(place, `{ search(term: ${nested(20_000, '[', '1', ']')}) { __typename } }`),
    ...tooDeep,
    says: /brackets/,
  },
  {
    name: 'a list literal of 1,001',
    send: place => ask(place, `{ search(term: [${times(1001, () => '1')}]) { __typename } }`),
    ...{ status: 400, code: 'BAD_USER_INPUT' },
    says: /1,001 items, but 1,000 are allowed/,
  },
  {
    name: 'a fragment that contains itself',
    send: place => ask(place, '{ author(id: "a1") { ...F } } fragment F on Author { name friend { ...F } }'),
    ...invalid,
  },
  {
    name: 'fragments that contain each other',
    send: place =>
      ask(
        place,
        '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A shelf { __typename } }',
      ),
    ...invalid,
  },
  ...[14, 18, 30].flatMap(levels =>
    [false, true].map(
      (aliased): Row => ({
        name: `fragments doubled ${levels} times${aliased ? ', with aliases' : ''}`,
        send: place => ask(place, doubling(levels, aliased)),
        // With aliases each doubling is also one field deeper.
        ...(aliased && levels > 18 ? tooDeep : tooComplex),
        says: /are allowed/,
      }),
    ),
  ),
  {
    name: '1,000 directives on one field',
    send: place => ask(place, `{ shelf ${times(1000, () => '@skip(if: false)')} { best { title } } }`),
    ...tooComplex,
  },
  {
    name: '101 directives',
    send: place => ask(place, `{ shelf { ${times(101, () => '...@skip(if: false) { best { title } }')} } }`),
    ...tooComplex,
    says: /directives, but 100 are allowed/,
  },
  {
    name: '10,000 unknown directives',
    send: place => ask(place, `{ __typename ${times(10_000, i => `@d${i}`)} }`),
    ...tooComplex,
    says: /2,000 words and signs/,
  },
  {
    name: '90 unknown directives',
    send: place => ask(place, `{ __typename ${times(90, i => `@d${i}`)} }`),
    ...invalid,
  },
  {
    name: '10,000 equal fields',
    send: place => ask(place, `{ shelf { ${times(10_000, () => '__typename')} } }`),
    ...tooComplex,
    says: /2,000 words and signs/,
  },
  {
    name: '1,600 equal fields',
    send: place => ask(place, `{ shelf { ${times(1600, () => '__typename')} } }`),
    ...tooComplex,
    says: /1,600 fields "__typename" in one place, but 50 are allowed\. Ask for it once/,
  },
  {
    name: '1,600 equal fields in fragments',
    send: place =>
      ask(
        place,
        `{ shelf { ${times(40, i => `...F${i}`)} } } ${times(40, i => `fragment F${i} on Shelf { ${times(40, () => '__typename')} }`)}`,
      ),
    ...tooComplex,
    says: /1,600 fields "__typename" in one place|2,000 words/,
  },
  {
    name: 'equal fields inside equal fields, to the limit of the text',
    send: place =>
      ask(
        place,
        `{ shelf { ${times(6, () => `best { ${times(20, () => `author { ${times(4, () => 'friend { name id }')} }`)} }`)} } }`,
      ),
    ...tooComplex,
  },
  {
    name: 'two rows of 100 fragments, each of which holds the next',
    send: place => {
      const row = (name: string): string =>
        `${times(100, i => `fragment ${name}${i} on Query { shelf { __typename } ...${name}${i + 1} }`)} fragment ${name}100 on Query { __typename }`
      return ask(place, `{ ...A0 ...B0 } ${row('A')} ${row('B')}`)
    },
    ...tooComplex,
  },
  {
    name: '130 operations that use one fragment of 20 variables',
    send: place =>
      ask(
        place,
        `${times(130, i => `query Q${i}($a: Int) { ...F }`)} fragment F on Query { shelf { best { ${times(20, i => `a${i}: title @skip(if: $a)`)} } } }`,
      ),
    ...{ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
  },
  {
    name: 'a thousand mistakes',
    send: place => ask(place, `{ shelf { ${times(1000, i => `x${i}`)} } }`),
    ...invalid,
  },
  {
    name: 'a name of 200,000 letters',
    send: place => ask(place, `{ ${'x'.repeat(200_000)} }`),
    ...invalid,
  },
  {
    name: 'a small text with a huge plan',
    at: 'market',
    send: place => ask(place, plannerBomb),
    ...tooComplex,
    says: /split/i,
  },
  { name: 'no GraphQL', send: place => ask(place, '{ books('), status: 400, code: 'GRAPHQL_PARSE_FAILED' },
  {
    name: 'an unknown operationName',
    send: place => ask(place, { query: 'query A { __typename }', operationName: 'B' }),
    ...{ status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
  },
  {
    name: 'an ambiguous operationName',
    send: place => ask(place, 'query A { __typename } query B { __typename }'),
    ...{ status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
  },
  {
    name: 'a subscription',
    send: place => ask(place, 'subscription { anything }'),
    ...{ status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
  },
  {
    name: 'introspection by an anonymous caller',
    send: place =>
      Promise.all(
        [
          getIntrospectionQuery(),
          '{ __type(name: "Book") { name } }',
          '{ ...F } fragment F on Query { x: __schema { queryType { name } } }',
        ].map(query => ask(place, query)),
      ),
    ...invalid,
    says: /schema:read/,
  },
  {
    name: 'introspection by a caller with another scope',
    send: place => askAs(place, 'schema:write contact:read', getIntrospectionQuery()),
    ...invalid,
    says: /schema:read/,
  },
  {
    name: 'introspection that a caller with the scope "schema:read" has asked before',
    send: async place => {
      const query = '{ __schema { queryType { name } } }'
      await askAs(place, 'schema:read', query)
      await askAs(place, 'schema:read', query)
      return ask(place, query)
    },
    ...invalid,
    says: /schema:read/,
  },
  {
    name: 'introspection by a caller with the scope "schema:read"',
    send: place => askAs(place, 'schema:read', getIntrospectionQuery()),
    ...{ status: 200, code: null },
  },
  {
    name: 'introspection in circles, with the scope "schema:read"',
    send: place =>
      askAs(
        place,
        'schema:read',
        '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
      ),
    ...invalid,
  },
  {
    name: 'misspelt fields, arguments, enums and inputs: nothing is suggested',
    send: place =>
      Promise.all(
        [
          '{ boks { id } }',
          '{ book(idd: "b1") { id } }',
          '{ authors(filter: { genre: SEE }) { id } }',
          '{ authors(filter: { genr: SEA }) { id } }',
          '{ items { ... on Bok { id } } }',
        ].map(query => ask(place, query)),
      ),
    ...invalid,
  },
  {
    name: 'a misspelt enum in a variable: nothing is suggested',
    send: place =>
      ask(place, {
        query:
          'query($g: Genre, $f: AuthorFilter) { authors(filter: { genre: $g }) { id } b: authors(filter: $f) { id } }',
        variables: { g: 'SEE', f: { genr: 'SEA', limit: 1 } },
      }),
    ...{ status: 400, code: 'BAD_USER_INPUT' },
  },
]
