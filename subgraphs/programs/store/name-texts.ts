import type { AnyTables, Database, EntityManager } from '@exchange-network/kit/database/database'
import type { FeedChange } from '@exchange-network/kit/feed/read-changes'
import { type DescribeTexts, refreshSearchDocuments } from '@exchange-network/kit/search/record-documents'

/**
 * Reads what a program is found by through the organizations on it: the name as printed, and the one that the
 * organization has now, as far as its team tells it. Only roles of organizations that exist for the viewer are searched.
 */
export const textOfRoles: DescribeTexts = async (ids, em) => {
  const rows: { id: string; label: string; name: string | null }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('program_role')
    .leftJoin('projected_record as known', join =>
      join
        .on('known.origin', '=', 'organizations')
        .on('known.type', '=', 'Organization')
        .onRef('known.record_id', '=', 'program_role.organization_id'),
    )
    .select(['program_role.id', 'program_role.label', 'known.name'])
    .where('program_role.id', 'in', [...ids])
    .execute()
  return rows.map(({ id, label, name }) => ({ id, title: label, body: name === label ? '' : (name ?? '') }))
}

/** Reads the printed names of those who take part. Only those of people who exist for the viewer are searched. */
export const textOfParticipations: DescribeTexts = async (ids, em) => {
  const rows: { id: string; label: string }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('participation')
    .select(['id', 'label'])
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(({ id, label }) => ({ id, title: label, body: '' }))
}

/** Lets programs be found by the new names of organizations that their feed told of, in the transaction of its page. */
export const refreshOrganizationNames = async (
  changes: readonly Pick<FeedChange, 'type' | 'id'>[],
  em: EntityManager,
  database: Database,
): Promise<void> => {
  const organizations = changes.flatMap(({ type, id }) => (type === 'Organization' ? [id] : []))
  if (organizations.length === 0) return
  const roles: { id: string }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('program_role')
    .select('id')
    .where('organization_id', 'in', organizations)
    .orderBy('id')
    .execute()
  const ids = roles.map(({ id }) => id)
  await refreshSearchDocuments('ProgramRole', ids, textOfRoles, em, database)
}
