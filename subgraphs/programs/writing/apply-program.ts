import type { Row } from '@exchange-network/kit/database/rows'
import { recordClaims } from '@exchange-network/kit/provenance/record-claims'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Program } from '../entities/program.ts'
import { checkContainment } from './check-containment.ts'
import { checkHeld } from './check-held.ts'
import type { CheckedProgram } from './check-program.ts'
import { closeParticipations } from './close-participations.ts'
import { givenFields, isChanged } from './program-fields.ts'
import { type ChangedList, type ListOwner, writeInitiatives, writePlaces, writeTopics } from './write-parts.ts'

/** How what is said of a program came to be said. */
export type ApplyOptions = {
  /** Path of the input, for problems. */
  readonly at: readonly string[]
  /** The document that all values are credited to. */
  readonly sourceId: string | null
  readonly isNew: boolean
}

/**
 * Makes a program what was checked: columns, lists and claims. Only what really changes is written and claimed; a program
 * that is not HELD has plans, not results. Tells whether anything changed.
 */
export const applyProgram = async (
  writing: Writing,
  program: Program,
  checked: CheckedProgram,
  { at, sourceId, isNew }: ApplyOptions,
): Promise<boolean> => {
  const row = program as unknown as Row<Program>
  const given = givenFields(checked)
  // A new program was made with its columns: what is cleared in it was never said.
  const fields = isNew
    ? given.filter(field => field.claims === null || field.claims.length > 0)
    : given.filter(field => isChanged(row, field))
  for (const { columns } of fields) Object.assign(program, columns)
  const isGiven = (path: string): boolean => fields.some(field => field.path === path)
  if (isGiven('status') || isGiven('dates')) {
    checkHeld(writing.problems, [...at, isGiven('status') ? 'status' : 'dates'], program)
  }
  if (isGiven('partOf') && program.partOfId != null) {
    await checkContainment(writing, [...at, 'partOfId'], program.id, program.partOfId)
  }
  if (isGiven('participantVisibility') && !isNew) {
    await closeParticipations(writing, program.id, program.participantVisibility)
  }
  const lists = await writeLists(writing, { programId: program.id, isNew }, checked)
  const claimed = [...fields.filter(field => field.claims !== null), ...lists]
  await recordClaims(
    writing,
    { type: 'Program', id: program.id },
    claimed.flatMap(({ claims }) => claims ?? []),
    { sourceId, isNew, planned: program.status !== 'HELD', paths: claimed.map(({ path }) => path) },
  )
  if (!isNew && fields.length === 0 && lists.length > 0) markChanged(program)
  return fields.length > 0 || lists.length > 0
}

const writeLists = async (
  writing: Writing,
  owner: ListOwner,
  { places, topics, initiatives }: CheckedProgram,
): Promise<readonly ChangedList[]> => {
  const changes = [
    places && (await writePlaces(writing, owner, places)),
    topics && (await writeTopics(writing, owner, topics)),
    initiatives && (await writeInitiatives(writing, owner, initiatives)),
  ]
  return changes.filter(change => change != null)
}
