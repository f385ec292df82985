import type { AnyTables, EntityManager } from '../database/database.ts'
import type { RecordKey } from '../feed/touched-records.ts'
import { randomId } from '../writing/slug.ts'
import type { Writing } from '../writing/writing.ts'
import { Claim, type ClaimBasis } from './claim.ts'
import { RecordSource } from './record-source.ts'

/** A value that somebody states of one field. */
export type StatedValue = {
  /** Field of the record, e.g. "dates" or "roles.HOST". */
  readonly path: string
  /** As printed, else as written. */
  readonly value: string
  /** Number, EDTF date, code or id. */
  readonly normalized?: string | null
  /** How this value came about, where not as the others. */
  readonly basis?: ClaimBasis
}

/** How values come to be stated. */
export type Statement = {
  readonly sourceId: string | null
  readonly planned?: boolean
  readonly basis?: ClaimBasis
  /**
   * Paths that are told whole: what the source said on them before and does not say now is superseded. The paths of
   * the values unless given; give it for lists that may have become empty.
   */
  readonly paths?: readonly string[]
  /** True for a record that this write creates: nothing can have been said of it before. */
  readonly isNew?: boolean
}

/**
 * Records that a source states these values of a record. What the same source said on the same path before is
 * superseded, unless it says the same again; what other sources say stands. Nothing is overwritten.
 */
export const recordClaims = async (
  { em }: Pick<Writing, 'em'>,
  { type, id }: RecordKey,
  values: readonly StatedValue[],
  statement: Statement,
): Promise<void> => {
  const { sourceId, planned = false, basis = 'STATED', isNew = false } = statement
  const paths = [...new Set(statement.paths ?? values.map(value => value.path))]
  if (paths.length === 0) return
  const standing = isNew
    ? []
    : // The source is looked at afterwards: by it SQLite would read all that an organization ever entered.
      (await em.find(Claim, { subjectType: type, subjectId: id, path: paths, supersededAt: null })).filter(
        claim => (claim.sourceId ?? null) === sourceId,
      )
  const said = new Set(values.map(keyOf))
  for (const claim of standing) if (!said.has(keyOf(claim))) claim.supersededAt = new Date()
  const before = new Set(standing.map(keyOf))
  for (const value of values) {
    if (before.has(keyOf(value))) continue
    before.add(keyOf(value))
    const position = await nextPosition(em)
    em.persist(
      em.create(Claim, {
        id: randomId('c'),
        subjectType: type,
        subjectId: id,
        path: value.path,
        value: value.value,
        normalized: value.normalized ?? null,
        basis: value.basis ?? basis,
        planned,
        sourceId,
        locator: null,
        quote: null,
        note: null,
        position,
        supersededAt: null,
      }),
    )
  }
}

const keyOf = (claim: { path: string; value: string; normalized?: string | null | undefined }): string =>
  JSON.stringify([claim.path, claim.value, claim.normalized ?? null])

/** Positions order claims by time of recording; two writers at once may share one, then the ids decide. */
export const nextPosition = async (em: EntityManager): Promise<number> => {
  const last = positions.get(em) ?? (await lastPosition(em))
  positions.set(em, last + 1)
  return last + 1
}

// An entity manager serves one transaction, which alone numbers its claims.
const positions = new WeakMap<EntityManager, number>()

const lastPosition = async (em: EntityManager): Promise<number> => {
  const known = await em
    .getKysely<AnyTables>()
    .selectFrom('claim')
    .select(eb => eb.fn.max('position').as('last'))
    .executeTakeFirst()
  return Number(known?.last ?? 0)
}

/** Writes the documents of a record, in the order given, in place of those that it had; a new record had none. */
export const replaceRecordSources = async (
  { em }: Pick<Writing, 'em'>,
  { type, id }: RecordKey,
  sources: readonly string[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<void> => {
  const had = isNew ? [] : await em.find(RecordSource, { recordType: type, recordId: id })
  const kept = new Map(had.map(one => [one.sourceId, one]))
  for (const one of had) if (!sources.includes(one.sourceId)) em.remove(one)
  for (const [index, sourceId] of sources.entries()) {
    const position = index + 1
    const known = kept.get(sourceId)
    if (known) known.position = position
    else em.persist(em.create(RecordSource, { recordType: type, recordId: id, sourceId, position }))
  }
}
