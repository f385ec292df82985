import { UniqueConstraintViolationException } from '@mikro-orm/core'
import type { RequestContext } from '../serve/subgraph.ts'
import type { Author } from './author.ts'
import { findPerformed, rememberPerformed, repeatable } from './performed-request.ts'
import { createProblems, type Problems, type UserError } from './problems.ts'
import { openWriting, type Writing } from './writing.ts'

/** What a mutation is, beside what it does. */
export type Change = {
  /** Name of the mutation: the action in the history. */
  readonly mutation: string
  /** All arguments, as far as they tell one request from another. */
  readonly input: unknown
  /** Repeated requests with the same key answer the first result. */
  readonly idempotencyKey?: string | null
  /** Stands in the history. */
  readonly reason?: string | null
}

/**
 * Checks all that needs no lock and collects problems, then answers what writes. Without problems that runs in one
 * transaction and answers the id of the record to answer with; problems that it adds undo everything.
 */
export type Prepare = (problems: Problems) => Promise<((writing: Writing) => Promise<string | null>) | null>

/** What came of a change: the id of the record, or what to put right. */
export type Outcome = { readonly id: string | null; readonly userErrors: readonly UserError[] }

/**
 * Carries out a mutation: once for each idempotency key, checked whole before anything is written, in one transaction
 * with its history and feed. Two requests that meet in a unique key run one after the other.
 * The context's loaders are new afterwards, so that the answer shows what was written.
 */
export const performChange = async <Loaders>(
  context: RequestContext<Loaders>,
  change: Change,
  prepare: Prepare,
): Promise<Outcome> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await performOnce(context, change, prepare)
    } catch (error) {
      if (attempt === mostAttempts || !isCollision(error)) throw error
      // The other one has committed: what it made is found by the checks now.
      await context.renew()
    }
  }
}

const mostAttempts = 3

const performOnce = async <Loaders>(
  context: RequestContext<Loaders>,
  { mutation, input, idempotencyKey = null, reason = null }: Change,
  prepare: Prepare,
): Promise<Outcome> => {
  const { database, viewer, requestId } = context
  const request = idempotencyKey === null ? null : repeatable(viewer.subject, mutation, idempotencyKey, input)
  const before = request && (await findPerformed(database, request))
  if (before) return repeated(before)
  const problems = createProblems()
  if (idempotencyKey !== null) checkKey(idempotencyKey, problems)
  // A copy of the request may be done by now, and what it made is what the checks object to.
  const refuse = async (): Promise<Outcome> => {
    const twin = request && (await findPerformed(database, request))
    if (!twin) return refused(problems)
    await context.renew()
    return repeated(twin)
  }
  const write = await prepare(problems)
  if (problems.all.length > 0 || write === null) return refuse()
  const author: Author = {
    action: mutation,
    subject: viewer.subject,
    organization: viewer.organization,
    requestId,
    reason,
  }
  try {
    const outcome = await database.write(async (em, session): Promise<Outcome> => {
      const same = request && (await findPerformed(database, request, em))
      if (same) return repeated(same)
      const id = await write(openWriting(context, em, session, problems))
      if (problems.all.length > 0 || id === null) throw new Undone()
      if (request) await rememberPerformed(em, database, request, id)
      return { id, userErrors: [] }
    }, author)
    await context.renew()
    return outcome
  } catch (error) {
    if (error instanceof Undone) return refuse()
    throw error
  }
}

/** Ends a transaction whose work found problems. */
class Undone extends Error {}

const refused = (problems: Problems): Outcome => ({ id: null, userErrors: problems.all })

const repeated = ({ recordId, isSame }: { recordId: string; isSame: boolean }): Outcome => {
  if (isSame) return { id: recordId, userErrors: [] }
  const problems = createProblems()
  problems.add(
    ['input', 'idempotencyKey'],
    'INVALID',
    'This idempotency key was used for another request. Take a new key for each change, and the same one only to repeat it.',
  )
  return refused(problems)
}

const checkKey = (key: string, problems: Problems): void => {
  if (key.trim() !== '' && key.length <= 200) return
  problems.add(
    ['input', 'idempotencyKey'],
    'INVALID',
    'An idempotency key is a text of 1 to 200 characters. Take e.g. a UUID.',
  )
}

/** Tells whether two writers met in a unique key or a lock, so that the later one should try again. */
export const isCollision = (error: unknown): boolean =>
  error instanceof UniqueConstraintViolationException || codesOf(error).some(code => collisions.includes(code))

// PostgreSQL: unique violation, deadlock, serialization. SQLite by its own name.
const collisions = [
  '23505',
  '40P01',
  '40001',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT',
]

const codesOf = (error: unknown, depth = 0): readonly string[] => {
  if (typeof error !== 'object' || error === null || depth > 4) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  return [...own, ...('cause' in error ? codesOf(error.cause, depth + 1) : [])]
}
