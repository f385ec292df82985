import DataLoader from 'dataloader'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { type Row, selectFrom } from '../database/rows.ts'
import type { RecordKey } from '../feed/touched-records.ts'
import type { LoaderRequest } from '../serve/subgraph.ts'
import { Claim } from './claim.ts'
import { Conflict } from './conflict.ts'
import type { ProvenanceRules } from './provenance-rules.ts'
import { RecordSource } from './record-source.ts'

/** Loads what supports the records of one request: each loader takes one statement, however many records ask. */
export type ProvenanceLoaders = {
  /** What exists for the viewer of this request; every loader keeps to it. */
  readonly rules: ProvenanceRules
  /** Ids of the sources of a record, in its order. */
  readonly sourcesOf: DataLoader<RecordKey, readonly string[], string>
  /** Tells of sources whether they exist for the viewer. */
  readonly sourceExists: DataLoader<string, boolean>
  /** Claims on a record as they were recorded. */
  readonly claimsOf: DataLoader<RecordKey, readonly Row<Claim>[], string>
  /** A claim; null where it is gone or hidden. */
  readonly claimById: DataLoader<string, Row<Claim> | null>
  /** Conflicts on a record by path. */
  readonly conflictsOf: DataLoader<RecordKey, readonly Row<Conflict>[], string>
  /** The competing claims of a conflict, in its order. */
  readonly claimsOfConflict: DataLoader<string, readonly Row<Claim>[]>
}

const keyOf = ({ type, id }: RecordKey): string => `${type} ${id}`

const byRecord = <Value>(read: (keys: readonly RecordKey[]) => Promise<ReadonlyMap<string, Value[]>>) =>
  new DataLoader<RecordKey, readonly Value[], string>(
    async keys => {
      const found = await read(keys)
      return keys.map(key => found.get(keyOf(key)) ?? [])
    },
    { cacheKeyFn: keyOf, maxBatchSize: 500 },
  )

/** Builds the condition that a row is about one of these records. */
const whereAbout = (columns: { type: string; id: string }, keys: readonly RecordKey[]) => {
  const idsByType = Map.groupBy(keys, key => key.type)
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  return (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb.or(
      [...idsByType].map(([type, ofType]) =>
        eb.and([
          eb(columns.type, '=', type),
          eb(
            columns.id,
            'in',
            ofType.map(key => key.id),
          ),
        ]),
      ),
    )
}

const subject = { type: 'subject_type', id: 'subject_id' } as const

const bySubject = <R extends { subjectType: string; subjectId: string }>(rows: readonly R[]) =>
  Map.groupBy(rows, row => keyOf({ type: row.subjectType, id: row.subjectId }))

/** Creates the loaders of provenance for one request. Put them into the team's loaders as `provenance`. */
export const provenanceLoaders = (
  { database }: Pick<LoaderRequest, 'database'>,
  rules: ProvenanceRules,
): ProvenanceLoaders => {
  return {
    rules,
    sourcesOf: byRecord(async keys => {
      const rows = await selectFrom(database, RecordSource)
        .where(whereAbout({ type: 'record_type', id: 'record_id' }, keys))
        .where(rules.source('record_source.source_id'))
        .orderBy('position')
        .execute()
      const groups = Map.groupBy(rows, row => keyOf({ type: row.recordType, id: row.recordId }))
      return new Map([...groups].map(([key, ofRecord]) => [key, ofRecord.map(row => row.sourceId)]))
    }),
    sourceExists: new DataLoader(
      async ids => {
        const asked = ids.map(id => sql`select cast(${id} as varchar(64)) as id`)
        const rows = await database.read
          .selectFrom(sql<{ id: string }>`(${sql.join(asked, sql` union all `)})`.as('asked'))
          .select('asked.id')
          .where(rules.source('asked.id'))
          .execute()
        const existing = new Set(rows.map(row => row.id))
        return ids.map(id => existing.has(id))
      },
      { maxBatchSize: 200 },
    ),
    claimsOf: byRecord(async keys =>
      bySubject(
        await selectFrom(database, Claim)
          .where(whereAbout(subject, keys))
          .where(rules.claim)
          .orderBy('claim.position')
          .orderBy('claim.id')
          .execute(),
      ),
    ),
    claimById: new DataLoader(
      async ids => {
        const rows = await selectFrom(database, Claim)
          .where('claim.id', 'in', [...ids])
          .where(rules.claim)
          .execute()
        const found = new Map(rows.map(row => [row.id, row]))
        return ids.map(id => found.get(id) ?? null)
      },
      { maxBatchSize: 500 },
    ),
    conflictsOf: byRecord(async keys =>
      bySubject(
        await selectFrom(database, Conflict)
          .where(whereAbout(subject, keys))
          .where(rules.conflict)
          .orderBy('conflict.path')
          .orderBy('conflict.id')
          .execute(),
      ),
    ),
    claimsOfConflict: new DataLoader(
      async ids => {
        const rows = await selectFrom(database, Claim)
          .innerJoin('conflict_claim', 'conflict_claim.claim_id', 'claim.id')
          .select('conflict_claim.conflict_id as conflictId')
          .where('conflict_claim.conflict_id', 'in', [...ids])
          .where(rules.claim)
          .orderBy('conflict_claim.position')
          .execute()
        const groups = Map.groupBy(rows, row => row.conflictId)
        return ids.map(id => groups.get(id) ?? [])
      },
      { maxBatchSize: 500 },
    ),
  }
}
