/** How a request ended: answered whole, with errors beside the data, or not at all. */
export type Outcome = 'ok' | 'partial' | 'refused'

/** Reads the outcome off an answer. */
export const outcomeOf = (answer: { status: number; errorCodes: readonly string[] }): Outcome => {
  if (answer.status >= 400) return 'refused'
  return answer.errorCodes.length > 0 ? 'partial' : 'ok'
}
