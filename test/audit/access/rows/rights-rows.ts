import type { HostilePlace } from '../hostile-world.ts'
import type { Row } from '../row.ts'
import { type Asked, ask, askAs, type Reply } from '../send.ts'

type Denied = {
  readonly name: string
  readonly asked: Asked
  /** Scopes of who asks; nobody where they are left out. */
  readonly scope?: string
  readonly data: unknown
  /** Places of the errors, in order. */
  readonly paths: readonly string[]
  /** What no subgraph may be asked for. */
  readonly unread: RegExp
  /** What happens before. */
  readonly before?: (place: HostilePlace) => Promise<unknown>
}

/** A row of somebody who may not read a part: null in place, an error with its path, and nothing of it fetched. */
const denied = ({ name, asked, scope, data, paths, unread, before }: Denied): Row => ({
  name,
  at: 'guarded',
  send: async place => {
    await before?.(place)
    for (const { received } of place.subgraphs) received.length = 0
    return scope === undefined ? ask(place, asked) : askAs(place, scope, asked)
  },
  ...{ status: 200, code: 'UNAUTHORIZED_FIELD_OR_TYPE', data },
  also: ([reply], place) => pathFault(reply!, paths) ?? fetchFault(place, unread),
})

const pathFault = ({ errors }: Reply, paths: readonly string[]): string | null => {
  const seen = errors.map(({ path = [], extensions }) => `${path.join('.')} ${extensions?.code}`).join(', ')
  const expected = paths.map(path => `${path} UNAUTHORIZED_FIELD_OR_TYPE`).join(', ')
  return seen === expected ? null : `The errors are "${seen}", expected "${expected}".`
}

const fetchFault = ({ subgraphs }: HostilePlace, unread: RegExp): string | null => {
  const fetched = subgraphs.flatMap(({ received }) => received.map(({ query }) => query))
  const found = fetched.find(query => unread.test(query))
  return found === undefined ? null : `A subgraph was asked "${found}".`
}

const anything = /./
const address = /address|city/
const query = '{ user(id: "u1") { name address { city } } }'
const whole = { user: { name: 'Ana', address: { city: 'Riga' } } }
const withoutAddress = { user: { name: 'Ana', address: null } }
const atAddress = { data: withoutAddress, paths: ['user.address'], unread: address }

/** The privileged must get it, or the row shows nothing. */
const asPrivileged = async (place: HostilePlace, asked: Asked): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) {
    const { data, text } = await askAs(place, 'address:read', asked)
    if (JSON.stringify(data) !== JSON.stringify(whole)) throw new Error(`The privileged viewer was answered ${text}`)
  }
}

