import type { PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import { knownAsOf } from '@exchange-network/kit/projection/known-as-of'
import { fold } from '@exchange-network/kit/search/fold'
import type { Context } from '../loaders.ts'

/** An organization that a file names, or what is wrong with the name. */
export type FoundOrganization =
  | { readonly id: string /** True where the file gave a name and not an id or slug. */; readonly isNamed: boolean }
  | { readonly issue: Omit<PlannedIssue, 'property'> }

/** Finds an organization by id or slug, else by its name, as far as their feed tells the viewer. */
export const findOrganization = async (given: string, { loaders, feeds }: Context): Promise<FoundOrganization> => {
  const id = await loaders.organizationIdByIdOrSlug.load(given)
  if (id !== null) return { id, isNamed: false }
  const [named, ...others] = (await loaders.organizationNames()).get(fold(given)) ?? []
  if (named !== undefined && others.length === 0) return { id: named, isNamed: true }
  if (named !== undefined) {
    const message = `Several organizations are named "${given}". Write the id of the one that is meant.`
    return { issue: { code: 'AMBIGUOUS', message, suggestions: [named, ...others] } }
  }
  const message = `There is no organization "${given}", or none that you may see. ${knownAsOf(feeds(), 'organizations')}`
  return { issue: { code: 'NOT_FOUND', message } }
}
