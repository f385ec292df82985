import { replaceRecordSources, type StatedValue } from '@exchange-network/kit/provenance/record-claims'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { randomId } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Initiative } from '../entities/initiative.ts'
import { ProgramPlace } from '../entities/program-place.ts'
import { ProgramTopic } from '../entities/topic.ts'
import type { CheckedInitiative, CheckedPlace, CheckedTopic } from './check-parts.ts'
import { creditedSources } from './credit.ts'
import { syncParts } from './sync-parts.ts'

/** A list that changed: its path in the contract, and all that is stated on it now. */
export type ChangedList = { readonly path: string; readonly claims: readonly StatedValue[] }

/** Whose list it is; a new program has none yet. */
export type ListOwner = { readonly programId: string; readonly isNew: boolean }

/** Makes the places of a program those given; null where they are already. */
export const writePlaces = async (
  { em }: Writing,
  { programId, isNew }: ListOwner,
  places: readonly CheckedPlace[],
): Promise<ChangedList | null> => {
  const had = isNew ? [] : await em.find(ProgramPlace, { programId }, { orderBy: { position: 'asc' } })
  const isChanged = syncParts<ProgramPlace, CheckedPlace>(em, had, places, {
    keyOf: ({ placeCode, label, inferred }) => [placeCode, label, inferred],
    create: (place, position) =>
      em.persist(em.create(ProgramPlace, { id: randomId('pl'), programId, position, ...place })),
  })
  if (!isChanged) return null
  const claims = places.map(({ placeCode, label, inferred }) => ({
    path: 'places',
    value: label,
    normalized: placeCode,
    basis: inferred ? ('INFERRED' as const) : ('STATED' as const),
  }))
  return { path: 'places', claims }
}

/** Makes the topics of a program those given; null where they are already. */
export const writeTopics = async (
  { em }: Writing,
  { programId, isNew }: ListOwner,
  topics: readonly CheckedTopic[],
): Promise<ChangedList | null> => {
  const had = isNew ? [] : await em.find(ProgramTopic, { programId }, { orderBy: { position: 'asc' } })
  const wanted = [...new Map(topics.map(topic => [topic.topicId, topic])).values()]
  const isChanged = syncParts<ProgramTopic, CheckedTopic>(em, had, wanted, {
    keyOf: ({ topicId }) => [topicId],
    create: ({ topicId }, position) =>
      em.persist(em.create(ProgramTopic, { id: randomId('pt'), programId, position, topicId })),
  })
  if (!isChanged) return null
  const claims = wanted.map(({ topicId, label }) => ({ path: 'topics', value: label, normalized: topicId }))
  return { path: 'topics', claims }
}

/** Makes the initiatives of a program those given, with their documents; null where they are already. */
export const writeInitiatives = async (
  writing: Writing,
  { programId, isNew }: ListOwner,
  initiatives: readonly CheckedInitiative[],
): Promise<ChangedList | null> => {
  const { em, rights } = writing
  const had = isNew ? [] : await em.find(Initiative, { programId }, { orderBy: { position: 'asc' } })
  const key = ({ name, organizationId }: Initiative | CheckedInitiative): readonly unknown[] => [
    name,
    organizationId ?? null,
  ]
  const made: Initiative[] = []
  let isChanged = syncParts<Initiative, CheckedInitiative>(em, had, initiatives, {
    keyOf: key,
    create: ({ name, organizationId }, position) => {
      const initiative = em.create(Initiative, { id: randomId('in'), programId, position, name, organizationId })
      made.push(initiative)
      em.persist(initiative)
    },
  })
  const rows = new Map([...had, ...made].map(row => [JSON.stringify(key(row)), row]))
  const staying = new Set(initiatives.map(one => JSON.stringify(key(one))))
  for (const gone of had.filter(row => !staying.has(JSON.stringify(key(row))))) {
    await replaceRecordSources(writing, { type: 'Initiative', id: gone.id }, [])
  }
  for (const initiative of initiatives) {
    const id = rows.get(JSON.stringify(key(initiative)))?.id ?? ''
    const sources = creditedSources(initiative.sources, rights)
    if (await hasSources(writing, id, sources)) continue
    isChanged = true
    await replaceRecordSources(writing, { type: 'Initiative', id }, sources)
  }
  if (!isChanged) return null
  const claims = initiatives.map(({ name, organizationId }) => ({
    path: 'initiatives',
    value: name,
    normalized: organizationId,
  }))
  return { path: 'initiatives', claims }
}

const hasSources = async ({ em }: Writing, id: string, sources: readonly string[]): Promise<boolean> => {
  const had = await em.find(RecordSource, { recordType: 'Initiative', recordId: id }, { orderBy: { position: 'asc' } })
  return JSON.stringify(had.map(one => one.sourceId)) === JSON.stringify(sources)
}
