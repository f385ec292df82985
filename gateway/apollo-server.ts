import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { ApolloGateway } from './apollo-gateway.ts'
import type { DocumentStore } from './document-store.ts'
import { isErrorCode, outgoingError } from './errors.ts'
import { stringifyAnswer } from './execution/written-answer.ts'
import type { Logger } from './observe/log.ts'
import { type RequestContext, recordErrors } from './request-context.ts'

/** Creates Apollo Server over our engine: nothing is reported to anybody, no page is loaded from elsewhere. */
export const createApolloServer = (options: {
  gateway: ApolloGateway
  documentStore: DocumentStore
  isProduction: boolean
  maxTokens: number
  log: Logger
}): ApolloServer<RequestContext> => {
  const { gateway, documentStore, isProduction, maxTokens, log } = options
  return new ApolloServer<RequestContext>({
    gateway,
    documentStore,
    nodeEnv: isProduction ? 'production' : 'development',
    introspection: !isProduction,
    hideSchemaDetailsFromClientErrors: isProduction,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: outgoingError,
    stringifyResult: stringifyAnswer,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      record(log),
    ],
  })
}

// Notes what the log line says, and gives an unknown error the id under which the log explains it. One listener for all
// requests: each hook is told whose it is.
const record = (log: Logger): ApolloServerPlugin<RequestContext> => {
  const listener: GraphQLRequestListener<RequestContext> = {
    didEncounterErrors: async ({ contextValue, errors }) => {
      for (const error of errors) {
        if (isErrorCode(error.extensions?.code)) continue
        const err = error.originalError ?? error
        log.error({ requestId: contextValue.requestId, err }, 'an error without a code of the catalogue')
      }
    },
    willSendResponse: async ({ contextValue, response, queryHash, operationName }) => {
      // Known before for an operation that was executed; here also for one that was refused.
      contextValue.record.operationHash ??= queryHash ?? null
      contextValue.record.operationName ??= operationName ?? null
      if (response.body.kind !== 'single' || !response.body.singleResult.errors) return
      recordErrors(contextValue, response.body.singleResult.errors)
    },
  }
  return { requestDidStart: async () => listener }
}
