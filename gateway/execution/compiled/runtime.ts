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

/** Text as JSON. */
export const quote = (text: string): string => (escaped.test(text) ? JSON.stringify(text) : `"${text}"`)

/** A leaf of a type that says nothing of its values, as JSON. */
export const anyLeaf = (value: unknown): string => {
  if (typeof value === 'string') return quote(value)
  return value === undefined || value === null ? unusual() : JSON.stringify(value)
}

/** A value of a representation, as JSON. */
export const sent = (value: unknown): string => (value === null ? 'null' : anyLeaf(value))

export const stringLeaf = (value: unknown): string => (typeof value === 'string' ? quote(value) : unusual())

export const idLeaf = (value: unknown): string => {
  if (typeof value === 'string') return quote(value)
  return Number.isSafeInteger(value) ? `"${value}"` : unusual()
}

export const intLeaf = (value: unknown): string =>
  typeof value === 'number' && value === (value | 0) ? `${value}` : unusual()

export const floatLeaf = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? `${value}` : unusual()

export const booleanLeaf = (value: unknown): string => (value === true ? 'true' : value === false ? 'false' : unusual())

/** One of an enum's values; `texts` are these as JSON. */
export const enumLeaf = (value: unknown, texts: ReadonlyMap<unknown, string>): string => texts.get(value) ?? unusual()
