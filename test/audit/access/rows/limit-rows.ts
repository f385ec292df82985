import type { HostilePlace } from '../hostile-world.ts'
import type { Check, Row } from '../row.ts'
import { ask, askAs, post, type Reply } from '../send.ts'

/** Asks again and again; gives what came at last, and how much was let pass before. */
const spend = async (send: (turn: number) => Promise<Reply>): Promise<{ last: Reply; passed: number }> => {
  for (let turn = 0; turn < mostTurns; turn++) {
    const last = await send(turn)
    if (last.status === 429) return { last, passed: turn }
  }
  throw new Error(`Nobody was refused in ${mostTurns} requests`)
}

const mostTurns = 200

const limited = { at: 'metered', status: 429, code: 'RATE_LIMITED', data: undefined } as const
const hasRetryAfter: Check = ([reply]) => {
  const seconds = reply?.header('retry-after')
  return Number(seconds) > 0 ? null : `The header "retry-after" is "${seconds}".`
}

const rateRow = (name: string, send: (place: HostilePlace, turn: number) => Promise<Reply>): Row => ({
  name,
  send: async place => (await spend(turn => send(place, turn))).last,
  ...limited,
  also: hasRetryAfter,
})

const book = '{ book(id: "b1") { title } }'
const many = `{ ${Array.from({ length: 20 }, (_, i) => `b${i}: book(id: "b${i}") { title }`).join(' ')} }`

const tooCostly = { at: 'contract', status: 400, code: 'OPERATION_TOO_COSTLY', data: undefined } as const
const badPage = { at: 'contract', status: 400, code: 'BAD_USER_INPUT', data: undefined } as const

const nested = (first: number): string =>
  `{ programs(first: ${first}) { edges { node { participations(first: ${first}) { edges { node { person { participations(first: ${first}) { edges { node { label } } } } } } } } } } }`

/** What costs too much, at once or in a minute. */
export const limitRows: readonly Row[] = [
  {
    name: 'three pages of 200 inside each other',
    send: place => ask(place, nested(200)),
    ...tooCostly,
    says: /costs .* but .* are allowed/,
  },
  {
    name: 'three pages of 200 inside each other, by a variable and by its default',
    send: place => {
      const text = nested(200).replaceAll('first: 200', 'first: $size')
      return Promise.all([
        ask(place, { query: `query($size: Int) ${text}`, variables: { size: 200 } }),
        ask(place, `query($size: Int = 200) ${text}`),
      ])
    },
    ...tooCostly,
  },
  {
    name: 'three pages of 200 inside each other, by somebody with every scope',
    send: place => askAs(place, 'contact:read person:read participant:sensitive network:admin', nested(200)),
    ...tooCostly,
  },
  ...[0, -1, 201].flatMap((size): Row[] => [
    {
      name: `a page of ${size} inside another one`,
      send: place =>
        ask(place, `{ programs(first: 1) { edges { node { participations(first: ${size}) { totalCount } } } } }`),
      ...badPage,
      says: new RegExp(`"first" is ${size}, but a page holds 1 to 200`),
    },
    {
      name: `a page of ${size} as the default of a variable`,
      send: place => ask(place, `query($size: Int = ${size}) { programs(first: $size) { totalCount } }`),
      ...badPage,
      says: new RegExp(`"first" is ${size}, but a page holds 1 to 200`),
    },
  ]),
  {
    name: 'a page of 2^31 in the operation',
    send: place => ask(place, '{ programs(first: 2147483648) { totalCount } }'),
    ...{ at: 'contract', status: 400, code: 'GRAPHQL_VALIDATION_FAILED', data: undefined },
  },
  rateRow('more requests than a minute holds', place => ask(place, book)),
  rateRow('more broken requests than a minute holds', place => post(place, '{')),
  rateRow('more bad tokens than a minute holds', place => ask(place, book, { authorization: 'Bearer a.b.c' })),
  rateRow('another address in "x-forwarded-for" with each request', (place, turn) =>
    ask(place, book, { 'x-forwarded-for': `192.0.2.${turn}`, forwarded: `for=192.0.2.${turn}` }),
  ),
  rateRow('another token of one subject with each request', (place, turn) =>
    askAs(place, { sub: 'spender', scope: `s${turn}` }, book),
  ),
  {
    name: 'somebody with a token, while the address has nothing left',
    send: place => askAs(place, { sub: 'thrifty' }, book),
    ...{ at: 'metered', status: 200, code: null, data: { book: { title: 'Ebb' } } },
  },
  {
    name: 'twenty look-ups in one request, which cost as much as they do alone',
    send: async place => {
      const { last, passed } = await spend(() => askAs(place, { sub: 'packer' }, many))
      if (passed > 6) throw new Error(`${passed} requests of twenty look-ups were let pass in a minute`)
      return last
    },
    ...limited,
    also: hasRetryAfter,
  },
]
