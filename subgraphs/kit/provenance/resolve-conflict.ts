import type { AnyTables } from '../database/database.ts'
import { type Outcome, performChange } from '../writing/answer-change.ts'
import { checkText } from '../writing/check-text.ts'
import type { Problems } from '../writing/problems.ts'
import { markChanged, type Writing } from '../writing/writing.ts'
import { Claim } from './claim.ts'
import { lockSubject } from './claim-subjects.ts'
import { Conflict, ConflictClaim, type ConflictStatus } from './conflict.ts'
import type { ConflictMutationOptions } from './open-conflict.ts'
import type { ProvenanceContext } from './resolvers.ts'

/** The contract's input ResolveConflictInput. */
export type ResolveConflictInput = {
  readonly conflictId: string
  readonly adoptClaimId?: string | null
  readonly status: ConflictStatus
  readonly rationale: string
  readonly expectedVersion: number
}

/**
 * Decides a conflict: adopts one claim, which the record's column follows, states that the sources do not allow a
 * decision, or takes an earlier decision back; the column keeps its value then. All claims stay.
 */
export const resolveConflict = (
  context: ProvenanceContext,
  { subjects, mutation, check }: ConflictMutationOptions,
  input: ResolveConflictInput,
): Promise<Outcome> =>
  performChange(context, { mutation, input, reason: input.rationale }, async problems => {
    const rationale = checkText(problems, ['input', 'rationale'], input.rationale, { max: 4000, lines: true })
    check?.(problems, ['input', 'rationale'], input.rationale)
    checkAdopted(problems, input)
    return async writing => {
      const conflict = await findConflict(writing, context, input.conflictId)
      if (conflict === null) return null
      const found = await lockSubject(writing, subjects, conflict.subjectId, {
        expectedVersion: input.expectedVersion,
        field: ['input', 'expectedVersion'],
      })
      if (found === null) return null
      const adopted = await findAdopted(writing, conflict, input.adoptClaimId ?? null)
      conflict.status = input.status
      conflict.adoptedClaimId = adopted?.id ?? null
      conflict.rationale = rationale
      markChanged(found.row)
      if (adopted) await found.subject.adopt(writing, found.row, adopted)
      return found.subject.answerWith?.(found.row) ?? found.row.id
    }
  })

const checkAdopted = (problems: Problems, { status, adoptClaimId = null }: ResolveConflictInput): void => {
  if (status === 'RESOLVED' && adoptClaimId === null) {
    problems.add(
      ['input', 'adoptClaimId'],
      'INVALID',
      'A conflict is RESOLVED by adopting one of its claims. Name the claim, or set the status to UNRESOLVABLE.',
    )
  }
  if (status !== 'RESOLVED' && adoptClaimId !== null) {
    problems.add(
      ['input', 'adoptClaimId'],
      'INVALID',
      `A conflict that is ${status} adopts no claim. Leave the claim out, or set the status to RESOLVED.`,
    )
  }
}

const findConflict = async (
  { em, problems }: Writing,
  { loaders }: ProvenanceContext,
  id: string,
): Promise<Conflict | null> => {
  const visible = await em
    .getKysely<AnyTables>()
    .selectFrom('conflict')
    .select('conflict.id')
    .where('conflict.id', '=', id)
    .where(loaders.provenance.rules.conflict)
    .executeTakeFirst()
  if (visible !== undefined) return em.findOneOrFail(Conflict, { id })
  problems.add(['input', 'conflictId'], 'NOT_FOUND', `There is no conflict "${id}", or none that you may see.`)
  return null
}

const findAdopted = async (
  { em, problems }: Writing,
  { id }: Conflict,
  claimId: string | null,
): Promise<Claim | null> => {
  if (claimId === null) return null
  const competing = await em.find(ConflictClaim, { conflictId: id }, { orderBy: { position: 'asc' } })
  const isOne = competing.some(one => one.claimId === claimId)
  if (isOne) return em.findOneOrFail(Claim, { id: claimId })
  const suggestions = competing.map(one => one.claimId)
  problems.add(['input', 'adoptClaimId'], 'INVALID', `The claim "${claimId}" is none of those in conflict.`, {
    suggestions,
  })
  return null
}
