import DataLoader from 'dataloader'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { FieldPath, Problems } from '../writing/problems.ts'
import { type FeedStates, knownAsOf } from './known-as-of.ts'
import { existingOrganization, existingRecord, type ProjectionRequest } from './known-records.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
type Condition = (eb: ExpressionBuilder<any, any>) => Expression<SqlBool>

const maxBatchSize = 400

/**
 * Finds records of siblings by id or slug, as far as their feeds tell: the id, or null where there is none for the
 * viewer. `exists` is the row rule over the projection, by the alias "known".
 */
export const knownByIdOrSlug = (
  { database }: Pick<ProjectionRequest, 'database'>,
  type: string,
  exists: Condition,
): DataLoader<string, string | null> =>
  new DataLoader(
    async keys => {
      const rows: { id: string; slug: string | null }[] = await database.read
        .selectFrom('projected_record as known')
        .select(['known.record_id as id', 'known.slug as slug'])
        .where('known.type', '=', type)
        .where(eb => eb.or([eb('known.record_id', 'in', [...keys]), eb('known.slug', 'in', [...keys])]))
        .where(exists)
        .execute()
      const ids = new Set(rows.map(row => row.id))
      const bySlug = new Map(rows.map(row => [row.slug, row.id]))
      return keys.map(key => (ids.has(key) ? key : (bySlug.get(key) ?? null)))
    },
    { maxBatchSize },
  )

/** Finds organizations that exist for the viewer. */
export const knownOrganizations = (request: ProjectionRequest): DataLoader<string, string | null> =>
  knownByIdOrSlug(request, 'Organization', existingOrganization(request.rights, 'known'))

/** Finds sources that exist for the viewer. */
export const knownSources = (request: ProjectionRequest): DataLoader<string, string | null> =>
  knownByIdOrSlug(request, 'Source', existingRecord(request.rights, 'known'))

/** What a reference points to. */
export type ReferenceTarget = {
  /** For messages, e.g. "organization". */
  readonly noun: string
  /** Sibling whose records these are, e.g. "organizations"; null for our own. */
  readonly sibling: string | null
}

/** Where references are looked up. */
export type ReferenceContext = { readonly feeds: () => FeedStates }

/**
 * Checks that a reference points to a record that exists for the viewer; answers its id, null when a problem was added.
 * A hidden record is as unknown as one that never was, and the message says of when our knowledge is.
 */
export const checkReference = async (
  problems: Problems,
  field: FieldPath,
  target: ReferenceTarget,
  idOrSlug: string,
  { loader, feeds }: ReferenceContext & { readonly loader: Pick<DataLoader<string, string | null>, 'load'> },
): Promise<string | null> => {
  const id = await loader.load(idOrSlug)
  if (id === null) problems.add(field, 'NOT_FOUND', unknownReference(target, idOrSlug, feeds))
  return id
}

const unknownReference = (
  { noun, sibling }: ReferenceTarget,
  idOrSlug: string,
  feeds: ReferenceContext['feeds'],
): string => {
  const what = `There is no ${noun} "${idOrSlug}", or none that you may see.`
  return sibling === null ? what : `${what} ${knownAsOf(feeds(), sibling)}`
}
