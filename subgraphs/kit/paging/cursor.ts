import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from '../errors/problem.ts'

/** What a cursor holds: the sort values of its row, or a position. */
export type CursorValues = readonly (string | number | boolean)[]

/** Seals and reads the cursors of one list. */
export type CursorCodec = {
  write(values: CursorValues): string
  /** Throws BAD_USER_INPUT for what this list never gave out. */
  read(cursor: string): CursorValues
}

// The signature is the initialization vector as well, hence the length of a block of the cipher.
const signatureBytes = 16
// Pads to whole blocks, so that the length of a cursor does not tell how many digits a position has.
const blockBytes = 16
const longestShown = 40

/**
 * Creates the codec of one list. The binding is part of the signature and not of the cursor, so a cursor of another
 * field, order or filter is refused like one that was made up.
 *
 * What a cursor holds is sealed: positions count hidden rows too, so whoever could read two neighbours would see the gap.
 * The seal is made from the signature of what it seals (RFC 5297's idea), so equal rows have equal cursors.
 */
export const cursorCodec = (key: Uint8Array, binding: string): CursorCodec => {
  const sealKey = createHmac('sha256', key).update('seal of cursors').digest()
  const sign = (content: Buffer) =>
    createHmac('sha256', key).update(binding).update('\0').update(content).digest().subarray(0, signatureBytes)
  // In counter mode sealing and opening are the same.
  const seal = (signature: Buffer, content: Buffer) => {
    const cipher = createCipheriv('aes-256-ctr', sealKey, signature)
    return Buffer.concat([cipher.update(content), cipher.final()])
  }
  return {
    write: values => {
      const content = padded(Buffer.from(JSON.stringify(values)))
      const signature = sign(content)
      return Buffer.concat([signature, seal(signature, content)]).toString('base64url')
    },
    read: cursor => {
      const bytes = Buffer.from(cursor, 'base64url')
      const [signature, sealed] = [bytes.subarray(0, signatureBytes), bytes.subarray(signatureBytes)]
      // Decoding skips what is no base64; writing it again shows whether something was skipped.
      const isWhole = signature.length === signatureBytes && bytes.toString('base64url') === cursor
      if (!isWhole) throw foreign(cursor)
      const content = seal(signature, sealed)
      if (!timingSafeEqual(signature, sign(content))) throw foreign(cursor)
      return JSON.parse(content.toString()) as CursorValues
    },
  }
}

/** Fills up with spaces, which JSON skips. */
const padded = (content: Buffer): Buffer =>
  Buffer.concat([content, Buffer.alloc((blockBytes - (content.length % blockBytes)) % blockBytes, ' ')])

const foreign = (cursor: string) => {
  const shown = cursor.length > longestShown ? `${cursor.slice(0, longestShown)}...` : cursor
  return problem(
    'BAD_USER_INPUT',
    `Argument "after" is "${shown}", which is no cursor of this list. A cursor is good for the field, order and filter that it was read with; leave "after" out to start at the beginning.`,
  )
}
