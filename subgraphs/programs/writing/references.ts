import { placeById, placesByName } from '@exchange-network/gazetteer/places'
import { checkReference } from '@exchange-network/kit/projection/references'
import { checkSources, type SourceContext } from '@exchange-network/kit/provenance/check-sources'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'

type Path = readonly (string | number)[]

/** Checks a reference to an organization, as far as the feed of organizations tells; its id, or null and a problem. */
export const checkOrganization = (
  problems: Problems,
  field: FieldPath,
  idOrSlug: string,
  { loaders, feeds }: Context,
): Promise<string | null> =>
  checkReference(problems, field, { noun: 'organization', sibling: 'organizations' }, idOrSlug, {
    loader: loaders.organizationIdByIdOrSlug,
    feeds,
  })

/** Checks a reference to a person, as far as the feed of people tells; the id, or null and a problem. */
export const checkPerson = (
  problems: Problems,
  field: FieldPath,
  idOrSlug: string,
  { loaders, feeds }: Context,
): Promise<string | null> =>
  checkReference(problems, field, { noun: 'person', sibling: 'people' }, idOrSlug, {
    loader: loaders.personIdByIdOrSlug,
    feeds,
  })

/** Checks references to people one by one; answers their ids in order, once each. */
export const checkPeople = async (
  problems: Problems,
  field: Path,
  idsOrSlugs: readonly string[],
  context: Context,
): Promise<readonly string[]> => {
  const found = await Promise.all(
    idsOrSlugs.map((one, index) => checkPerson(problems, [...field, index], one, context)),
  )
  return [...new Set(found.filter(id => id !== null))]
}

/** Checks the code of a place, of whatever scheme; answers its main code, null when a problem was added. */
export const checkPlace = (problems: Problems, field: FieldPath, code: string): string | null => {
  const place = placeById(code)
  if (place !== null) return place.code
  const suggestions = placesByName(code).map(one => one.code)
  problems.add(
    field,
    'NOT_FOUND',
    `There is no place "${code}". Give its code: ISO 3166, UN M49 or UN/LOCODE, e.g. "JO" or "USSAC".`,
    { suggestions },
  )
  return null
}

/** What the kit looks sources up with: ours are rows here. */
export const sourceContext = ({ loaders, rights, feeds }: Context): SourceContext => ({
  rights,
  feeds,
  sibling: null,
  loader: {
    load: async idOrSlug =>
      ((await loaders.sourceById.load(idOrSlug)) ?? (await loaders.sourceBySlug.load(idOrSlug)))?.id ?? null,
  },
})

/** Checks the documents that somebody names; an organization may also name its own entry. Answers their ids in order. */
export const checkOwnSources = (problems: Problems, field: Path, ids: readonly string[], context: Context) =>
  checkSources(problems, field, ids, sourceContext(context))
