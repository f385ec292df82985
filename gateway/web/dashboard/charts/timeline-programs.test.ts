import { describe, expect, it } from 'vitest'
import { readAddress } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { programWords, timelineContent } from './timeline-programs.ts'
import { programTimelineTable } from './timeline-table.ts'

type Node = NonNullable<DataOf<'program-timeline'>['programs']>['edges'][number]['node']

const singapore: Node = {
  slug: 'cosn-singapore-2015',
  title: 'International Delegation to Singapore',
  kind: 'DELEGATION',
  status: 'ANNOUNCED',
  dates: {
    edtf: '2015-01-09/2015-01-17',
    earliest: '2015-01-09',
    latest: '2015-01-17',
    precision: 'DAY',
    inferred: false,
    label: 'January 9-17, 2015',
  },
  sources: [],
}
const belarus: Node = {
  slug: 'scoe-belarus-visit-2024',
  title: 'Human rights advocates from Belarus',
  kind: 'VISIT',
  status: 'HELD',
  dates: {
    edtf: '2024-05',
    earliest: '2024-05-01',
    latest: '2024-05-31',
    precision: 'MONTH',
    inferred: true,
    label: 'In May',
  },
  sources: [],
}
const roundtable: Node = {
  slug: 'iste',
  title: 'Roundtable',
  kind: 'ROUNDTABLE',
  status: 'HELD',
  dates: null,
  sources: [],
}

const answer = (totalCount: number, ...nodes: readonly Node[]): DataOf<'program-timeline'> => ({
  programs: { totalCount, pageInfo: { hasNextPage: false, endCursor: null }, edges: nodes.map(node => ({ node })) },
})

const overview = readAddress('/', '')!

describe('programs for a timeline', () => {
  it('come earliest first and undated ones last', () => {
    const { programs } = timelineContent(answer(3, roundtable, belarus, singapore), overview)

    expect(programs.map(({ slug }) => slug)).toEqual(['cosn-singapore-2015', 'scoe-belarus-visit-2024', 'iste'])
    expect(programs[2]?.time).toBeNull()
  })

  it('are named with kind, date as far as it is known, and status', () => {
    const { programs } = timelineContent(answer(3, singapore, belarus, roundtable), overview)

    expect(programs.map(programWords)).toEqual([
      'International Delegation to Singapore: delegation, 9 January 2015 – 17 January 2015, announced only',
      'Human rights advocates from Belarus: visit, May 2024, month only, partly inferred, held',
      'Roundtable: roundtable, undated, held',
    ])
  })

  it('know a period from a span of doubt', () => {
    const { programs } = timelineContent(answer(2, singapore, belarus), overview)

    expect(programs.map(({ time }) => time?.isPeriod)).toEqual([true, false])
  })

  it('say as a table how many of them are not drawn', () => {
    const { caption, rows } = programTimelineTable(timelineContent(answer(340, singapore), overview))

    expect(caption).toBe('Programs over time, the latest 1 of 340')
    expect(rows).toEqual([
      ['International Delegation to Singapore', '9 January 2015 – 17 January 2015', 'Delegation', 'announced only'],
    ])
  })
})
