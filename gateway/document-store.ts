import type { ApolloServerOptions, BaseContext } from '@apollo/server'
import type { DocumentNode } from 'graphql'
import { createPlanCache } from './planning/plan-cache.ts'

/** Where Apollo Server keeps the operations that it has parsed and validated. */
export type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>

/**
 * Creates a store that ends at a number of bytes of heap. Apollo Server's own one measures the JSON text of a document,
 * of which its objects take three to four times as much.
 */
export const createDocumentStore = (maxBytes: number): DocumentStore => {
  const cache = createPlanCache<DocumentNode>(maxBytes)
  return {
    get: async key => cache.get(key),
    set: async (key, document) => cache.set(key, document, (document.loc?.end ?? 0) * bytesPerCharacter),
    delete: async key => cache.delete(key),
  }
}

// Measured: nodes, tokens and locations of a character of an operation's text.
const bytesPerCharacter = 70
