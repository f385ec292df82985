import { knownAsOf } from '@exchange-network/kit/projection/known-as-of'
import type { Context } from '../loaders.ts'
import { folded } from '../store/folded.ts'

/** What an organization's cell says: the organization, or only a printed name, with a remark for the report. */
export type FoundOrganization = {
  readonly id: string | null
  /** Name to print. */
  readonly label: string
  readonly remark: 'unknown' | 'ambiguous' | null
  readonly message: string
  /** Ids that may be meant. */
  readonly suggestions: readonly string[]
}

/** Finds the organization that a cell names by id, slug or name, as far as its feed tells of it. */
export const findOrganization = async (cell: string, { loaders, feeds }: Context): Promise<FoundOrganization> => {
  const names = await loaders.organizationNames()
  const found = await loaders.organizationIdByIdOrSlug.load(cell)
  const none = { remark: null, message: '', suggestions: [] }
  if (found !== null) return { ...none, id: found, label: names.byId.get(found) ?? cell }
  // Partners write "SCOE" for "scoe"; printed is what they wrote.
  const shouted = await loaders.organizationIdByIdOrSlug.load(cell.toLowerCase())
  if (shouted !== null) return { ...none, id: shouted, label: cell }
  const ids = names.byName.get(folded(cell)) ?? []
  const [only] = ids
  if (ids.length === 1 && only !== undefined) return { ...none, id: only, label: cell }
  if (only === undefined) {
    const message = `No organization has this id, slug or name, or none that you may see: it is kept as printed. ${knownAsOf(feeds(), 'organizations')}`
    return { id: null, label: cell, remark: 'unknown', message, suggestions: [] }
  }
  const message = 'Several organizations have this name. Write the id of the one that is meant.'
  return { id: null, label: cell, remark: 'ambiguous', message, suggestions: ids }
}
