import type { ApolloServerPlugin } from '@apollo/server'
import { GraphQLError, OperationTypeNode } from 'graphql'
import { catalogue } from '../errors/catalogue.ts'
import type { ServedMutations } from '../identity/served-mutations.ts'
import { servedBefore } from '../identity/verify.ts'
import type { RequestContext } from './subgraph.ts'

/** Refuses a mutation whose identity has served before, or of which nobody can tell: nothing is changed twice. */
export const singleUsePlugin = (mutations: ServedMutations): ApolloServerPlugin<RequestContext<unknown>> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) => {
      if (operation?.operation !== OperationTypeNode.MUTATION) return
      if (await mutations.serve(contextValue.identityId)) return
      const { message, extensions } = servedBefore()
      throw new GraphQLError(message, {
        extensions: { ...extensions, http: { status: catalogue.UNAUTHENTICATED.status } },
      })
    },
  }),
})
