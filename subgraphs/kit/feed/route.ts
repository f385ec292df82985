import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import type { Database } from '../database/database.ts'
import { catalogue, isProblemCode } from '../errors/catalogue.ts'
import { readChanges } from './read-changes.ts'

/**
 * Creates the handler of GET /changes. Whoever mounts it has checked the sibling's identity before: the feed tells of
 * NETWORK records. Anything but a mistake in the query is thrown on, for the server's own error handler.
 */
export const changesRoute =
  (database: Database) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.header('cache-control', 'no-store')
    try {
      return await reply.send(await readChanges(database, request.query as Record<string, unknown>))
    } catch (error) {
      const code = error instanceof GraphQLError ? error.extensions.code : undefined
      if (!isProblemCode(code)) throw error
      const { message } = error as GraphQLError
      return reply.code(catalogue[code].status).send({ errors: [{ message, extensions: { code } }] })
    }
  }