/** Ways round the rules of fields. */
export const rightsRows: readonly Row[] = [
  {
    name: 'a guarded field, by who may read it',
    at: 'guarded',
    send: place => askAs(place, 'address:read', query),
    ...{ status: 200, code: null, data: whole },
  },
  denied({ name: 'a guarded field', asked: query, ...atAddress }),
  denied({ name: 'a guarded field, with another scope', asked: query, scope: 'address names:read', ...atAddress }),
  denied({
    name: 'a guarded field under an alias',
    asked: '{ u: user(id: "u1") { name id: address { x: city } } }',
    ...{ data: { u: { name: 'Ana', id: null } }, paths: ['u.id'], unread: address },
  }),
  denied({
    name: 'a guarded field in named fragments',
    asked: '{ user(id: "u1") { ...A } } fragment A on User { name ...B } fragment B on User { address { city } }',
    ...atAddress,
  }),
  denied({
    name: 'a guarded field in nested inline fragments',
    asked: '{ ... { user(id: "u1") { name ... on Named { ... { ... on User { address { city } } } } } } }',
    ...atAddress,
  }),
  denied({
    name: 'a guarded field of an interface',
    asked: '{ media { title score } }',
    data: {
      media: [{ title: 'Reef', score: null }, { title: 'Chess', score: null }, null, { title: 'Bay', score: null }],
    },
    ...{ paths: ['media.0.score', 'media.1.score', 'media.3.score'], unread: /score/ },
  }),
  denied({
    name: 'a guarded field on one type of an interface',
    asked: '{ best { __typename title ... on Film { score } ... on Game { score } } }',
    ...{ data: { best: { __typename: 'Film', title: 'Reef', score: null } }, paths: ['best.score'], unread: /score/ },
  }),
  denied({
    name: 'a guarded field behind @include with a variable, and behind @skip',
    asked: {
      query:
        'query($yes: Boolean!) { user(id: "u1") { name address @include(if: $yes) { city } a: address @skip(if: $yes) { city } } }',
      variables: { yes: true },
    },
    ...atAddress,
  }),
  denied({
    name: 'a guarded field in a list',
    asked: '{ users(filter: { limit: 2 }) { name address { city } } }',
    data: {
      users: [
        { name: 'Ana', address: null },
        { name: 'Ben', address: null },
      ],
    },
    ...{ paths: ['users.0.address', 'users.1.address'], unread: address },
  }),
  denied({
    name: 'a guarded field that may not be null, with its object',
    asked: '{ user(id: "u1") { name born } }',
    ...{ data: { user: null }, paths: ['user.born'], unread: /born/ },
  }),
  denied({
    name: 'a field that another team computes of a guarded one',
    asked: '{ product(id: "p1") { sku label } }',
    scope: 'names:read',
    ...{ data: { product: { sku: 's-1', label: null } }, paths: ['product.label'], unread: /label|city/ },
  }),
  denied({
    name: 'a guarded field of the root, and nothing else',
    asked: '{ a: echo b: echo }',
    ...{ data: { a: null, b: null }, paths: ['a', 'b'], unread: anything },
  }),
  denied({
    name: 'a guarded mutation, which is not run',
    asked: 'mutation { rate(id: "m1", stars: 5) { title } }',
    scope: 'rate:read',
    ...{ data: { rate: null }, paths: ['rate'], unread: anything },
  }),
  denied({
    name: 'a guarded field beside introspection',
    asked: '{ __typename __type(name: "User") { name } user(id: "u1") { name address { __typename city } } }',
    scope: 'schema:read',
    ...{ data: { __typename: 'Query', __type: { name: 'User' }, ...withoutAddress } },
    ...{ paths: ['user.address'], unread: address },
  }),
  {
    name: 'a guarded field beside introspection, by an anonymous caller',
    at: 'guarded',
    send: place => ask(place, '{ __type(name: "User") { name } user(id: "u1") { address { city } } }'),
    ...{ status: 400, code: 'GRAPHQL_VALIDATION_FAILED', data: undefined },
    says: /schema:read/,
  },
  denied({ name: 'a guarded field in a saved operation', asked: { documentId: 'address' }, ...atAddress }),
  denied({
    name: 'a guarded field in a saved operation that a privileged viewer has asked before',
    asked: { documentId: 'address' },
    before: place => asPrivileged(place, { documentId: 'address' }),
    ...atAddress,
  }),
  denied({
    name: 'a guarded field that a privileged viewer has asked with the same text before',
    asked: query,
    before: place => asPrivileged(place, query),
    ...atAddress,
  }),
  {
    name: 'a guarded field, by who may read it, after nobody has asked with the same text',
    at: 'guarded',
    send: async place => {
      const same = query.replace('{', 'query After {')
      for (let turn = 0; turn < 3; turn++) await ask(place, same)
      return askAs(place, 'address:read', same)
    },
    ...{ status: 200, code: null, data: whole },
  },
  {
    name: 'contact values of real people, under an alias in a list',
    at: 'network',
    send: place => ask(place, '{ people(first: 50) { edges { node { contactPoints { id: value } } } } }'),
    ...{ status: 200, code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
    also: async ([reply], place) => {
      const trusted = await askAs(
        place,
        'contact:read',
        '{ people(first: 50) { edges { node { contactPoints { id: value } } } } }',
      )
      if (trusted.code !== null || !/"id":"/.test(trusted.text)) return `The trusted were told ${trusted.text}.`
      return /"id":"/.test(reply!.text) ? 'A contact value was told.' : null
    },
  },
]
