import { Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { createCounter, createHistogram } from '../observe/series.ts'

describe('the series of a counter', () => {
  it('stand at 0 when they are opened, and count on from one reading to the next', async () => {
    const registry = new Registry()
    const counter = createCounter({ name: 'asked', help: 'Asked.', labelNames: ['by'], registers: [registry] })
    const [ana, ben] = [counter({ by: 'ana' }), counter({ by: 'ben' })]

    ana.waiting += 2
    const once = await registry.metrics()
    ana.waiting++
    const again = await registry.metrics()

    expect(once.split('\n').slice(2, 4)).toEqual(['asked{by="ana"} 2', 'asked{by="ben"} 0'])
    expect(again.split('\n').slice(2, 4)).toEqual(['asked{by="ana"} 3', 'asked{by="ben"} 0'])
    expect(ben.waiting).toBe(0)
  })
})

describe('the series of a histogram', () => {
  it('lose nothing, however much is observed between two readings', async () => {
    const registry = new Registry()
    const seconds = createHistogram({ name: 'took', help: 'Took.', buckets: [1], registers: [registry] })({})

    for (const value of Array.from({ length: 1000 }, (_, index) => (index < 600 ? 0.5 : 2))) seconds.observe(value)
    const once = await registry.metrics()
    seconds.observe(2)
    const again = await registry.metrics()

    const samples = ['took_bucket{le="1"} 600', 'took_bucket{le="+Inf"} 1000', 'took_sum 1100', 'took_count 1000']
    expect(once.trim().split('\n').slice(2)).toEqual(samples)
    expect(again).toContain('\ntook_sum 1102\ntook_count 1001\n')
  })
})
