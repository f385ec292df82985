import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readSupergraph } from '../supergraph/load-supergraph.ts'
import { TimeLimitError, withinTime } from '../supergraph/time-limit.ts'
import { startSubgraph } from './support/subgraph-server.ts'
import { composeSupergraph, startTestGateway } from './support/test-gateway.ts'

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
const agesSdl = `${link}
  type Query { oldest: Person }
  type Person @key(fields: "id") { id: ID! age: Int friend: Person }`
const namesSdl = `${link}
  type Person @key(fields: "id") { id: ID! name: String }`

/** Fifty chains of friends, ten long: half a second of the planner's time. */
const chains = Array.from(
  { length: 50 },
  (_, index) => `c${index}: oldest ${'{ name friend '.repeat(10)} { age } ${'}'.repeat(10)}`,
)
const large = `{ ${chains.join(' ')} }`

describe('planning', () => {
  it('is interrupted when it takes too long, and the operation is refused', async () => {
    const ages = await startSubgraph('ages', agesSdl, {})
    const names = await startSubgraph('names', namesSdl, {})
    await using gateway = await startTestGateway([ages, names], { PLANNING_TIMEOUT_MS: '1' })

    const { status, errors, data } = await gateway.ask(large)

    expect({ status, data }).toEqual({ status: 400, data: undefined })
    expect(errors).toEqual([
      {
        message:
          'Planning the operation took longer than 1 ms. Split it into smaller ones, or use fewer fragments inside each other.',
        extensions: { code: 'OPERATION_TOO_COMPLEX' },
      },
    ])
    expect([...ages.received, ...names.received]).toEqual([])
  })

  it('goes on as if nothing had been interrupted', () => {
    const sdl = composeSupergraph([
      { name: 'ages', url: 'http://127.0.0.1:1', sdl: agesSdl },
      { name: 'names', url: 'http://127.0.0.1:2', sdl: namesSdl },
    ])
    const document = parse(large)
    const supergraph = readSupergraph(sdl)
    const another = readSupergraph(sdl)

    expect(() => supergraph.plan(document, 1)).toThrow(TimeLimitError)

    expect(supergraph.plan(document, 600_000)).toEqual(another.plan(document))
  })
})

describe('work within a time', () => {
  it('gives its result', () => {
    expect(withinTime(600_000, () => 'done')).toBe('done')
  })

  it('throws what it throws', () => {
    const thrown = new RangeError('It is too much.')
    const fail = (): never => {
      throw thrown
    }

    expect(() => withinTime(600_000, fail)).toThrow(thrown)
  })

  it('ends although it would never end', () => {
    const endless = (): never => {
      for (;;);
    }

    expect(() => withinTime(5, endless)).toThrow('Work took longer than 5 ms and was interrupted.')
  })
})
