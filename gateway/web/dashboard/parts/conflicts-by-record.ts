import { linkTo } from '../address.ts'
import type { DataOf } from '../ask.ts'

type Connection = NonNullable<DataOf<'source-conflicts'>['programConflicts']>
type Conflict = Connection['edges'][number]['node']

/** The disagreements on one record, with the way to it. */
export type ConflictsOfRecord = {
  readonly label: string
  readonly kind: 'program' | 'person' | 'organization'
  readonly href: string
  readonly conflicts: readonly Conflict[]
}

const kinds = [
  { kind: 'program', field: 'programConflicts', page: '/programs/:slug' },
  { kind: 'person', field: 'personConflicts', page: '/people/:slug' },
  { kind: 'organization', field: 'organizationConflicts', page: '/organizations/:slug' },
] as const

/** Brings together what is disputed of the same record. The order within a kind is the network's. */
export const conflictsByRecord = (data: DataOf<'source-conflicts'>): readonly ConflictsOfRecord[] =>
  kinds.flatMap(({ kind, field, page }) => {
    const conflicts = data[field]?.edges.map(({ node }) => node) ?? []
    return [...Map.groupBy(conflicts, ({ subjectId }) => subjectId)].map(([id, ofRecord]) => ({
      kind,
      label: ofRecord[0]?.subjectLabel ?? id,
      href: linkTo(page, id, null),
      conflicts: ofRecord,
    }))
  })
