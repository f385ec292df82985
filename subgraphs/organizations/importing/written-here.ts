import type { EntityManager } from '@exchange-network/kit/database/database'
import type { CheckedParent } from '../writing/check-parent.ts'

/** What rows of a file made in a transaction that is not over: the database does not know all of it yet. */
export type WrittenHere = {
  /** By what rows below call them, e.g. "id:scoe" or "name:scoe". */
  readonly byName: Map<string, CheckedParent>
  readonly slugs: Set<string>
}

const written = new WeakMap<EntityManager, WrittenHere>()

/** Finds what the rows above made; an entity manager serves one transaction. */
export const writtenHere = (em: EntityManager): WrittenHere => {
  const known = written.get(em) ?? { byName: new Map(), slugs: new Set() }
  written.set(em, known)
  return known
}
