import type { EntityName } from '@mikro-orm/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { RowRights } from '../access/visibility.ts'
import type { AnyTables } from '../database/database.ts'
import { whereIdOrSlug } from '../database/id-or-slug.ts'
import { tableOf } from '../database/rows.ts'
import type { FieldPath } from '../writing/problems.ts'
import type { Writing } from '../writing/writing.ts'
import type { Claim } from './claim.ts'

/** A record that claims can be about, as it is while it is being changed. */
export type SubjectRow = { id: string; version: number; updatedAt: Date }

/** One type of records that claims can be about. */
export type ClaimSubject<Row extends SubjectRow = SubjectRow> = {
  readonly entity: EntityName<Row>
  /** For messages, e.g. "person". */
  readonly noun: string
  /** The row rule, over the table by its own name. */
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  readonly visible: (rights: RowRights) => (eb: ExpressionBuilder<any, any>) => Expression<SqlBool>
  stewards(row: Row): readonly (string | null | undefined)[]
  /**
   * Lets the column of a path follow the claim that was adopted, where the path has one: the normal form counts. Adds
   * a problem where the claim's value does not fit.
   */
  adopt(writing: Writing, row: Row, claim: Claim): Promise<void>
  /** Says why nothing may be written about a row, e.g. one that was erased; null where something may. All may unless told. */
  refuses?(row: Row): string | null
  /** Id of the record that the mutation answers with; the subject itself unless told. */
  answerWith?(row: Row): string
}

/** All of a team's, by type in the contract. */
export type ClaimSubjects = Readonly<Record<string, ClaimSubject>>

/** Declares one type of a team's records; only there to forget which row each type has, as nobody mixes them up. */
export const claimSubject = <Row extends SubjectRow>(subject: ClaimSubject<Row>): ClaimSubject =>
  subject as unknown as ClaimSubject

/** Finds and locks the record that claims are about, of whatever type; null when a problem was added. */
export const lockSubject = async (
  writing: Writing,
  subjects: ClaimSubjects,
  idOrSlug: string,
  { expectedVersion, field }: { readonly expectedVersion: number | null; readonly field: FieldPath },
): Promise<{ readonly type: string; readonly subject: ClaimSubject; readonly row: SubjectRow } | null> => {
  const types = Object.entries(subjects)
  for (const [type, subject] of types) {
    if (!(await isThere(writing, subject, idOrSlug))) continue
    const { entity, noun, stewards } = subject
    const visible = subject.visible(writing.rights)
    const row = await writing.lock(entity, idOrSlug, { noun, visible, stewards, expectedVersion, field })
    const refusal = row && (subject.refuses?.(row) ?? null)
    if (refusal !== null) {
      writing.problems.add(field, 'INVALID', refusal)
      return null
    }
    return row && { type, subject, row }
  }
  const nouns = types.map(([, { noun }]) => noun).join(' or ')
  writing.problems.add(field, 'NOT_FOUND', `There is no ${nouns} "${idOrSlug}", or none that you may see.`)
  return null
}

const isThere = async (
  { em, database, rights }: Writing,
  { entity, visible }: ClaimSubject,
  idOrSlug: string,
): Promise<boolean> => {
  const table = tableOf(database, entity)
  const row = await em
    .getKysely<AnyTables>()
    .selectFrom(table)
    .select(`${table}.id`)
    .where(whereIdOrSlug(database, entity, idOrSlug))
    .where(visible(rights))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
