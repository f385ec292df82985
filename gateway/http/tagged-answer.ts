import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends a text with a strong tag of its bytes, or 304 to who has it already. */
export const sendTagged = (request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply => {
  const bytes = Buffer.from(text)
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 32)}"`
  reply.header('etag', tag)
  if (!hasTag(request.headers['if-none-match'], tag)) return reply.send(bytes)
  return reply.code(304).removeHeader('content-type').removeHeader('content-disposition').send()
}

// RFC 9110: tags are compared weakly here, as a proxy that compresses may have made one weak.
const hasTag = (header: string | undefined, tag: string): boolean =>
  header?.split(',').some(given => given.trim() === '*' || given.trim().replace(/^W\//, '') === tag) ?? false
