/** Who writes, and why: stands in the history of every record that a write touches. */
export type Author = {
  /** What is done, e.g. "updatePerson", or "seed" and "follow" for what the network does by itself. */
  readonly action: string
  /** Subject of the token; null for the network itself. */
  readonly subject: string | null
  /** Organization that the subject acts for. */
  readonly organization: string | null
  /** Ties the change to the log. */
  readonly requestId: string | null
  readonly reason: string | null
}

/** Creates the author of what the network does by itself. */
export const byItself = (action: string): Author => ({
  action,
  subject: null,
  organization: null,
  requestId: null,
  reason: null,
})
