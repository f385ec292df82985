import type { AnyTables } from '@exchange-network/kit/database/database'
import { parts } from '@exchange-network/kit/feed/touched-records'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import DataLoader from 'dataloader'
import { wherePersonVisible } from '../policy.ts'
import { areAlike } from './are-alike.ts'
import { nameKeys } from './name-keys.ts'
import { openNames } from './record-name-keys.ts'

/**
 * Finds the people who exist for the viewer and probably bear a name: their ids, at most five, in order. Other names
 * count for viewers with person:read only: a hit would tell what the field keeps back.
 */
export const likePeople = (request: LoaderRequest): DataLoader<string, readonly string[]> =>
  new DataLoader(
    async names => {
      const keys = [...new Set(names.flatMap(nameKeys))]
      const byKey = new Map<string, Candidate[]>()
      for (const some of parts(keys, 2000)) {
        for (const candidate of await candidatesFor(request, some)) {
          byKey.set(candidate.key, [...(byKey.get(candidate.key) ?? []), candidate])
        }
      }
      return names.map(name => {
        const candidates = nameKeys(name).flatMap(key => byKey.get(key) ?? [])
        const found = candidates.filter(candidate => candidate.names.some(one => areAlike(one, name)))
        return [...new Set(found.map(({ id }) => id))].sort().slice(0, mostNamed)
      })
    },
    { maxBatchSize: 500 },
  )

const mostNamed = 5

type Candidate = { readonly key: string; readonly id: string; readonly names: readonly string[] }

const candidatesFor = async (
  { database, viewer, rights }: LoaderRequest,
  keys: readonly string[],
): Promise<readonly Candidate[]> => {
  const readsOthers = viewer.scopes.has('person:read')
  const rows = await (database.read as AnyTables)
    .selectFrom('name_key')
    .innerJoin('person', 'person.id', 'name_key.person_id')
    .select([
      'name_key.key as key',
      'person.id as id',
      'person.name as name',
      'person.given_name as givenName',
      'person.family_name as familyName',
      'person.native_name as nativeName',
      'person.other_names as otherNames',
    ])
    .where('name_key.key', 'in', [...keys])
    .where(wherePersonVisible(rights))
    .$if(!readsOthers, (query: AnyTables) =>
      query.where('name_key.is_other', '=', database.dialect === 'sqlite' ? 0 : false),
    )
    .execute()
  return rows.map(({ key, id, otherNames, ...names }: AnyTables) => ({
    key,
    id,
    names: [...openNames(names), ...(readsOthers ? listOf(otherNames) : [])],
  }))
}

// SQLite keeps JSON as text, the driver of PostgreSQL has parsed it.
const listOf = (names: unknown): readonly string[] =>
  (typeof names === 'string' ? JSON.parse(names) : names) as readonly string[]
