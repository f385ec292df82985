/**
 * Thrown while compiling where the compiler does not know an operation's shape. The operation then runs in the
 * interpreter: slower, never wrong. The message is for our log.
 */
export class NotCoveredError extends Error {}

/** Throws a NotCoveredError. */
export const notCovered = (what: string): never => {
  throw new NotCoveredError(what)
}
