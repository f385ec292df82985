import { agendaOperation } from './agenda-calendar.ts'
import { listOperation, servedOperations } from './listed-operation.ts'
import { writeOpenapi } from './openapi.ts'
import { pagePolicy, writePage } from './operations-page.ts'
import { rules } from './rules.ts'
import type { SavedOperations } from './saved-operations.ts'

/** The operations that there are, told three times. */
export type Listing = {
  readonly openapi: string
  readonly json: string
  /** HTML. */
  readonly page: string
  readonly pagePolicy: string
}

/** Creates the writer of lists, which writes each once: all follows from the saved operations of a supergraph. */
export const createListing = (): ((saved: SavedOperations, version: string) => Listing) => {
  const known = new WeakMap<SavedOperations, Listing>()
  return (saved, version) => {
    const listing = known.get(saved) ?? write(saved, version)
    known.set(saved, listing)
    return listing
  }
}

const write = (saved: SavedOperations, version: string): Listing => {
  const operations = servedOperations(saved).map(listOperation)
  return {
    openapi: `${JSON.stringify(writeOpenapi(saved, version))}\n`,
    json: `${JSON.stringify({ operations, rules })}\n`,
    page: writePage(operations, saved.has(agendaOperation)),
    pagePolicy,
  }
}
