import { expect, it } from 'vitest'
import { knownAsOf } from '../projection/known-as-of.ts'

it('a message tells of when the knowledge of a sibling is, and that there is none', () => {
  const feeds = {
    organizations: { phase: 'away', asOf: new Date('2026-11-22T05:00:00Z') },
    people: { phase: 'away', asOf: null },
  } as const

  expect(knownAsOf(feeds, 'organizations')).toBe('What is known here of organizations is of 2026-11-22T05:00:00.000Z.')
  expect(knownAsOf(feeds, 'people')).toBe(
    'The feed of "people" was not read yet: ask again once that subgraph is there.',
  )
})
