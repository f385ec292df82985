import { maxHeaderSize, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { catalogue, type ErrorCode } from '../errors.ts'
import { securityHeaders } from './security-headers.ts'

/**
 * Answers bytes that never became a request, in the shape of a GraphQL answer, and ends the connection. Gives the code
 * of the answer; null when nobody can read one any more.
 */
export const answerBrokenRequest = (error: { readonly code?: string }, socket: Socket): ErrorCode | null => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return null
  }
  const { code, message } = translate(error.code)
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  const { status } = catalogue[code]
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...securityLines,
    'connection: close',
  ]
  // Destroyed rather than ended once it is written: whoever sends such bytes need not be listened to any longer.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
  return code
}

const securityLines = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`)

const translate = (code: string | undefined): { code: ErrorCode; message: string } => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        code: 'HEADERS_TOO_LARGE',
        message: `The headers of the request are larger than the ${maxHeaderSize.toLocaleString('en')} bytes that the gateway reads. Send smaller ones.`,
      }
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { code: 'PAYLOAD_TOO_LARGE', message: 'The chunk extensions of the request are too large; send none.' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { code: 'REQUEST_TIMEOUT', message: 'The request did not arrive whole in time. Send it again, faster.' }
    default:
      return { code: 'BAD_REQUEST', message: 'The connection holds no HTTP/1.1 request that can be read.' }
  }
}
