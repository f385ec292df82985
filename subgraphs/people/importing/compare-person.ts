import type { Row } from '@exchange-network/kit/database/rows'
import type { Affiliation } from '../entities/affiliation.ts'
import type { ContactPoint } from '../entities/contact-point.ts'
import type { Person } from '../entities/person.ts'
import { folded } from '../store/folded.ts'
import type { CheckedContactPoint } from '../writing/contact-points.ts'
import { readContactValue } from '../writing/contact-values.ts'
import type { PersonTexts } from '../writing/person-texts.ts'
import type { FoundOrganization } from './find-organization.ts'
import { contactColumns, type PersonCells } from './person-cells.ts'

/** The name of a row: as printed, else put together. Null where the row has neither. */
export const nameOf = ({ name, given_name, family_name }: PersonCells): string | null =>
  name ?? (given_name === null && family_name === null ? null : [given_name, family_name].filter(Boolean).join(' '))

/** The texts that a row gives, without other names: lists only grow by an import. */
export const textsOf = ({ given_name, family_name, native_name, biography }: PersonCells): PersonTexts => ({
  ...(given_name !== null && { givenName: given_name }),
  ...(family_name !== null && { familyName: family_name }),
  ...(native_name !== null && { nativeName: native_name }),
  ...(biography !== null && { biography }),
})

/** The texts of a row that differ from those of a person. */
export const differingTexts = (cells: PersonCells, person: Row<Person>): PersonTexts => {
  const texts = textsOf(cells)
  const differing = Object.fromEntries(
    Object.entries(texts).filter(([field, value]) => person[field as keyof PersonTexts] !== value),
  )
  const name = cells.name ?? renamed(cells, person)
  return name === null || name === person.name ? differing : { ...differing, name }
}

// A name that was put together follows its parts.
const renamed = ({ given_name, family_name }: PersonCells, person: Row<Person>): string | null => {
  const { givenName, familyName } = person
  const isWhole = person.name === [givenName, familyName].filter(Boolean).join(' ')
  const isPartGiven = given_name !== null || family_name !== null
  if (!isWhole || !isPartGiven) return null
  return [given_name ?? givenName, family_name ?? familyName].filter(Boolean).join(' ')
}

/** The other names of a row that a person has not. */
export const newOtherNames = ({ other_names }: PersonCells, known: readonly string[]): readonly string[] =>
  (other_names ?? []).filter(name => !known.includes(name))

/** The contact points of a row that a person has not. */
export const newContactPoints = (
  cells: PersonCells,
  known: readonly Pick<ContactPoint, 'kind' | 'value'>[],
): readonly CheckedContactPoint[] => {
  const had = new Set(known.map(({ kind, value }) => `${kind} ${readContactValue(kind, value)?.normalized ?? value}`))
  return Object.entries(contactColumns).flatMap(([property, kind]) => {
    const given = cells[property as keyof typeof contactColumns]
    if (given === null || had.has(`${kind} ${given.normalized}`)) return []
    return [{ kind, ...given, purpose: null, sourceId: null }]
  })
}

/** Tells whether a person holds the position of a row already. */
export const holdsPosition = (
  { organization, title }: PersonCells,
  found: FoundOrganization | null,
  known: readonly Row<Affiliation>[],
): boolean =>
  known.some(
    position =>
      (title === null || position.title === title) &&
      (organization === null ||
        position.organizationId === organization ||
        (found?.id != null && position.organizationId === found.id) ||
        folded(position.label) === folded(organization)),
  )
