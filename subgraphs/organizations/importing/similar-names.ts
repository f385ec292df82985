import { nameKey } from '@exchange-network/gazetteer/name-key'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { whereOrganizationVisible } from '../policy.ts'

// What a name is written with or without.
const fillers = new Set([
  'and',
  'co',
  'company',
  'corp',
  'corporation',
  'for',
  'inc',
  'incorporated',
  'llc',
  'ltd',
  'of',
])

/** Makes names that may be one organization's alike: "Visual Sound, Inc." and "Visual Sound". */
export const similarityKey = (name: string): string =>
  nameKey(name)
    .split(' ')
    .filter(word => !fillers.has(word))
    .join(' ')

/** Finds organizations that exist for the viewer and have a name much like a given one. */
export type SimilarNames = (name: string) => Promise<readonly string[]>

/** Creates the search for similar names of one request: all names are read once, when the first is asked for. */
export const similarNames = ({ database, rights }: LoaderRequest): SimilarNames => {
  let known: Promise<ReadonlyMap<string, readonly string[]>> | null = null
  const readAll = async () => {
    const rows: { value: string; id: string }[] = await database.read
      .selectFrom('organization_name')
      .innerJoin('organization', 'organization.id', 'organization_name.organization_id')
      .select(['organization_name.value', 'organization.id'])
      // An acronym is shared by many.
      .where('organization_name.kind', '<>', 'ACRONYM')
      .where(whereOrganizationVisible(rights))
      .orderBy('organization.id')
      .execute()
    const byKey = Map.groupBy(rows, ({ value }) => similarityKey(value))
    return new Map([...byKey].map(([key, same]) => [key, [...new Set(same.map(({ id }) => id))]]))
  }
  return async name => {
    known ??= readAll()
    return (await known).get(similarityKey(name)) ?? []
  }
}
