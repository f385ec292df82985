import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { AnyTables } from '@exchange-network/kit/database/database'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import { forbidden, type Writing } from '@exchange-network/kit/writing/writing'
import { type Context, loadOrganization } from '../loaders.ts'
import { type Stewarded, stewardsOf } from '../policy.ts'

/** An organization that another one shall be a unit of. */
export type CheckedParent = { readonly id: string; readonly name: string }

/**
 * Checks the organization that another one shall be a unit of: it exists for the viewer, who is one of its stewards.
 * Undefined (not given) and null (none) stay what they are; undefined also when a problem was added.
 */
export const checkParent = async (
  problems: Problems,
  field: FieldPath,
  idOrSlug: string | null | undefined,
  context: Context,
): Promise<CheckedParent | null | undefined> => {
  if (idOrSlug === undefined || idOrSlug === null) return idOrSlug
  const parent = await loadOrganization(idOrSlug, context)
  if (parent === null) {
    problems.add(field, 'NOT_FOUND', `There is no organization "${idOrSlug}", or none that you may see.`)
    return undefined
  }
  if (!maySteward(context.rights, stewardsOf(parent))) {
    problems.add(field, 'FORBIDDEN', forbidden('organization', idOrSlug, context.viewer.organization))
    return undefined
  }
  return { id: parent.id, name: parent.name }
}

/**
 * Checks that a unit may leave the organization that it is a unit of: that one's people say so, for the rights over its
 * units are theirs. A parent that is hidden from the viewer is not named.
 */
export const checkLeaving = async (
  { em, rights, problems }: Writing,
  field: FieldPath,
  parentId: string | null,
): Promise<void> => {
  if (parentId === null) return
  const parent: Stewarded | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('organization')
    .select(['id', 'steward_id as stewardId'])
    .where('id', '=', parentId)
    .executeTakeFirst()
  if (maySteward(rights, parent === undefined ? [parentId] : stewardsOf(parent))) return
  const message = 'It is a unit of an organization that is not yours to take it from. Ask the steward of that one.'
  problems.add(field, 'FORBIDDEN', message)
}

/** Checks that an organization does not become a unit of itself, or of one of its own units. */
export const checkNoCircle = async (
  { em, database, problems }: Writing,
  field: FieldPath,
  { id, parent }: { readonly id: string; readonly parent: CheckedParent },
): Promise<void> => {
  const seen = new Set<string>()
  let above: string | null = parent.id
  while (above !== null && !seen.has(above)) {
    if (above === id) {
      const message = `"${parent.id}" is this organization or one of its units, and nothing is a unit of itself. Choose another parent.`
      problems.add(field, 'INVALID', message)
      return
    }
    seen.add(above)
    // Locked, so that two changes at once cannot close a circle that neither of them sees.
    const row: { parent_id: string | null } | undefined = await em
      .getKysely<AnyTables>()
      .selectFrom('organization')
      .select('parent_id')
      .where('id', '=', above)
      .$if(database.dialect === 'postgres', query => query.forUpdate())
      .executeTakeFirst()
    above = row?.parent_id ?? null
  }
}
