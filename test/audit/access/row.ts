import type { HostilePlace, PlaceName } from './hostile-world.ts'
import type { Reply } from './send.ts'

/** One hostile request and what must come of it. */
export type Row = {
  /** What is sent, as the table says it. */
  readonly name: string
  /** Which world it is sent to; the library where it is left out. */
  readonly at?: PlaceName
  /** Sends it; several replies must all be as expected. */
  readonly send: (place: HostilePlace) => Promise<Reply | readonly Reply[]>
  readonly status: number
  /** Code of the first error; null where the request is answered without any. */
  readonly code: string | null
  /** What the first message must say: which limit, and how to stay under it. */
  readonly says?: RegExp
  /** The whole "data" of the answer. */
  readonly data?: unknown
  readonly also?: Check
  /** Sent straight to a subgraph, whose answers no browser sees. */
  readonly isInside?: true
  /** Too long for the test-suite: tried by `npm run audit:access` alone. */
  readonly isLong?: true
  /** Fills memory that is there to be filled, so that its growth says nothing; the next row of the kind must add none. */
  readonly isFilling?: true
}

/** Looks whether anything else holds; gives a sentence when it does not. */
export type Check = (replies: readonly Reply[], place: HostilePlace) => string | null | Promise<string | null>

/** What came of a row. */
export type Outcome = {
  /** Status and code of the replies, each once. */
  readonly seen: string
  /** What is not as it must be, in sentences; nothing when all is well. */
  readonly faults: readonly string[]
}

/** Sends a row and judges what comes back. */
export const tryRow = async (row: Row, place: HostilePlace): Promise<Outcome> => {
  let replies: readonly Reply[]
  try {
    const sent = await row.send(place)
    replies = 'status' in sent ? [sent] : sent
  } catch (cause) {
    return { seen: 'no answer', faults: [`Sending failed: ${(cause as Error).message}.`] }
  }
  const faults = replies.flatMap(reply => faultsOf(row, reply))
  const more = (await row.also?.(replies, place)) ?? null
  const seen = [...new Set(replies.map(({ status, code }) => `${status} ${code ?? 'answered'}`))].join(', ')
  return { seen, faults: [...new Set(more === null ? faults : [...faults, more])] }
}

/** Bytes of the largest refusal, and its most errors. */
export const largestRefusal = { bytes: 65_536, errors: 5 }

// What of the inside must never be seen outside.
const secrets =
  /node_modules|\bat .*\.[cm]?[jt]s:\d|file:\/\/|127\.0\.0\.1|localhost:|hunter2|postgres:\/\/|Bearer ey|Maximum call stack|Did you mean|stacktrace|\/(?:tmp|home|root|srv|work)\//

const faultsOf = (row: Row, reply: Reply): readonly string[] => {
  const faults: string[] = []
  const expect = (holds: boolean, sentence: string): void => void (holds || faults.push(sentence))
  const { status, code, errors, text, type } = reply
  expect(status === row.status, `The status is ${status}, expected ${row.status}: ${text.slice(0, 200)}.`)
  expect(code === row.code, `The code is "${code}", expected "${row.code}": ${text.slice(0, 200)}.`)
  expect(/^application\/(graphql-response\+)?json; charset=utf-8$/.test(type), `The type is "${type}", expected JSON.`)
  if (!row.isInside) {
    expect(reply.header('x-content-type-options') === 'nosniff', 'The header "x-content-type-options" is missing.')
    expect(reply.header('content-security-policy') !== null, 'The header "content-security-policy" is missing.')
  }
  const leak = secrets.exec(text)
  expect(leak === null, `The answer holds "${leak?.[0]}".`)
  if (row.says) {
    const message = errors[0]?.message ?? ''
    expect(row.says.test(message), `The message is "${message}", expected ${row.says}.`)
  }
  if ('data' in row) {
    const seen = JSON.stringify(reply.data)
    expect(
      seen === JSON.stringify(row.data),
      `The data are ${seen?.slice(0, 200)}, expected ${JSON.stringify(row.data)}.`,
    )
  }
  if (reply.data !== undefined) return faults
  expect(text.length <= largestRefusal.bytes, `The refusal has ${text.length} bytes.`)
  expect(errors.length <= largestRefusal.errors, `The refusal has ${errors.length} errors.`)
  // That protocol's clients know the error by its message.
  if (code === 'PERSISTED_QUERY_NOT_SUPPORTED') return faults
  for (const { message } of errors) expect(/[.!?]$/.test(message), `The message is no sentence: "${message}".`)
  return faults
}
