import { describe, expect, it } from 'vitest'
import { knownValues, placeLine, sourcesLine, statusLine, sumOf, talliedPrograms, tallyLine } from './figures.ts'

const bucket = (value: string | null, programs: number) => ({
  programs,
  keys: [{ value, label: value ?? 'Unknown', unknown: value === null }],
})

const visit = { announced: 19, reported: 22, listed: 22, distinct: 21, adopted: 21, note: null }

describe('the key figures', () => {
  it('tell what is held from what is only announced and what has no date', () => {
    const statuses = { total: 14, buckets: [bucket('HELD', 13), bucket('ANNOUNCED', 1)] }
    const years = { buckets: [bucket(null, 5), bucket('2024', 3)] }

    expect(statusLine({ statuses, years })).toBe('13 held, 1 announced only, 5 undated')
  })

  it('count the values that are known, and say of how many programs none is', () => {
    const stats = { buckets: [bucket(null, 3), bucket('PT', 1), bucket('GB', 2)] }

    expect(knownValues(stats)).toBe(2)
    expect(placeLine(stats)).toBe('3 programs without a stated country')
  })

  it('put the counts of one list side by side where they differ', () => {
    const node = { slug: 'visit', title: 'Visit', countryTally: visit }
    const agreed = { ...visit, announced: 21, reported: 21, listed: 21 }

    expect(talliedPrograms({ edges: [{ node }, { node: { ...node, countryTally: agreed } }] })).toHaveLength(1)
    expect(tallyLine(visit)).toBe('22 listed, 21 distinct, 19 announced')
  })

  it('add up nothing when a part of the network does not answer', () => {
    expect(sumOf([{ totalCount: 1 }, { totalCount: 2 }])).toBe(3)
    expect(sumOf([{ totalCount: 1 }, null])).toBeNull()
  })

  it('name the documents while they are few', () => {
    const edges = [{ node: { slug: 'a', title: 'Global Leadership' } }]

    expect(sourcesLine({ totalCount: 1, edges })).toBe('From 1 document: “Global Leadership”.')
    expect(sourcesLine({ totalCount: 40, edges })).toBe('From 40 documents.')
  })
})
