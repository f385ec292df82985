import type { ApolloServerPlugin } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { isOurs } from '../errors/mask.ts'
import type { RequestContext } from './subgraph.ts'

/**
 * Logs what failed on our side, once for each cause, and puts the request id beside the masked error.
 * The one place where a resolver's error meets the log.
 */
export const errorPlugin = (): ApolloServerPlugin<RequestContext<unknown>> => ({
  requestDidStart: async () => ({
    didEncounterErrors: async ({ errors, contextValue, operationName }) => {
      const places = Map.groupBy(errors.filter(isOurs), error => unwrapResolverError(error))
      for (const [cause, found] of places) {
        const path = found[0]?.path?.join('.')
        contextValue.log.error({ err: cause, operationName, path, places: found.length }, 'A resolver failed.')
      }
    },
    willSendResponse: async ({ response, contextValue }) => {
      if (response.body.kind !== 'single') return
      for (const error of response.body.singleResult.errors ?? []) {
        const code = error.extensions?.code
        if (error.extensions && (code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE')) {
          error.extensions.requestId = contextValue.requestId
        }
      }
    },
  }),
})
