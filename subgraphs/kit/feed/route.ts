import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import type { Database } from '../database/database.ts'
import { catalogue, isProblemCode } from '../errors/catalogue.ts'
import { awaitChanges } from './await-changes.ts'

const never = new AbortController().signal

/**
 * Creates the handler of GET /changes. Whoever mounts it has checked the sibling's identity before: the feed tells of
 * NETWORK records. Anything but a mistake in the query is thrown on, for the server's own error handler. Abort `closing`
 * when the server begins to close: readers that wait are answered then.
 */
export const changesRoute =
  (database: Database, closing: AbortSignal = never) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('cache-control', 'no-store')
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    try {
      const query = request.query as Record<string, unknown>
      return await reply.send(await awaitChanges(database, query, AbortSignal.any([gone.signal, closing])))
    } catch (error) {
      const code = error instanceof GraphQLError ? error.extensions.code : undefined
      if (!isProblemCode(code)) throw error
      const { message } = error as GraphQLError
      return reply.code(catalogue[code].status).send({ errors: [{ message, extensions: { code } }] })
    }
  }
