import { foldName } from '@exchange-network/gazetteer/fold-name'
import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { Row } from '@exchange-network/kit/database/rows'
import type { ImportRow } from '@exchange-network/kit/importing/import-definition'
import type { Organization } from '../entities/organization.ts'
import { type Context, loadOrganization } from '../loaders.ts'
import { stewardsOf } from '../policy.ts'
import type { OrganizationCells } from './columns.ts'

/** Which organization a row is about. */
export type Match =
  /** By its id, by the same row of an earlier import, or by its name where the viewer stewards the one that has it. */
  | {
      readonly kind: 'this'
      readonly organization: Row<Organization>
      readonly isStewarded: boolean
      readonly by: 'id' | 'name'
    }
  /** The name is taken by others: nobody may say that it is one of them. */
  | { readonly kind: 'taken'; readonly ids: readonly string[] }
  | { readonly kind: 'none' }

/** Finds which organization a row is about, among those that exist for the viewer. */
export const findMatch = async (
  { cells, recordId }: Pick<ImportRow<OrganizationCells>, 'cells' | 'recordId'>,
  context: Context,
): Promise<Match> => {
  const isStewarded = (organization: Row<Organization>): boolean => maySteward(context.rights, stewardsOf(organization))
  if (cells.id !== null) {
    const named = await loadOrganization(cells.id, context)
    if (named !== null) return { kind: 'this', organization: named, isStewarded: isStewarded(named), by: 'id' }
  }
  const before = recordId === null ? null : await context.loaders.organizationById.load(recordId)
  if (before !== null) return { kind: 'this', organization: before, isStewarded: isStewarded(before), by: 'name' }
  if (cells.name === null) return { kind: 'none' }
  const ids = await context.loaders.organizationsByName.load(foldName(cells.name))
  if (ids.length === 0) return { kind: 'none' }
  const [only] = await Promise.all(ids.map(id => context.loaders.organizationById.load(id)))
  // An id that nobody has, beside a name that somebody has: which of the two is right is not for us to say.
  if (ids.length === 1 && only && cells.id === null && isStewarded(only)) {
    return { kind: 'this', organization: only, isStewarded: true, by: 'name' }
  }
  return { kind: 'taken', ids }
}
