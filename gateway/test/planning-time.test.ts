import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readSupergraph } from '../supergraph/load-supergraph.ts'
import { TimeLimitError, withinTime } from '../supergraph/time-limit.ts'
import { startMarket } from './support/market.ts'
import { federatedSdl } from './support/market-sdl.ts'
import { composeSupergraph, startTestGateway } from './support/test-gateway.ts'

/** Fields of an interface whose types most subgraphs do not know, inside each other. */
const nested = (times: number): string => {
  const open = '{ lead { favourite { score title reviews { subject '
  return `{ media ${open.repeat(times)} { lead { favourite { score title } } } ${'} } } }'.repeat(times)} }`
}

/** 282 characters, within all limits: the planner takes more than 10 seconds and a gigabyte. */
const slow = nested(4)

describe('planning', () => {
  it('is interrupted when it takes too long, and the operation is refused', async () => {
    const market = await startMarket('faceless')
    await using gateway = await startTestGateway(market, { PLANNING_TIMEOUT_MS: '100' })

    const { status, errors, data } = await gateway.ask(slow)

    expect({ status, data }).toEqual({ status: 400, data: undefined })
    expect(errors).toEqual([
      {
        message:
          'Planning the operation took longer than 100 ms. Split it into smaller ones, with fewer fields inside each other.',
        extensions: { code: 'OPERATION_TOO_COMPLEX' },
      },
    ])
    expect(market.flatMap(({ received }) => received)).toEqual([])
  })

  it('goes on as if nothing had been interrupted', () => {
    const subgraphs = Object.entries(federatedSdl('interface object'))
    const sdl = composeSupergraph(subgraphs.map(([name, sdl]) => ({ name, sdl, url: 'http://127.0.0.1:1' })))
    const [supergraph, another] = [readSupergraph(sdl), readSupergraph(sdl)]
    const document = parse(nested(1))

    expect(() => supergraph.plan(parse(slow), 100)).toThrow(TimeLimitError)

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
