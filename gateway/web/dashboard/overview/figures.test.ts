import { describe, expect, it } from 'vitest'
import {
  allSourcesLine,
  knownValues,
  placeLine,
  programSourcesLine,
  statusLine,
  sumOf,
  talliedPrograms,
  tallyLine,
} from './figures.ts'

const bucket = (value: string | null, programs: number) => ({
  programs,
  keys: [{ value, label: value ?? 'Unknown', unknown: value === null }],
})

const silent = { documents: [], originClaims: [], placeClaims: [] }

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
    const node = { slug: 'visit', title: 'Visit', countryTally: visit, ...silent }
    const agreed = { ...visit, announced: 21, reported: 21, listed: 21 }
    const edges = [{ node }, { node: { ...node, countryTally: agreed } }]

    expect(talliedPrograms({ totalCount: 2, edges })).toHaveLength(1)
    expect(tallyLine(visit)).toBe('22 listed, 21 distinct, 19 announced')
  })

  it('add up nothing when a part of the network does not answer', () => {
    expect(sumOf([{ totalCount: 1 }, { totalCount: 2 }])).toBe(3)
    expect(sumOf([{ totalCount: 1 }, null])).toBeNull()
  })

  it('name the documents while they are few', () => {
    const edges = [{ node: { slug: 'a', title: 'Global Leadership' } }]

    expect(allSourcesLine({ totalCount: 1, edges })).toBe('From 1 document: “Global Leadership”.')
    expect(allSourcesLine({ totalCount: 40, edges })).toBe('From 40 documents.')
  })
  it('name those documents only that speak of what is counted, each once', () => {
    const [story, page] = [
      { slug: 'story', title: 'News story' },
      { slug: 'page', title: 'Global Leadership' },
    ]
    const node = { slug: 'visit', title: 'Visit', countryTally: null, ...silent, documents: [story, page, null] }
    const programs = {
      totalCount: 2,
      edges: [{ node: { ...node, originClaims: [{ source: story }, { source: story }] } }, { node }],
    }

    expect(programSourcesLine(programs, ({ documents }) => documents)).toBe(
      'From 2 documents: “News story”; “Global Leadership”.',
    )
    expect(programSourcesLine(programs, ({ originClaims }) => originClaims.map(({ source }) => source))).toBe(
      'From 1 document: “News story”.',
    )
    expect(programSourcesLine({ ...programs, totalCount: 40 }, ({ documents }) => documents)).toBe(
      'Each program names its documents.',
    )
    expect(programSourcesLine({ totalCount: 0, edges: [] }, ({ documents }) => documents)).toBe('')
  })
})
