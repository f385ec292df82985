import { ApolloServer, type ApolloServerOptions, type BaseContext, type ContextThunk } from '@apollo/server'
import { createApolloHandler } from '@exchange-network/gateway/http/apollo-handler'
import { createHttpServer } from '@exchange-network/gateway/http/http-server'
import { createLog } from '@exchange-network/gateway/observe/log'

// Run by jest, and started by ../integration-command.ts: the suite's cases against the code that serves /graphql.

/** The part of the suite that is used here; it is installed for the run alone. */
type Suite = {
  readonly defineIntegrationTestSuite: (
    createServer: (
      options: ApolloServerOptions<BaseContext>,
      testOptions?: { readonly context?: ContextThunk },
    ) => Promise<{ server: ApolloServer; url: string; extraCleanup: () => Promise<void> }>,
  ) => void
}

// Not a name in quotes: the project does not declare the package.
const packageName = '@apollo/server-integration-testsuite'
const { defineIntegrationTestSuite } = (await import(packageName)) as Suite

defineIntegrationTestSuite(async (options, { context = async () => ({}) } = {}) => {
  const app = createHttpServer({ maxBodyBytes: 1_048_576, log: createLog('silent'), onRefusal: () => undefined })
  // The gateway refuses text with 415 before Apollo Server sees it; the suite looks at Apollo Server's own refusal.
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const server = new ApolloServer(options)
  await server.start()
  app.route({
    method: ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/',
    handler: createApolloHandler(server, context),
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { server, url, extraCleanup: () => app.close() }
})
