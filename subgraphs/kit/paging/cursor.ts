import { createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from '../errors/problem.ts'

/** What a cursor holds: the sort values of its row, or a position. */
export type CursorValues = readonly (string | number | boolean)[]

/** Signs and reads the cursors of one list. */
export type CursorCodec = {
  write(values: CursorValues): string
  /** Throws BAD_USER_INPUT for what this list never gave out. */
  read(cursor: string): CursorValues
}

const signatureBytes = 12
const longestShown = 40

/**
 * Creates the codec of one list. The binding is part of the signature and not of the cursor, so a cursor of another
 * field, order or filter is refused like one that was made up.
 */
export const cursorCodec = (key: Uint8Array, binding: string): CursorCodec => {
  const sign = (content: Buffer) =>
    createHmac('sha256', key).update(binding).update('\0').update(content).digest().subarray(0, signatureBytes)
  return {
    write: values => {
      const content = Buffer.from(JSON.stringify(values))
      return Buffer.concat([sign(content), content]).toString('base64url')
    },
    read: cursor => {
      const bytes = Buffer.from(cursor, 'base64url')
      const [signature, content] = [bytes.subarray(0, signatureBytes), bytes.subarray(signatureBytes)]
      // Decoding skips what is no base64; writing it again shows whether something was skipped.
      const isWhole = signature.length === signatureBytes && bytes.toString('base64url') === cursor
      if (!isWhole || !timingSafeEqual(signature, sign(content))) throw foreign(cursor)
      return JSON.parse(content.toString()) as CursorValues
    },
  }
}

const foreign = (cursor: string) => {
  const shown = cursor.length > longestShown ? `${cursor.slice(0, longestShown)}...` : cursor
  return problem(
    'BAD_USER_INPUT',
    `Argument "after" is "${shown}", which is no cursor of this list. A cursor is good for the field, order and filter that it was read with; leave "after" out to start at the beginning.`,
  )
}
