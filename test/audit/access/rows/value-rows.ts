import type { Row } from '../row.ts'
import { ask, get, post } from '../send.ts'

const badInput = { status: 400, code: 'BAD_USER_INPUT' } as const
const badRequest = { status: 400, code: 'BAD_REQUEST' } as const

const search = 'query($term: String) { search(term: $term) { __typename } }'
const filtered = 'query($f: AuthorFilter) { authors(filter: $f) { id } }'
/** A body whose variables are this JSON. */
const withVariables = (json: string, query = search): string => `{"query":${JSON.stringify(query)},"variables":${json}}`

/** Variables and names that are no honest ones. */
export const valueRows: readonly Row[] = [
  {
    name: 'a list variable of 100,000 good items',
    send: place => ask(place, { query: search, variables: { term: Array.from({ length: 100_000 }, () => 1) } }),
    ...badInput,
    says: /"variables\.term" is a list of 100,000, but 1,000 are allowed/,
  },
  {
    name: 'a list variable of 60,000 bad items',
    send: place =>
      ask(place, { query: filtered, variables: { f: { genre: Array.from({ length: 60_000 }, () => 'x') } } }),
    ...badInput,
    says: /is a list of 60,000, but 1,000 are allowed/,
  },
  {
    name: 'a list variable of 1,001 items',
    send: place => ask(place, { query: filtered, variables: { f: [{ a: Array.from({ length: 1001 }, () => 0) }] } }),
    ...badInput,
    says: /"variables\.f\[0\]\.a" is a list of 1,001/,
  },
  {
    name: 'a variable with a thousand mistakes',
    send: place =>
      ask(place, {
        query: filtered,
        variables: { f: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x${i}`, 1])) },
      }),
    ...badInput,
  },
  {
    name: 'a value of the wrong type and 200,000 letters',
    send: place => ask(place, { query: filtered, variables: { f: { limit: 'hunter2'.repeat(28_000) } } }),
    ...badInput,
    says: /"\$f\.limit" is no "Int"/,
  },
  {
    name: 'a page of 2^31',
    send: place => ask(place, { query: 'query($n: Int) { books(first: $n) { id } }', variables: { n: 2 ** 31 } }),
    ...badInput,
    says: /"\$n" is no "Int"/,
  },
  ...[0, -1, 201, 2 ** 31 - 1].map(
    (size): Row => ({
      name: `a page of ${size}`,
      at: 'contract',
      send: place =>
        Promise.all([
          ask(place, `{ programs(first: ${size}) { totalCount } }`),
          ask(place, {
            query: 'query($size: Int) { programs(first: $size) { edges { node { title } } } }',
            variables: { size },
          }),
        ]),
      ...badInput,
      says: /1 (to|and) 200|200/,
    }),
  ),
  {
    name: 'half of a surrogate pair in a variable',
    send: place => post(place, withVariables('{"term":"\\ud800"}')),
    ...badInput,
    says: /"variables\.term" holds half of a surrogate pair/,
  },
  {
    name: 'half of a surrogate pair in the operation',
    send: place => post(place, '{"query":"{ search(term: \\"\\ud800\\") { __typename } }"}'),
    ...{ status: 400, code: 'GRAPHQL_PARSE_FAILED' },
  },
  ...['\\u0000', '\\u0007', '\\u001f', '\\u007f'].flatMap((written): Row[] => [
    {
      name: `the control character ${written} in a variable`,
      send: place => post(place, withVariables(`{"term":"a${written}b"}`)),
      ...badInput,
      says: /"variables\.term" holds a control character.*Leave it out/,
    },
    {
      name: `the control character ${written} in a text of the operation`,
      send: place =>
        Promise.all([
          post(place, `{"query":"{ search(term: \\"a\\${written}b\\") { __typename } }"}`),
          post(place, `{"query":"{ search(term: \\"a${written}b\\") { __typename } }"}`),
          post(place, `{"query":"{ search(term: \\"\\"\\"a${written}b\\"\\"\\") { __typename } }"}`),
        ]),
      ...badInput,
      says: /A text in the operation holds a control character.*Leave it out/,
    },
  ]),
  {
    name: 'tab, line feed and carriage return in a variable',
    send: place => post(place, withVariables('{"term":"a\\t\\r\\nb"}')),
    ...{ status: 200, code: null },
  },
  {
    name: 'NUL in the variables of a link',
    send: place => get(place, { query: search, variables: '{"term":"\\u0000"}' }),
    ...badInput,
    says: /control character/,
  },
  ...['__proto__', 'constructor', 'prototype'].flatMap((name): Row[] => [
    {
      name: `the key ${name} in variables`,
      send: place =>
        Promise.all([
          post(place, withVariables(`{"${name}":{"polluted":true}}`)),
          post(place, withVariables(`{"f":{"genre":"SEA","${name}":{"polluted":true}}}`, filtered)),
        ]),
      ...badRequest,
      says: /not taken/,
    },
    {
      name: `the key ${name} in the variables of a link`,
      send: place => get(place, { query: search, variables: `{"${name}":{"polluted":true}}` }),
      ...badRequest,
      says: /not taken/,
    },
    {
      name: `the alias ${name}`,
      send: place => ask(place, `{ ${name}: book(id: "b1") { ${name}: title } }`),
      ...{ status: 200, code: null },
      also: ([reply]) =>
        reply?.text.startsWith(`{"data":{"${name}":{"${name}":"Ebb"}}}`) ? null : `The answer is ${reply?.text}.`,
    },
    {
      name: `the variable $${name} with a default`,
      send: place =>
        ask(
          place,
          `query($${name}: ID = "b1") { book(id: "b1") { id title } search(term: "") { ... on Book @skip(if: false) { id } } x: search(term: $${name}) { __typename } }`,
        ),
      ...{ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    },
    {
      name: `the variable $${name}`,
      send: place => ask(place, `query($${name}: String = "x") { search(term: $${name}) { __typename } }`),
      ...{ status: 200, code: null },
    },
    {
      name: `the operationName ${name}`,
      send: place => ask(place, { query: `query ${name} { __typename }`, operationName: name }),
      ...{ status: 200, code: null },
      data: { __typename: 'Query' },
    },
    {
      name: `the operationName ${name}, which the document has not`,
      send: place => ask(place, { query: 'query A { __typename }', operationName: name }),
      ...{ status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
    },
  ]),
  {
    name: 'JSON 20,000 deep',
    send: place => post(place, withVariables(`{"term":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)),
    ...badInput,
    says: /more than 32 lists and objects inside each other/,
  },
  {
    name: 'JSON 33 deep',
    send: place => post(place, withVariables(`{"term":${'{"a":'.repeat(32)}1${'}'.repeat(32)}}`)),
    ...badInput,
    says: /more than 32 lists and objects inside each other/,
  },
  {
    // The last one counts, as everywhere in JavaScript; nothing before the gateway reads bodies otherwise.
    name: 'JSON with one key twice',
    send: place => post(place, '{"query":"{ nothing }","query":"{ __typename }"}'),
    ...{ status: 200, code: null },
    data: { __typename: 'Query' },
  },
  {
    name: 'variables that are a list, a text, a number',
    send: place => Promise.all(['[1]', '"x"', '1'].map(json => post(place, withVariables(json)))),
    ...badRequest,
  },
]
