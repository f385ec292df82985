import { isUtf8 } from 'node:buffer'

/**
 * Text whose characters are the bytes of its UTF-8, one for one. The engine keeps such text with one byte a character,
 * where a single letter from outside of Latin-1 would double all of it; and no byte of a reply is decoded and encoded
 * again on its way through. Whoever looks at its letters must turn it back first.
 */
export type ByteText = string

/** Turns text into byte text. Lone surrogates are lost. */
export const toByteText = (text: string): ByteText =>
  isAscii(text) ? text : Buffer.from(text, 'utf8').toString('latin1')

/** Turns byte text back into text. */
export const fromByteText = (text: ByteText): string =>
  isAscii(text) ? text : Buffer.from(text, 'latin1').toString('utf8')

/** JSON in byte text. */
export type ByteJson = {
  readonly text: ByteText
  /** Whether it has no escapes, so that each text in it may be written as JSON as it stands. */
  readonly isPlain: boolean
}

/** Tells whether a text has no letters but ASCII's; then it is its own byte text. */
export const isAscii = (text: string): boolean => ascii.test(text)

/** Reads JSON as byte text that JSON.parse makes byte text of again; null where that is not possible. */
export const readJsonAsByteText = (json: Buffer): ByteJson | null => {
  if (!isUtf8(json)) return null
  const text = json.toString('latin1')
  if (!text.includes('\\')) return { text, isPlain: true }
  // An escape such as "\u00e9" stands for a letter, not for its bytes, so letters are written out.
  const written = text.includes('\\u') ? writeOut(json.toString('utf8')) : text
  return written === null ? null : { text: written, isPlain: false }
}

const writeOut = (json: string): ByteText | null => {
  try {
    const written = JSON.stringify(JSON.parse(json))
    return loneSurrogate.test(written) ? null : toByteText(written)
  } catch {
    return null
  }
}

// JSON.stringify writes them so.
const loneSurrogate = /\\ud[89a-f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are ASCII as well.
const ascii = /^[\u0000-\u007f]*$/
