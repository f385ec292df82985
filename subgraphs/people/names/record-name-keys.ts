import type { AnyTables, Recorder } from '@exchange-network/kit/database/database'
import { parts } from '@exchange-network/kit/feed/touched-records'
import { Person } from '../entities/person.ts'
import { nameKeys } from './name-keys.ts'

/** Keeps the rough keys of people's names true, in the transaction of the change. Whose name is withheld has none. */
export const recordNameKeys: Recorder = async (changes, em, database) => {
  const people = changes.flatMap(({ entity, type, fields }) =>
    entity instanceof Person && (type !== 'update' || nameFields.some(field => fields.has(field)))
      ? [{ person: entity, isNew: type === 'create', isGone: type === 'delete' }]
      : [],
  )
  if (people.length === 0) return
  const kysely = em.getKysely<AnyTables>()
  for (const some of parts(
    people.filter(({ isNew }) => !isNew),
    500,
  )) {
    const ids = some.map(({ person }) => person.id)
    await kysely.deleteFrom('name_key').where('person_id', 'in', ids).execute()
  }
  const flag = (value: boolean) => (database.dialect === 'sqlite' ? Number(value) : value)
  const rows = people.flatMap(({ person, isGone }) =>
    isGone ? [] : [...keysOf(person)].map(([key, isOther]) => ({ person_id: person.id, key, is_other: flag(isOther) })),
  )
  for (const some of parts(rows, 500)) await kysely.insertInto('name_key').values(some).execute()
}

const nameFields = ['name', 'givenName', 'familyName', 'nativeName', 'otherNames', 'nameWithheld']

type Named = Pick<Person, 'name' | 'nameWithheld'> & {
  readonly givenName?: string | null | undefined
  readonly familyName?: string | null | undefined
  readonly nativeName?: string | null | undefined
  readonly otherNames: readonly string[]
}

/** Key -> whether only another name has it. */
export const keysOf = (person: Named): ReadonlyMap<string, boolean> => {
  if (person.nameWithheld) return new Map()
  const open = openNames(person).flatMap(nameKeys)
  const other = person.otherNames.flatMap(nameKeys).filter(key => !open.includes(key))
  return new Map([...open.map(key => [key, false] as const), ...other.map(key => [key, true] as const)])
}

/** The names of a person that everybody may read who may see the person. */
export const openNames = ({ name, givenName, familyName, nativeName }: Omit<Named, 'otherNames' | 'nameWithheld'>) =>
  [name, givenName && familyName ? `${givenName} ${familyName}` : null, nativeName].filter(
    (one): one is string => typeof one === 'string' && one !== '',
  )
