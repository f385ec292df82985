import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import { maskError } from '../errors/mask.ts'
import type { ServedMutations } from '../identity/served-mutations.ts'
import { errorPlugin } from './error-plugin.ts'
import { singleUsePlugin } from './single-use-plugin.ts'
import type { RequestContext } from './subgraph.ts'

/**
 * Creates the Apollo Server of a subgraph: no introspection, no page, nothing reported to anybody, no persisted
 * operations (the gateway sends whole texts), every error masked.
 */
export const createGraphqlServer = (
  schema: GraphQLSchema,
  /** Null for a schema without mutations. */
  mutations: ServedMutations | null,
  log: Logger,
): ApolloServer<RequestContext<unknown>> =>
  new ApolloServer<RequestContext<unknown>>({
    schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, error) => maskError(formatted, error),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      errorPlugin(),
      ...(mutations ? [singleUsePlugin(mutations)] : []),
    ],
  })
