import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { recordClaims } from '@exchange-network/kit/provenance/record-claims'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { randomId } from '@exchange-network/kit/writing/slug'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import { AgendaItem, AgendaSpeaker } from '../entities/agenda-item.ts'
import type { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { findParticipations } from './find-participations.ts'

/** Reads the agenda of a locked program, in order. */
export const readAgenda = ({ em }: Pick<Writing, 'em'>, programId: string): Promise<AgendaItem[]> =>
  em.find(AgendaItem, { programId }, { orderBy: { position: 'asc', id: 'asc' }, refresh: true })

/** Numbers agenda items from 1, in the order given. */
export const numberItems = (items: readonly AgendaItem[]): void => {
  for (const [index, item] of items.entries()) if (item.position !== index + 1) item.position = index + 1
}

/** Checks a place in the order of so many items; adds INVALID where it lies outside. */
export const checkPosition = ({ problems }: Writing, position: number, most: number): void => {
  if (position >= 1 && position <= most) return
  const message = `There is no place ${position} in this agenda. Give one from 1 to ${most}.`
  problems.add(['input', 'position'], 'INVALID', message)
}

const refuseSpeaker = (problems: Problems, id: string, index: number): void => {
  const message = `There is no participation "${id}" in this program, or none that you may see. Register the speaker first.`
  problems.add(['input', 'speakerIds', index], 'NOT_FOUND', message)
}

/** Refuses speakers who are not on the program, as far as it is known, together with all else that is wrong. */
export const checkSpeakers = async (
  problems: Problems,
  ids: readonly string[] | null | undefined,
  programId: string | null,
  { loaders }: Pick<Context, 'loaders'>,
): Promise<void> => {
  const found = await Promise.all((ids ?? []).map(id => loaders.participationById.load(id)))
  for (const [index, id] of (ids ?? []).entries()) {
    const isThere = found[index] != null && (programId === null || found[index]?.programId === programId)
    if (!isThere) refuseSpeaker(problems, id, index)
  }
}

/**
 * Sets who leads or speaks in an item, by their participations in its program. Answers whether that changed anything;
 * participations that the writer may not see stay.
 */
export const setSpeakers = async (writing: Writing, item: AgendaItem, ids: readonly string[]): Promise<boolean> => {
  const { em, problems } = writing
  const wanted = [...new Set(ids)]
  const found = await findParticipations(writing, item.programId, wanted)
  for (const [index, id] of ids.entries()) {
    if (found.has(id)) continue
    refuseSpeaker(problems, id, index)
  }
  if (problems.all.length > 0) return false
  const had = await em.find(AgendaSpeaker, { agendaItemId: item.id }, { orderBy: { position: 'asc' } })
  const seen = await findParticipations(
    writing,
    item.programId,
    had.map(one => one.participationId),
  )
  const hidden = had.map(one => one.participationId).filter(id => !seen.has(id))
  const next = [...wanted, ...hidden.filter(id => !wanted.includes(id))]
  if (next.join() === had.map(one => one.participationId).join()) return false
  const kept = new Map(had.map(one => [one.participationId, one]))
  for (const one of had) if (!next.includes(one.participationId)) em.remove(one)
  for (const [index, participationId] of next.entries()) {
    const position = index + 1
    const known = kept.get(participationId)
    if (known) known.position = position
    else em.persist(em.create(AgendaSpeaker, { id: randomId('as'), agendaItemId: item.id, position, participationId }))
  }
  return true
}

/**
 * Records what the writer states of an item, on the path "agenda" of its program: the normal form is the item's id. What
 * the writer's entry said of this item before is superseded; null takes it back.
 */
export const claimAgendaItem = async (
  writing: Writing,
  program: Program,
  { id, title }: Pick<AgendaItem, 'id' | 'title'>,
  isThere: boolean,
): Promise<void> => {
  const { em } = writing
  const sourceId = creditedSource([], writing.rights)
  const subject = { subjectType: 'Program', subjectId: program.id, path: 'agenda', normalized: id, supersededAt: null }
  const standing = await em.find(Claim, { ...subject, sourceId })
  const isSaid = isThere && standing.some(claim => claim.value === title)
  for (const claim of standing) if (!isThere || claim.value !== title) claim.supersededAt = new Date()
  if (isThere && !isSaid) {
    const value = { path: 'agenda', value: title, normalized: id }
    await recordClaims(writing, { type: 'Program', id: program.id }, [value], {
      sourceId,
      isNew: true,
      planned: program.status !== 'HELD',
    })
  }
  markChanged(program)
}
