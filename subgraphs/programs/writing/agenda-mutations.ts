import type { AnyTables } from '@exchange-network/kit/database/database'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { randomId } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { AgendaItem, AgendaSpeaker } from '../entities/agenda-item.ts'
import type { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { visiblePrograms } from '../store/visible.ts'
import { type AgendaItemColumns, type AgendaItemFields, checkAgendaItem, checkAgendaTimes } from './agenda-input.ts'
import { checkPosition, checkSpeakers, claimAgendaItem, numberItems, readAgenda, setSpeakers } from './agenda-parts.ts'
import { lockProgram } from './lock-program.ts'
import { findProgram } from './own-references.ts'

/** The contract's input AddAgendaItemInput. */
export type AddAgendaItemInput = AgendaItemFields & {
  readonly programId: string
  readonly title: string
  readonly idempotencyKey: string
}

/** The contract's input UpdateAgendaItemInput. */
export type UpdateAgendaItemInput = AgendaItemFields & { readonly id: string; readonly expectedVersion: number }

/** Adds an item to the agenda of a program; those behind it move on. Answers the program. */
export const addAgendaItem = (context: Context, input: AddAgendaItemInput): Promise<Outcome> =>
  performChange(context, { mutation: 'addAgendaItem', input, idempotencyKey: input.idempotencyKey }, async problems => {
    const { position, ...fields } = input
    const columns = checkAgendaItem(problems, { ...fields, ...(position != null && { position }) })
    const known = await findProgram(input.programId, context)
    await checkSpeakers(problems, input.speakerIds, known?.id ?? null, context)
    return async writing => {
      const program = await lockProgram(writing, input.programId, ['input', 'programId'])
      if (program === null) return null
      const agenda = await readAgenda(writing, program.id)
      const place = position ?? agenda.length + 1
      checkPosition(writing, place, agenda.length + 1)
      checkAgendaTimes(problems, columns, columns, program)
      if (problems.all.length > 0) return null
      const item = createItem(writing, program.id, place, columns)
      numberItems(agenda.toSpliced(place - 1, 0, item))
      await setSpeakers(writing, item, input.speakerIds ?? [])
      await claimAgendaItem(writing, program, item, true)
      return program.id
    }
  })

const createItem = ({ em }: Writing, programId: string, position: number, columns: AgendaItemColumns): AgendaItem => {
  const unknown = { description: null, presentationTitle: null, startsAt: null, endsAt: null, venue: null }
  const { title = '', ...others } = columns
  const item = em.create(AgendaItem, { id: randomId('a'), programId, position, title, ...unknown, ...others })
  em.persist(item)
  return item
}

/** Changes an item, or moves it; those between its old and its new place follow. Answers the program. */
export const updateAgendaItem = (context: Context, input: UpdateAgendaItemInput): Promise<Outcome> =>
  performChange(context, { mutation: 'updateAgendaItem', input }, async problems => {
    const columns = checkAgendaItem(problems, input)
    const known = await context.loaders.agendaItemById.load(input.id)
    await checkSpeakers(problems, input.speakerIds, known?.programId ?? null, context)
    return async writing => {
      const found = await lockItem(writing, input.id, input.expectedVersion, ['input', 'id'])
      if (found === null) return null
      const { program, item } = found
      const agenda = await readAgenda(writing, program.id)
      if (input.position != null) checkPosition(writing, input.position, agenda.length)
      checkAgendaTimes(problems, { ...pick(item), ...columns }, changedTimes(item, columns), program)
      const areOthers = input.speakerIds !== undefined && (await setSpeakers(writing, item, input.speakerIds ?? []))
      if (problems.all.length > 0) return null
      const isMoved = input.position != null && input.position !== item.position
      const isChanged = Object.entries(columns).some(([field, value]) => item[field as keyof AgendaItem] !== value)
      if (!areOthers && !isMoved && !isChanged) return program.id
      Object.assign(item, columns)
      if (isMoved) numberItems(agenda.filter(one => one !== item).toSpliced((input.position ?? 1) - 1, 0, item))
      // Its own columns stand still where only the speakers changed, and its version shall count up.
      item.updatedAt = new Date(Math.max(Date.now(), (item.updatedAt?.getTime() ?? 0) + 1))
      await claimAgendaItem(writing, program, item, true)
      return program.id
    }
  })

const pick = ({ startsAt, endsAt }: AgendaItem) => ({ startsAt, endsAt })

/** What was right when it was entered is not asked again. */
const changedTimes = (item: AgendaItem, { startsAt, endsAt }: AgendaItemColumns) => ({
  ...(startsAt !== item.startsAt && { startsAt }),
  ...(endsAt !== item.endsAt && { endsAt }),
})

/** Removes an item; those behind it move up. Answers the program. */
export const removeAgendaItem = (
  context: Context,
  input: { readonly id: string; readonly expectedVersion: number },
): Promise<Outcome> =>
  performChange(context, { mutation: 'removeAgendaItem', input }, async () => async writing => {
    const found = await lockItem(writing, input.id, input.expectedVersion, ['id'])
    if (found === null) return null
    const { program, item } = found
    const { em } = writing
    const agenda = await readAgenda(writing, program.id)
    for (const speaker of await em.find(AgendaSpeaker, { agendaItemId: item.id })) em.remove(speaker)
    for (const source of await em.find(RecordSource, { recordType: 'AgendaItem', recordId: item.id })) em.remove(source)
    em.remove(item)
    numberItems(agenda.filter(one => one !== item))
    await claimAgendaItem(writing, program, item, false)
    return program.id
  })

/** Locks an item together with its program, the program first: all writers of an agenda queue there. */
const lockItem = async (
  writing: Writing,
  id: string,
  expectedVersion: number,
  field: readonly string[],
): Promise<{ readonly program: Program; readonly item: AgendaItem } | null> => {
  const { em, problems, rights } = writing
  const found: { program_id: string } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('agenda_item')
    .innerJoin('program', 'program.id', 'agenda_item.program_id')
    .select('agenda_item.program_id')
    .where('agenda_item.id', '=', id)
    .where(visiblePrograms(rights))
    .executeTakeFirst()
  if (found === undefined) {
    problems.add(field, 'NOT_FOUND', `There is no agenda item "${id}", or none that you may see.`)
    return null
  }
  const program = await lockProgram(writing, found.program_id, field)
  if (program === null) return null
  const item = await writing.lock(AgendaItem, id, {
    noun: 'agenda item',
    visible: eb => eb('agenda_item.program_id', '=', program.id),
    stewards: () => [program.stewardId],
    expectedVersion,
    field,
  })
  return item && { program, item }
}
