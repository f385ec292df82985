import type { Visibility } from '@exchange-network/kit/access/visibility'
import type { AnyTables } from '@exchange-network/kit/database/database'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkOptionalText } from '@exchange-network/kit/writing/check-text'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Participation } from '../entities/participation.ts'
import type { Context } from '../loaders.ts'
import { visibleParticipations } from '../store/visible.ts'
import { lockProgram } from './lock-program.ts'
import { checkFloor, checkParticipation, type ParticipationFields } from './participation-input.ts'
import type { ParticipationRole } from './participation-label.ts'
import { changeParticipation, createParticipation, findSame, type NewParticipation } from './participation-rows.ts'
import { checkOwnSources } from './references.ts'

/** The contract's input RegisterParticipantInput. */
export type RegisterParticipantInput = ParticipationFields &
  Pick<NewParticipation, 'role' | 'attendance' | 'visibility'> & {
    readonly programId: string
    readonly sourceIds: readonly string[]
    readonly idempotencyKey: string
  }

/** The contract's input UpdateParticipationInput. */
export type UpdateParticipationInput = ParticipationFields & { readonly id: string; readonly expectedVersion: number }

/** Puts a person, or an unnamed delegate, on a program: for the steward of the program. */
export const registerParticipant = (context: Context, input: RegisterParticipantInput): Promise<Outcome> =>
  performChange(
    context,
    { mutation: 'registerParticipant', input, idempotencyKey: input.idempotencyKey },
    async problems => {
      const [columns, sources] = await Promise.all([
        checkParticipation(problems, input, context),
        checkOwnSources(problems, ['input', 'sourceIds'], input.sourceIds, context),
      ])
      return async writing => {
        const program = await lockProgram(writing, input.programId, ['input', 'programId'])
        if (program === null) return null
        const { role, attendance, visibility } = input
        checkFloor(problems, ['input', 'visibility'], visibility, program.participantVisibility ?? 'PARTNER')
        if (columns.personId != null) await checkSame(writing, program.id, columns.personId, role, null)
        if (problems.all.length > 0) return null
        const name = await nameOf(context, columns.personId)
        const creditedTo = creditedSource(sources, writing.rights)
        const row = { ...columns, role, attendance, visibility }
        return createParticipation(writing, program.id, row, { name, sources, creditedTo })
      }
    },
  )

/** The name of a person as far as the feed tells it to the viewer. Asked under the lock: an erasure may have come meanwhile. */
const nameOf = async ({ loaders }: Context, personId: string | null | undefined): Promise<string | null> =>
  personId == null ? null : ((await loaders.knownPersonById.load(personId))?.name ?? null)

const checkSame = async (
  writing: Writing,
  programId: string,
  personId: string,
  role: ParticipationRole,
  own: string | null,
): Promise<void> => {
  const same = await findSame(writing, programId, personId, role)
  if (same === null || same === own) return
  const message = `The person is on this program as ${role} already, by the participation "${same}". Change that one.`
  writing.problems.add(['input', 'personId'], 'DUPLICATE', message, { suggestions: [same] })
}

/** Changes a participation, e.g. names a delegate later: for its own steward. */
export const updateParticipation = (context: Context, input: UpdateParticipationInput): Promise<Outcome> =>
  performChange(context, { mutation: 'updateParticipation', input }, async problems => {
    const columns = await checkParticipation(problems, input, context)
    return async writing => {
      const row = await lockParticipation(writing, input.id, input.expectedVersion, ['input', 'id'])
      if (row === null) return null
      const floor = await queueAtProgram(writing, row.programId)
      const { personId = row.personId, role = row.role, visibility = row.visibility } = columns
      if (visibility !== row.visibility) checkFloor(problems, ['input', 'visibility'], visibility, floor)
      const isOther = personId !== row.personId || role !== row.role
      if (isOther && personId != null) await checkSame(writing, row.programId, personId, role, row.id)
      if (problems.all.length > 0) return null
      const name = await nameOf(context, columns.personId)
      await changeParticipation(writing, row, columns, { name, creditedTo: creditedSource([], writing.rights) })
      return row.id
    }
  })

/** Waits for others who write participations of the program, so that nobody is put on it twice; answers its floor. */
const queueAtProgram = async ({ em, database }: Writing, programId: string): Promise<Visibility> => {
  const { participant_visibility: floor } = await em
    .getKysely<AnyTables>()
    .selectFrom('program')
    .select('participant_visibility')
    .where('id', '=', programId)
    .$if(database.dialect === 'postgres', query => query.forUpdate())
    .executeTakeFirstOrThrow()
  return floor
}

/** Marks that somebody withdrew or was withdrawn; the row stays and counts. The reason stands in the history. */
export const withdrawParticipation = (
  context: Context,
  input: { readonly id: string; readonly reason?: string | null; readonly expectedVersion: number },
): Promise<Outcome> => {
  const { reason = null } = input
  return performChange(context, { mutation: 'withdrawParticipation', input, reason }, async problems => {
    checkOptionalText(problems, ['reason'], reason, { max: 4000, lines: true })
    return async writing => {
      const row = await lockParticipation(writing, input.id, input.expectedVersion, ['id'])
      if (row === null) return null
      const creditedTo = creditedSource([], writing.rights)
      await changeParticipation(writing, row, { attendance: 'WITHDRAWN' }, { name: null, creditedTo })
      return row.id
    }
  })
}

/** Locks a participation for its own steward; null when a problem was added. */
export const lockParticipation = (
  writing: Writing,
  id: string,
  expectedVersion: number | null,
  field: readonly string[],
): Promise<Participation | null> =>
  writing.lock(Participation, id, {
    noun: 'participation',
    visible: visibleParticipations(writing.rights),
    stewards: ({ stewardId }) => [stewardId],
    expectedVersion,
    field,
  })
