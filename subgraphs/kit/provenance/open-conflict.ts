import type { AnyTables } from '../database/database.ts'
import { type Outcome, performChange } from '../writing/answer-change.ts'
import { checkText } from '../writing/check-text.ts'
import type { FieldPath, Problems } from '../writing/problems.ts'
import { randomId } from '../writing/slug.ts'
import { markChanged, type Writing } from '../writing/writing.ts'
import { Claim } from './claim.ts'
import { type ClaimSubjects, lockSubject } from './claim-subjects.ts'
import { Conflict, ConflictClaim } from './conflict.ts'
import type { ProvenanceContext } from './resolvers.ts'

/** The contract's input OpenConflictInput. */
export type OpenConflictInput = {
  readonly claimIds: readonly string[]
  readonly reason: string
  readonly expectedVersion: number
  readonly idempotencyKey: string
}

/** What a team says to have its conflicts opened and decided. */
export type ConflictMutationOptions = {
  readonly subjects: ClaimSubjects
  readonly mutation: string
  /** Adds what else the team has against the words that go with it, e.g. a guarded value. */
  readonly check?: (problems: Problems, field: FieldPath, text: string) => void
}

/** Marks claims on one field of one record as contradicting each other. */
export const openConflict = (
  context: ProvenanceContext,
  { subjects, mutation, check }: ConflictMutationOptions,
  input: OpenConflictInput,
): Promise<Outcome> => {
  const { reason, idempotencyKey } = input
  return performChange(context, { mutation, input, idempotencyKey, reason }, async problems => {
    const claimIds = [...new Set(input.claimIds)]
    checkText(problems, ['input', 'reason'], reason, { max: 4000, lines: true })
    check?.(problems, ['input', 'reason'], reason)
    if (claimIds.length < 2) {
      problems.add(['input', 'claimIds'], 'INVALID', 'A conflict needs two different claims or more.')
    }
    return async writing => {
      const claims = await readClaims(writing, context, claimIds)
      const [first] = claims
      if (first === undefined || !areComparable(writing, claims)) return null
      if (await isOpenAlready(writing, claimIds)) return null
      const found = await lockSubject(writing, subjects, first.subjectId, {
        expectedVersion: input.expectedVersion,
        field: ['input', 'expectedVersion'],
      })
      if (found === null) return null
      const { em } = writing
      const { subjectType, subjectId, path } = first
      const id = randomId('x')
      em.persist(
        em.create(Conflict, {
          id,
          subjectType,
          subjectId,
          path,
          status: 'OPEN',
          adoptedClaimId: null,
          rationale: null,
        }),
      )
      for (const [index, claimId] of claimIds.entries()) {
        em.persist(em.create(ConflictClaim, { conflictId: id, claimId, position: index + 1 }))
      }
      markChanged(found.row)
      return found.subject.answerWith?.(found.row) ?? found.row.id
    }
  })
}

/** The claims in the order named; those that do not exist for the viewer are problems. */
const readClaims = async (
  { em, problems }: Writing,
  { loaders }: ProvenanceContext,
  ids: readonly string[],
): Promise<readonly Claim[]> => {
  const rows: { id: string }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('claim')
    .select('claim.id')
    .where('claim.id', 'in', [...ids])
    .where(loaders.provenance.rules.claim)
    .execute()
  const visible = new Set(rows.map(row => row.id))
  for (const [index, id] of ids.entries()) {
    if (visible.has(id)) continue
    problems.add(['input', 'claimIds', index], 'NOT_FOUND', `There is no claim "${id}", or none that you may see.`)
  }
  const found = new Map((await em.find(Claim, { id: [...visible] })).map(claim => [claim.id, claim]))
  return ids.flatMap(id => found.get(id) ?? [])
}

const areComparable = ({ problems }: Writing, claims: readonly Claim[]): boolean => {
  const [first] = claims
  for (const [index, claim] of claims.entries()) {
    if (claim.subjectId === first?.subjectId && claim.path === first.path) continue
    const message = `The claim "${claim.id}" is on "${claim.path}" of "${claim.subjectId}", and the first one on "${first?.path}" of "${first?.subjectId}". A conflict is on one field of one record.`
    problems.add(['input', 'claimIds', index], 'INVALID', message)
  }
  return problems.all.length === 0
}

const isOpenAlready = async ({ em, problems }: Writing, claimIds: readonly string[]): Promise<boolean> => {
  const shared = await em.find(ConflictClaim, { claimId: [...claimIds] })
  const byConflict = Map.groupBy(shared, one => one.conflictId)
  const same = [...byConflict].find(([, claims]) => claims.length === claimIds.length)?.[0]
  if (same === undefined) return false
  problems.add(['input', 'claimIds'], 'DUPLICATE', `The conflict "${same}" is about these claims already.`, {
    suggestions: [same],
  })
  return true
}
