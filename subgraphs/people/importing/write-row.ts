import { recordClaims, type StatedValue } from '@exchange-network/kit/provenance/record-claims'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import { ContactPoint } from '../entities/contact-point.ts'
import { Person } from '../entities/person.ts'
import type { Visibility } from '../entities/vocabulary.ts'
import type { CheckedContactPoint } from '../writing/contact-points.ts'
import type { PersonTexts } from '../writing/person-texts.ts'
import { writePosition } from '../writing/positions.ts'
import { personLock } from '../writing/stewards.ts'
import { writeNewPerson, writePersonChange } from '../writing/write-person.ts'
import { newContactPoints } from './compare-person.ts'
import type { FoundOrganization } from './find-organization.ts'
import type { PersonCells } from './person-cells.ts'

/** A row that becomes a new person. */
export type NewPersonRow = {
  readonly cells: PersonCells
  readonly name: string
  readonly visibility: Visibility
  readonly stewardId: string | null
  readonly place: FoundOrganization | null
  readonly credited: string | null
}

/** Writes a new person and the position. */
export const applyNewPerson = async (
  writing: Writing,
  { cells, name, visibility, stewardId, place, credited }: NewPersonRow,
  texts: PersonTexts,
): Promise<string> => {
  const id = await writeNewPerson(writing, {
    texts: { name, ...texts, ...(cells.other_names !== null && { otherNames: cells.other_names }) },
    slug: null,
    visibility,
    stewardId,
    contactPoints: newContactPoints(cells, []),
    sourceIds: [],
    credited,
  })
  if (place !== null) await addPosition(writing, id, { cells, place, credited })
  return id
}

/** A row that says something new of a person. */
export type ChangedPersonRow = {
  readonly cells: PersonCells
  readonly texts: PersonTexts
  readonly contactPoints: readonly CheckedContactPoint[]
  readonly otherNames: readonly string[]
  readonly place: FoundOrganization | null
  /** True where the person holds the position of the row already. */
  readonly isPlaced: boolean
  readonly credited: string | null
}

/** Writes what is new: texts take the place of others, lists grow. */
export const applyPersonChange = async (
  writing: Writing,
  id: string,
  { cells, texts, contactPoints, otherNames, place, isPlaced, credited }: ChangedPersonRow,
): Promise<string> => {
  const lock = personLock(writing.rights, { expectedVersion: null, field: ['id'] })
  const person = await writing.lock(Person, id, lock)
  if (person === null) return id
  await writePersonChange(writing, person, { texts, credited })
  if (otherNames.length > 0) person.otherNames = [...person.otherNames, ...otherNames]
  if (contactPoints.length > 0) await addContactPoints(writing, id, contactPoints)
  const values: StatedValue[] = [
    ...otherNames.map(value => ({ path: 'otherNames', value })),
    ...contactPoints.map(({ value, normalized }) => ({ path: 'contactPoints', value, normalized })),
  ]
  // What the same source said of other elements stands: the row does not tell the whole list.
  if (values.length > 0) {
    await recordClaims(writing, { type: 'Person', id }, values, { sourceId: credited, isNew: true })
  }
  if (!isPlaced && place !== null) await addPosition(writing, id, { cells, place, credited })
  markChanged(person)
  return id
}

const addContactPoints = async (
  { em }: Writing,
  personId: string,
  points: readonly CheckedContactPoint[],
): Promise<void> => {
  const had = await em.find(ContactPoint, { personId })
  const last = Math.max(0, ...had.map(({ position }) => position))
  for (const [index, { kind, value, purpose, sourceId }] of points.entries()) {
    em.persist(em.create(ContactPoint, { personId, position: last + 1 + index, kind, value, purpose, sourceId }))
  }
}

const addPosition = (
  writing: Writing,
  personId: string,
  {
    cells,
    place,
    credited,
  }: { readonly cells: PersonCells; readonly place: FoundOrganization; readonly credited: string | null },
): Promise<void> =>
  writePosition(
    writing,
    personId,
    { organizationId: place.id, label: place.label, title: cells.title, kind: 'EMPLOYMENT' },
    { sourceIds: [], credited },
  )
