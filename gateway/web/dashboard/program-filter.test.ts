import { describe, expect, it } from 'vitest'
import { ignoredFilters, programFilter, usedFilters } from './program-filter.ts'

describe('the filter of programs in an address', () => {
  it('is none where the address says none', () => {
    expect(programFilter({ query: {} })).toBeNull()
    expect(programFilter({ query: { q: 'ties', sort: 'TITLE' } })).toBeNull()
  })

  it('asks for all that the address says at once', () => {
    const query = { from: 'PH', to: 'GB-SCT', organization: 'scoe', topic: 'reentry', kind: 'VISIT', year: '2024' }

    expect(programFilter({ query })).toEqual({
      originIn: ['PH'],
      heldIn: ['GB-SCT'],
      organization: { ids: ['scoe'], includeUnits: true },
      topics: ['reentry'],
      kinds: ['VISIT'],
      dates: { from: '2024-01-01', to: '2024-12-31' },
    })
  })

  it('finds programs of which no date is known', () => {
    expect(programFilter({ query: { year: 'undated' } })).toEqual({ missing: ['DATE'] })
  })

  it('leaves out what cannot be a value and says so, rather than asking for it', () => {
    const query = { from: '<script>alert(1)</script>', kind: 'FOO', year: '99999', topic: 'x'.repeat(101), to: 'PT' }

    expect(programFilter({ query })).toEqual({ heldIn: ['PT'] })
    expect(ignoredFilters({ query })).toEqual(['from', 'topic', 'kind', 'year'])
    expect(usedFilters({ query })).toEqual(['to'])
  })
})
