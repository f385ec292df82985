import { describe, expect, it } from 'vitest'
import type { DataOf } from '../ask.ts'
import { conflictTable } from './conflict-table.ts'

const claim = {
  normalized: null,
  basis: 'STATED',
  planned: true,
  locator: 'paragraph 1',
  note: null,
} as const

const release = { slug: 'release', title: 'Release', kind: 'PRESS_RELEASE' } as const

const answer: DataOf<'source-conflicts'> = {
  programConflicts: {
    totalCount: 1,
    edges: [
      {
        node: {
          id: 'k-1',
          subjectId: 'visit',
          subjectLabel: 'The visit',
          path: 'countryTally.adopted',
          status: 'RESOLVED',
          rationale: null,
          adopted: { id: 'c-2', value: '21', normalized: null },
          claims: [
            { ...claim, id: 'c-1', value: '19', quote: 'from 19 countries', source: release },
            { ...claim, id: 'c-2', value: '21', quote: null, source: null, planned: false, basis: 'COMPUTED' },
          ],
        },
      },
    ],
  },
  personConflicts: null,
  organizationConflicts: { totalCount: 0, edges: [] },
}

describe('disagreements as a table', () => {
  it('have a row for each statement, with its words, its source and whether it is adopted', () => {
    const { columns, rows } = conflictTable(answer)

    expect(columns).toEqual(['Record', 'Field', 'Statement', 'How it was said', 'Source', 'Words'])
    expect(rows).toEqual([
      ['The visit', 'How many countries', '19', 'stated, planned', 'Release, paragraph 1', 'from 19 countries'],
      ['The visit', 'How many countries', '21 (adopted)', 'computed', null, null],
    ])
  })
})
