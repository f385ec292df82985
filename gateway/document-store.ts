import type { ApolloServerOptions, BaseContext } from '@apollo/server'
import type { DocumentNode } from 'graphql'
import { createPlanCache } from './planning/plan-cache.ts'

/** Where Apollo Server looks for the operations that it has parsed before. */
export type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']> & {
  /** Keeps a parsed operation from now on. Whatever is not valid is forgotten, so that it takes nobody's place. */
  keep(document: DocumentNode): void
}

/**
 * Creates a store that ends at a number of bytes of heap. Apollo Server's own one measures the JSON text of a document,
 * of which its objects take three to four times as much.
 */
export const createDocumentStore = (maxBytes: number): DocumentStore => {
  const cache = createPlanCache<DocumentNode>(maxBytes)
  const keys = new WeakMap<DocumentNode, string>()
  return {
    get: async key => cache.get(key),
    set: async (key, document) => void keys.set(document, key),
    delete: async key => cache.delete(key),
    keep: document => {
      const key = keys.get(document)
      if (key !== undefined) cache.set(key, document, (document.loc?.end ?? 0) * bytesPerCharacter)
    },
  }
}

// Measured: nodes, tokens and locations of a character of an operation's text.
const bytesPerCharacter = 70
