// What generated code calls. Everything that is not as it should be ends in `unusual`.

/** Thrown by generated code at anything unusual; the interpreter then answers from the same replies, with errors. */
class UnusualReply extends Error {}

// One object for all: no stack is wanted, and making one would cost more than the answer.
const unusualReply = new UnusualReply('A reply is not as the compiled program expects it.')

/** Ends the program. */
export const unusual = (): never => {
  throw unusualReply
}

/** Tells what generated code throws from a fault of ours. */
export const isUnusual = (thrown: unknown): boolean => thrown === unusualReply

export const isArray: (value: unknown) => value is unknown[] = Array.isArray

// A lone surrogate cannot be told from a pair here, so both take the slower way.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON escapes.
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/

/** Text as JSON, without the quotes around it. */
const escapedText = (text: string): string => (escaped.test(text) ? JSON.stringify(text).slice(1, -1) : text)

/**
 * The same text in one piece. The engine keeps joined text as a tree of its parts, and would walk the tree again at each
 * place where the text stands; looking at a character makes it one piece.
 */
export const flat = (text: string): string => {
  text.charCodeAt(0)
  return text
}

/** A leaf of a type that says nothing of its values, as JSON. */
export const anyLeaf = (value: unknown): string => {
  if (typeof value === 'string') return `"${escapedText(value)}"`
  return value === undefined || value === null ? unusual() : JSON.stringify(value)
}

/** A value of a representation, as JSON. */
export const sent = (value: unknown): string => (value === null ? 'null' : anyLeaf(value))

// What a text leaf stands for, without the quotes around it. Where no reply has an escape, no text needs one.

export const stringText = (value: unknown, isPlain: boolean): string => {
  if (typeof value !== 'string') return unusual()
  return isPlain ? value : escapedText(value)
}

export const idText = (value: unknown, isPlain: boolean): string => {
  if (typeof value === 'string') return isPlain ? value : escapedText(value)
  return Number.isSafeInteger(value) ? `${value}` : unusual()
}

export const enumText = (value: unknown, names: ReadonlySet<unknown>): string =>
  typeof value === 'string' && names.has(value) ? value : unusual()

// Other leaves as JSON.

export const intLeaf = (value: unknown): string =>
  typeof value === 'number' && value === (value | 0) ? `${value}` : unusual()

export const floatLeaf = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? `${value}` : unusual()

export const booleanLeaf = (value: unknown): string => (value === true ? 'true' : value === false ? 'false' : unusual())
