import { checkReference } from '@exchange-network/kit/projection/references'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'

type Identified = { readonly id: string }
type Loader<R> = { load(key: string): Promise<R | null> }

const find = async <R extends Identified>(byId: Loader<R>, bySlug: Loader<R>, idOrSlug: string): Promise<R | null> =>
  (await byId.load(idOrSlug)) ?? bySlug.load(idOrSlug)

/** Finds a program that exists for the viewer, by id or slug. */
export const findProgram = (idOrSlug: string, { loaders }: Context) =>
  find(loaders.programById, loaders.programBySlug, idOrSlug)

/** Finds a topic by id or slug. */
export const findTopic = (idOrSlug: string, { loaders }: Context) =>
  find(loaders.topicById, loaders.topicBySlug, idOrSlug)

/** Finds a series by id or slug. */
export const findSeries = (idOrSlug: string, { loaders }: Context) =>
  find(loaders.seriesById, loaders.seriesBySlug, idOrSlug)

const finders = { program: findProgram, series: findSeries, topic: findTopic } as const

/**
 * Checks a reference to one of our own records; answers its id, null when a problem was added. Undefined (not given) and
 * null (cleared) stay as they are.
 */
export const checkOwn = async <Value extends string | null | undefined>(
  problems: Problems,
  field: FieldPath,
  noun: keyof typeof finders,
  idOrSlug: Value,
  context: Context,
): Promise<string | null | (undefined extends Value ? undefined : never)> => {
  type Answer = string | null | (undefined extends Value ? undefined : never)
  if (idOrSlug === undefined || idOrSlug === null) return idOrSlug as Answer
  const loader = { load: async (key: string) => (await finders[noun](key, context))?.id ?? null }
  return checkReference(problems, field, { noun, sibling: null }, idOrSlug, { loader, feeds: context.feeds })
}
