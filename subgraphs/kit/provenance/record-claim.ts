import type { Outcome } from '../writing/answer-change.ts'
import { performChange } from '../writing/answer-change.ts'
import { checkOptionalText, checkText } from '../writing/check-text.ts'
import type { Problems } from '../writing/problems.ts'
import { protectedKindOf } from '../writing/protected-data.ts'
import { randomId } from '../writing/slug.ts'
import { markChanged } from '../writing/writing.ts'
import { checkSource, type SourceContext } from './check-sources.ts'
import { Claim, type ClaimBasis } from './claim.ts'
import { type ClaimSubjects, lockSubject } from './claim-subjects.ts'
import { nextPosition } from './record-claims.ts'
import type { ProvenanceContext } from './resolvers.ts'

/** The contract's input RecordClaimInput. */
export type RecordClaimInput = {
  readonly subjectId: string
  readonly path: string
  readonly value: string
  readonly normalized?: string | null
  readonly basis: ClaimBasis
  readonly planned: boolean
  readonly sourceId: string
  readonly locator?: string | null
  readonly quote?: string | null
  readonly note?: string | null
  readonly idempotencyKey: string
}

/** What a team says to have its claims recorded and its conflicts decided. */
export type ClaimMutationOptions = {
  readonly subjects: ClaimSubjects
  /** Name of the mutation, e.g. "recordPersonClaim". */
  readonly mutation: string
  readonly sources: SourceContext
  /** Adds what else the team has against a claim, e.g. a guarded value on an open path. */
  readonly check?: (problems: Problems, input: RecordClaimInput) => void | Promise<void>
}

/** Records what a source says about a field of a record. No column follows it: that is for an update or a decision. */
export const recordClaim = (
  context: ProvenanceContext,
  { subjects, mutation, sources, check }: ClaimMutationOptions,
  input: RecordClaimInput,
): Promise<Outcome> =>
  performChange(context, { mutation, input, idempotencyKey: input.idempotencyKey }, async problems => {
    const claim = await checkClaim(problems, input, sources)
    await check?.(problems, input)
    return async writing => {
      const found = await lockSubject(writing, subjects, input.subjectId, {
        expectedVersion: null,
        field: ['input', 'subjectId'],
      })
      if (found === null) return null
      const { type, subject, row } = found
      const { em } = writing
      em.persist(
        em.create(Claim, {
          id: randomId('c'),
          subjectType: type,
          subjectId: row.id,
          ...claim,
          basis: input.basis,
          planned: input.planned,
          position: await nextPosition(em),
          supersededAt: null,
        }),
      )
      markChanged(row)
      return subject.answerWith?.(row) ?? row.id
    }
  })

const checkClaim = async (problems: Problems, input: RecordClaimInput, sources: SourceContext) => {
  const at = (field: string): readonly string[] => ['input', field]
  const line = { max: 1000 }
  const lines = { max: 4000, lines: true }
  const sourceId = await checkSource(problems, at('sourceId'), input.sourceId, sources)
  return {
    path: checkPath(problems, at('path'), input.path),
    value: checkText(problems, at('value'), input.value, lines) ?? '',
    normalized: checkOptionalText(problems, at('normalized'), input.normalized ?? null, line),
    sourceId,
    locator: checkOptionalText(problems, at('locator'), input.locator ?? null, line),
    quote: checkOptionalText(problems, at('quote'), input.quote ?? null, lines),
    note: checkOptionalText(problems, at('note'), input.note ?? null, lines),
  }
}

/** Checks the path of a claim: names of fields joined by dots. What is never stored has no path either. */
export const checkPath = (problems: Problems, field: readonly string[], path: string): string => {
  const kind = protectedKindOf(path)
  if (kind !== null)
    problems.add(field, 'PROTECTED_DATA', `The path "${path}" is of ${kind}, which this network never stores.`)
  else if (path.length > 200 || !/^[a-z][A-Za-z]*(\.[A-Za-z_]+)*$/.test(path) || path in Object.prototype) {
    problems.add(field, 'INVALID', 'The path is no path: names of fields joined by ".", e.g. "dates" or "roles.HOST".')
  }
  return path
}
