import { expect, it } from 'vitest'
import { conflictsByRecord } from './conflicts-by-record.ts'

const conflict = (id: string, subjectId: string) => ({
  node: {
    id,
    subjectId,
    subjectLabel: `Label of ${subjectId}`,
    path: 'dates',
    status: 'OPEN' as const,
    rationale: null,
    adopted: null,
    claims: [],
  },
})
const connection = (...edges: ReturnType<typeof conflict>[]) => ({ totalCount: edges.length, edges })

it('brings together what is disputed of one record, and leads to it', () => {
  const records = conflictsByRecord({
    programConflicts: connection(conflict('a', 'visit'), conflict('b', 'tour'), conflict('c', 'visit')),
    personConflicts: connection(conflict('d', 'p-1')),
    organizationConflicts: null,
  })

  expect(records.map(({ href, label, conflicts }) => [href, label, conflicts.map(({ id }) => id)])).toEqual([
    ['/programs/visit', 'Label of visit', ['a', 'c']],
    ['/programs/tour', 'Label of tour', ['b']],
    ['/people/p-1', 'Label of p-1', ['d']],
  ])
})
