import { readJsonAsByteText } from '../byte-text.ts'

/** What the gateway lets a subgraph say, as the execution reads it. */
export type Reply = { readonly data: unknown; readonly errors: readonly ReplyError[] }

/** An error with nothing in it but what a client may see. */
export type ReplyError = {
  readonly code: string
  readonly message: string
  readonly path: readonly (string | number)[] | null
}

/** A reply whose texts are byte texts; its data is null where they cannot be. */
export type ByteReply = Reply & {
  /** Whether each text in it may be written as JSON as it stands. */
  readonly isPlain: boolean
  /** The same reply in plain text. */
  readonly asText: () => Reply
}

/** Why a response is no reply; the message is for our log and never for a client. */
export class BadResponse extends Error {}

/** Limits and rules for reading a response. */
export type ReadOptions = {
  readonly subgraph: string
  /** Codes whose errors pass with their message. */
  readonly allowedCodes: ReadonlySet<string>
}

/**
 * Reads a GraphQL reply. Errors of an allowed code keep code, message and path; of all others nothing stays but the
 * path, because their text may hold addresses, statements or stacks. Throws BadResponse on anything that is no reply.
 */
const readReply = (text: string, options: ReadOptions): Reply => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new BadResponse('The reply is no JSON.')
  }
  if (!isObject(body)) throw new BadResponse('The reply is no JSON object.')
  const { data = null, errors = [] } = body
  if (data !== null && !isObject(data)) throw new BadResponse('The reply\'s "data" is no object.')
  if (!Array.isArray(errors)) throw new BadResponse('The reply\'s "errors" is no list.')
  if (data === null && errors.length === 0) throw new BadResponse('The reply has neither data nor errors.')
  const kept = errors.slice(0, maxErrors).map(error => readError(error, options))
  if (errors.length > maxErrors) {
    const message = `The subgraph "${options.subgraph}" reported ${errors.length - maxErrors} more errors.`
    kept.push({ code: 'SUBGRAPH_ERROR', message, path: null })
  }
  return { data, errors: kept }
}

/** Reads a GraphQL reply as byte text, as `readReply` reads it otherwise. */
export const readByteReply = (bytes: Buffer, options: ReadOptions): ByteReply => {
  const asText = (): Reply => readReply(bytes.toString('utf8'), options)
  const json = readJsonAsByteText(bytes)
  if (json) return { ...readReply(json.text, options), isPlain: json.isPlain, asText }
  const reply = asText()
  return { data: null, errors: reply.errors, isPlain: false, asText: () => reply }
}

/** Errors of one reply that are kept; one more says how many there were. */
export const maxErrors = 100

/** The sentence that a client reads in place of what a subgraph said. */
export const failedSentence = (subgraph: string): string => `The subgraph "${subgraph}" failed.`

const readError = (error: unknown, { subgraph, allowedCodes }: ReadOptions): ReplyError => {
  const { message, path, extensions } = isObject(error) ? error : {}
  const code = isObject(extensions) ? extensions.code : undefined
  const readPath = Array.isArray(path) && path.every(isStep) ? path : null
  return typeof code === 'string' && allowedCodes.has(code) && typeof message === 'string'
    ? { code, message: message.slice(0, maxMessageLength), path: readPath }
    : { code: 'SUBGRAPH_ERROR', message: failedSentence(subgraph), path: readPath }
}

const maxMessageLength = 1000

const isStep = (step: unknown): step is string | number => typeof step === 'string' || Number.isSafeInteger(step)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
