import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import { replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { freeSlug, randomId, slugOf } from '@exchange-network/kit/writing/slug'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Person } from '../entities/person.ts'
import type { Visibility } from '../entities/vocabulary.ts'
import { recordPerson, sortNameOf } from '../store/record-person.ts'
import { type CheckedContactPoint, replaceContactPoints } from './contact-points.ts'
import { claimPerson } from './person-claims.ts'
import type { PersonTexts } from './person-texts.ts'
import { keepsSlug } from './stewards.ts'

/** A new person, checked. */
export type NewPerson = {
  readonly texts: PersonTexts & { readonly name: string }
  /** Null: made from the name, where the visibility allows one. */
  readonly slug: string | null
  readonly visibility: Visibility
  readonly stewardId: string | null
  readonly contactPoints: readonly CheckedContactPoint[]
  readonly sourceIds: readonly string[]
  /** The source that the values are credited to. */
  readonly credited: string | null
}

/** Writes a new person with what follows from it; answers the id. */
export const writeNewPerson = async (writing: Writing, person: NewPerson): Promise<string> => {
  const { em } = writing
  const { texts, visibility, stewardId, contactPoints, sourceIds, credited } = person
  const id = randomId('p')
  const slug = person.slug ?? (keepsSlug(visibility) ? await slugFor(em, texts.name) : null)
  recordPerson(em, { id, slug, ...texts, visibility, stewardId })
  await replaceContactPoints(writing, id, contactPoints, { isNew: true })
  await replaceRecordSources(writing, { type: 'Person', id }, sourcesOf(sourceIds, credited), { isNew: true })
  await claimPerson(writing, id, { texts, contactPoints }, { sourceId: credited, isNew: true })
  return id
}

const sourcesOf = (named: readonly string[], credited: string | null): readonly string[] =>
  named.length > 0 || credited === null ? named : [credited]

/** Finds a readable key that no person has, also none that this transaction has not flushed yet. */
export const slugFor = async (em: EntityManager, name: string): Promise<string> => {
  const taken = slugsOf.get(em) ?? new Set()
  slugsOf.set(em, taken)
  const wish = slugOf(name)
  const found = taken.has(wish) ? '' : await freeSlug(em, 'person', wish, 'person')
  const slug = found === '' ? `${wish}-${randomId('x').slice(2, 7)}` : found
  taken.add(slug)
  return slug
}

const slugsOf = new WeakMap<EntityManager, Set<string>>()

/** Tells whether somebody else has a slug, as slug or as id. */
export const isTaken = async (em: EntityManager, slug: string): Promise<boolean> =>
  (await em
    .getKysely<AnyTables>()
    .selectFrom('person')
    .select('id')
    .where(eb => eb.or([eb('slug', '=', slug), eb('id', '=', slug)]))
    .executeTakeFirst()) !== undefined

/** Changes to a person, checked; what is undefined stays. */
export type PersonChange = {
  readonly texts: PersonTexts
  readonly contactPoints?: readonly CheckedContactPoint[] | undefined
  readonly sourceIds?: readonly string[] | undefined
  readonly credited: string | null
}

/** Writes the changes to a locked person; what says nothing new writes nothing. */
export const writePersonChange = async (
  writing: Writing,
  person: Person,
  { texts, contactPoints, sourceIds, credited }: PersonChange,
): Promise<void> => {
  const { problems } = writing
  const changed = changedTexts(person, texts)
  const namesOnly = Object.keys(changed).some(field => field !== 'biography' && field !== 'name')
  if (person.nameWithheld && namesOnly && changed.name === undefined) {
    problems.add(
      ['input', 'name'],
      'INVALID',
      'The name of this person is withheld. Give the whole name, or none of its parts.',
    )
    return
  }
  Object.assign(person, changed)
  if (changed.name !== undefined) Object.assign(person, { nameWithheld: false, nameOrder: 0 })
  person.sortName = sortNameOf(person)
  const subject = { type: 'Person', id: person.id }
  const isReached = contactPoints !== undefined && (await replaceContactPoints(writing, person.id, contactPoints))
  const isSupported = sourceIds !== undefined && (await replaceSources(writing, person.id, sourceIds))
  if (Object.keys(changed).length > 0 || isReached || isSupported) markChanged(person)
  await claimPerson(
    writing,
    subject.id,
    { texts: changed, contactPoints: isReached ? contactPoints : undefined },
    { sourceId: credited, isNew: false },
  )
}

const changedTexts = (person: Person, texts: PersonTexts): PersonTexts =>
  Object.fromEntries(
    Object.entries(texts).filter(
      ([field, value]) => JSON.stringify(person[field as keyof PersonTexts] ?? null) !== JSON.stringify(value),
    ),
  )

const replaceSources = async (writing: Writing, id: string, sourceIds: readonly string[]): Promise<boolean> => {
  const had = await writing.em.find(
    RecordSource,
    { recordType: 'Person', recordId: id },
    { orderBy: { position: 'asc' } },
  )
  if (JSON.stringify(had.map(one => one.sourceId)) === JSON.stringify(sourceIds)) return false
  await replaceRecordSources(writing, { type: 'Person', id }, sourceIds)
  return true
}
