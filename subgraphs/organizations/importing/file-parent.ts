import { foldName } from '@exchange-network/gazetteer/fold-name'
import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { Row } from '@exchange-network/kit/database/rows'
import type { ImportOptions, ImportRow, PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import { forbidden } from '@exchange-network/kit/writing/writing'
import type { Organization } from '../entities/organization.ts'
import { type Context, loadOrganization } from '../loaders.ts'
import { stewardsOf } from '../policy.ts'
import type { CheckedParent } from '../writing/check-parent.ts'
import type { OrganizationCells } from './columns.ts'
import type { Match } from './find-match.ts'

/** The parent of a row: known, made by a row above by this name, none given, or what is wrong with it. */
export type FileParent =
  | { readonly parent: CheckedParent }
  | { readonly above: readonly string[] }
  | { readonly issue: PlannedIssue<OrganizationCells> }
  | null

/** What rows below may call a row by. A row with an id goes by that alone: names may repeat. */
export const namesOfRow = ({ id, name }: Pick<OrganizationCells, 'id' | 'name'>): readonly string[] => {
  if (id !== null) return [`id:${id}`]
  return name === null ? [] : [`name:${foldName(name)}`]
}

// A file has one object of options, in both of its readings.
const matches = new WeakMap<ImportOptions, Map<string, Promise<Match>>>()

/** Remembers what a row is about for the rows below. Call it before anything is awaited: rows are planned side by side. */
export const rememberMatch = (options: ImportOptions, cells: OrganizationCells, match: Promise<Match>): void => {
  const known = matches.get(options) ?? new Map<string, Promise<Match>>()
  matches.set(options, known)
  for (const name of namesOfRow(cells)) known.set(name, match)
}

/** Finds the parent that a row names by id, slug or exact name; the viewer must be one of its stewards to change to it. */
export const findParent = async (
  { cells: { parent: named }, above }: ImportRow<OrganizationCells>,
  present: string | null,
  context: Context,
  options: ImportOptions,
): Promise<FileParent> => {
  if (named === null) return null
  const byId = await loadOrganization(named, context)
  const ids = byId === null ? await context.loaders.organizationsByName.load(foldName(named)) : [byId.id]
  if (ids.length > 1) {
    const message = `Several organizations go by the name "${named}". Write the id of the one that is meant.`
    return { issue: { property: 'parent', code: 'AMBIGUOUS', message, suggestions: ids } }
  }
  const [id] = ids
  const names = [`id:${named}`, `name:${foldName(named)}`].filter(name => above(name) !== null)
  const matched = id === undefined ? await matchedAbove(names, options) : null
  const parent = id === undefined ? matched : await context.loaders.organizationById.load(id)
  if (parent === null) {
    if (names.length > 0) return { above: names }
    const message = `There is no organization "${named}", or none that you may see, and no row above is about one.`
    return { issue: { property: 'parent', code: 'NOT_FOUND', message } }
  }
  if (parent.id === present || maySteward(context.rights, stewardsOf(parent))) return { parent }
  const message = forbidden('organization', named, context.viewer.organization)
  return { issue: { property: 'parent', code: 'FORBIDDEN', message } }
}

/** The organization that a row above is about, where it is there already: by another name now, since it was imported. */
const matchedAbove = async (names: readonly string[], options: ImportOptions): Promise<Row<Organization> | null> => {
  const found = await Promise.all(names.map(name => matches.get(options)?.get(name)))
  const match = found.find(one => one?.kind === 'this')
  return match?.kind === 'this' ? match.organization : null
}
