import { keysOf } from './record-name-keys.ts'

/** Makes the rows of `name_key` for rows of `person` as the database answers them; for migrations. */
export const nameKeyRows = (
  people: readonly object[],
): readonly { readonly personId: string; readonly key: string; readonly isOther: boolean }[] =>
  (people as readonly PersonColumns[]).flatMap(person => {
    const { id, name, given_name, family_name, native_name, other_names } = person
    const keys = keysOf({
      name,
      nameWithheld: false,
      givenName: given_name,
      familyName: family_name,
      nativeName: native_name,
      otherNames: typeof other_names === 'string' ? JSON.parse(other_names) : other_names,
    })
    return [...keys].map(([key, isOther]) => ({ personId: id, key, isOther }))
  })

type PersonColumns = {
  readonly id: string
  readonly name: string
  readonly given_name: string | null
  readonly family_name: string | null
  readonly native_name: string | null
  readonly other_names: string | readonly string[]
}
