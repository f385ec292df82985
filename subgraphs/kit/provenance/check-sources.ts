import type DataLoader from 'dataloader'
import type { RowRights } from '../access/visibility.ts'
import { checkReference, type ReferenceContext } from '../projection/references.ts'
import type { FieldPath, Problems } from '../writing/problems.ts'
import { organizationOfEntry, partnerEntryOf } from './partner-entry.ts'

/** What sources are looked up with; `sibling` is null in the subgraph that owns them. */
export type SourceContext = ReferenceContext & {
  readonly rights: RowRights
  readonly loader: Pick<DataLoader<string, string | null>, 'load'>
  readonly sibling: string | null
}

/** Checks a document that somebody names; an organization may also name its own entry. Null when a problem was added. */
export const checkSource = async (
  problems: Problems,
  field: FieldPath,
  idOrSlug: string,
  context: SourceContext,
): Promise<string | null> => {
  const owner = organizationOfEntry(idOrSlug)
  if (owner !== null && context.rights.organizations.includes(owner)) return idOrSlug
  return checkReference(problems, field, { noun: 'source', sibling: context.sibling }, idOrSlug, context)
}

/** Checks the documents of a record. Answers their ids, in order and without repeats. */
export const checkSources = async (
  problems: Problems,
  field: readonly (string | number)[],
  ids: readonly string[],
  context: SourceContext,
): Promise<readonly string[]> => {
  const found = await Promise.all(ids.map((id, index) => checkSource(problems, [...field, index], id, context)))
  return [...new Set(found.filter(id => id !== null))]
}

/**
 * Chooses the source that a writer's values are credited to: the first document named, else the writer's own entry.
 * Null for a writer without an organization who names none.
 */
export const creditedSource = (named: readonly string[], { viewer }: RowRights): string | null =>
  named[0] ?? (viewer.organization === null ? null : partnerEntryOf(viewer.organization))
