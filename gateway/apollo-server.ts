import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { ApolloGateway } from './apollo-gateway.ts'
import type { DocumentStore } from './document-store.ts'
import { type ErrorCode, isErrorCode, outgoingError, requestError } from './errors.ts'
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
    // Ours stands behind Apollo Server's door, see operation-validation.ts.
    dangerouslyDisableValidation: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    parseOptions: { maxTokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (error, thrown) => outgoingError(inOurWords(withOwnCode(error, thrown), maxTokens)),
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

// Where a document does not say which of its operations is meant, Apollo Server gives its own code to whatever we say.
const withOwnCode = (error: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
  const original = thrown instanceof GraphQLError ? thrown.originalError : undefined
  const code = original instanceof GraphQLError ? original.extensions.code : undefined
  return isErrorCode(code) ? { ...error, extensions: { ...error.extensions, code } } : error
}

// Sentences of the libraries that do not say whose limit it is, or what to do.
const inOurWords = (error: GraphQLFormattedError, maxTokens: number): GraphQLFormattedError => {
  const say = (code: ErrorCode, message: string): GraphQLFormattedError => requestError(code, message).toJSON()
  if (error.message.includes('Document contains more that')) {
    return say(
      'OPERATION_TOO_COMPLEX',
      `The operation has more than ${maxTokens.toLocaleString('en')} words and signs, which is the most that is read. Send several smaller ones.`,
    )
  }
  if (error.message.startsWith('GET requests only support')) {
    return say('METHOD_NOT_ALLOWED', 'Only queries are answered by GET. Send this operation by POST.')
  }
  if (error.message.startsWith('This operation has been blocked as a potential Cross-Site')) {
    return say(
      'BAD_REQUEST',
      'A page of another site could have sent this request. Send POST with "content-type: application/json", or the header "apollo-require-preflight".',
    )
  }
  return error
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
