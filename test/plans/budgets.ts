import type { Cost } from '../support/test-network.ts'

/** What one registered operation is asked with and what it may cost behind the gateway, exactly. */
export type Budget = { readonly variables: Readonly<Record<string, unknown>> } & Cost

/**
 * The budget of every file of `schema/operations`. A figure that rises is a decision to take knowingly; one that falls is
 * written down. No figure depends on how many rows there are: see the test.
 */
export const budgets: Readonly<Record<string, Budget>> = {}
