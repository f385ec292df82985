import type { FastifyReply } from 'fastify'
import { type ByteText, isAscii } from '../byte-text.ts'

/** Sends byte text as the bytes that it stands for. */
export const sendByteText = (reply: FastifyReply, text: ByteText): FastifyReply => {
  reply.header('content-length', text.length)
  // In ASCII byte text and plain text are the same.
  return reply.send(text.length <= longestText && isAscii(text) ? text : Buffer.from(text, 'latin1'))
}

/** Sends plain text in UTF-8. */
export const sendText = (reply: FastifyReply, text: string): FastifyReply =>
  reply.send(text.length <= longestText ? text : Buffer.from(text))

// Node writes a short text together with the headers; from about here on it is cheaper to encode the text once, because
// Fastify otherwise scans all of it for its length and Node reserves three bytes for each of its characters.
const longestText = 16_384
