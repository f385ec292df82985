import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { AnyTables } from '../database/database.ts'
import { selectFrom } from '../database/rows.ts'
import { type Connection, readConnection } from '../paging/page.ts'
import { Conflict, type ConflictStatus } from './conflict.ts'
import type { ProvenanceRules } from './provenance-rules.ts'
import type { LabelledConflict, ProvenanceContext } from './resolvers.ts'

/** The records that the viewer may see, of all types that conflicts are about; `slug` is null where there is none. */
export type VisibleSubjects = SelectQueryBuilder<
  AnyTables,
  AnyTables,
  { subject_type: string; subject_id: string; slug: string | null; label: string }
>

/** The arguments of programConflicts, personConflicts and organizationConflicts. */
export type ConflictArguments = {
  readonly subjectId?: string | null
  readonly path?: string | null
  readonly status?: ConflictStatus | null
  readonly first?: number | null
  readonly after?: string | null
}

/**
 * Pages the conflicts on records that the viewer may see, by record and path. Hidden conflicts are left out.
 * `subjects` is the team's select of visible records, several types by "union all"; `field` names the root field, so
 * that its cursors fit no other one.
 */
export const conflictConnection = (
  context: ProvenanceContext,
  field: string,
  options: ConflictArguments & { readonly subjects: VisibleSubjects },
): Connection<LabelledConflict> => {
  const { subjects, subjectId = null, path = null, status = null, first, after } = options
  let rows = selectFrom(context.database, Conflict)
    .innerJoin(subjects.as('subject'), join =>
      join
        .onRef('subject.subject_type', '=', 'conflict.subject_type')
        .onRef('subject.subject_id', '=', 'conflict.subject_id'),
    )
    .select('subject.label as subjectLabel')
    .where(context.loaders.provenance.rules.conflict)
  if (subjectId !== null) {
    rows = rows.where(eb => eb.or([eb('subject.subject_id', '=', subjectId), eb('subject.slug', '=', subjectId)]))
  }
  if (path !== null) rows = rows.where('conflict.path', '=', path)
  if (status !== null) rows = rows.where('conflict.status', '=', status)
  return readConnection<LabelledConflict>({
    database: context.database,
    rows,
    keys: [
      { column: 'conflict.subject_id', direction: 'asc' },
      { column: 'conflict.path', direction: 'asc' },
      { column: 'conflict.id', direction: 'asc' },
    ],
    binding: JSON.stringify([field, subjectId, path, status]),
    first,
    after,
  })
}

/** Builds the filter `hasConflicts`: the record in column `id` has a conflict, of any state, that the viewer may see. */
export const whereHasConflicts = (type: string, id: string, rules: ProvenanceRules) => {
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  return (eb: ExpressionBuilder<any, any>): Expression<SqlBool> =>
    eb.exists(
      eb
        .selectFrom('conflict')
        .select('conflict.id')
        .where('conflict.subject_type', '=', type)
        .whereRef('conflict.subject_id', '=', id)
        .where(rules.conflict),
    )
}
