import type { EntityChange } from '../database/database.ts'

/** Names a record: its type in the contract and its id. */
export type RecordKey = { readonly type: string; readonly id: string }

/** Tells which records are changed when an entity is. */
export type Touch = {
  /** The records of an entity; none when it is of another class. */
  readonly records: (entity: object) => readonly RecordKey[]
}

/**
 * Declares that a change of this entity is a change of these records: `touch(Organization, row => ({ type:
 * 'Organization', id: row.id }))`, or for a child row its parent. A child row must not move from one parent to
 * another: delete it and create a new one.
 */
export const touch = <E extends object>(
  entity: abstract new (...parameters: never[]) => E,
  recordsOf: (entity: E) => RecordKey | readonly RecordKey[],
): Touch => ({
  records(changed) {
    if (!(changed instanceof entity)) return []
    const records = recordsOf(changed)
    return isList(records) ? records : [records]
  },
})

const isList = (records: RecordKey | readonly RecordKey[]): records is readonly RecordKey[] => Array.isArray(records)

/** Collects the ids of the records that a write touched, by type, in the order of change and without repeats. */
export const touchedRecords = (
  changes: readonly EntityChange[],
  touches: readonly Touch[],
): ReadonlyMap<string, readonly string[]> => {
  const touched = new Map<string, Set<string>>()
  for (const { entity } of changes) {
    for (const { type, id } of touches.flatMap(one => one.records(entity))) {
      touched.set(type, (touched.get(type) ?? new Set()).add(id))
    }
  }
  return new Map([...touched].map(([type, ids]) => [type, [...ids]]))
}

/** Cuts a list into parts of at most `size`, so that no statement has more parameters than a database takes. */
export const parts = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
