import type { Viewer } from '../access/viewer.ts'
import type { TestSubgraph } from './test-subgraph.ts'

/**
 * Asks operations that take a variable `$id`, one after the other. Gives their whole answers by their names, as a client
 * gets them: hidden is absent only where these are the same as for an id that never was.
 */
export const askAll = async (
  subgraph: TestSubgraph,
  operations: Readonly<Record<string, string>>,
  { id, viewer }: { readonly id: string; readonly viewer: Viewer },
): Promise<Readonly<Record<string, unknown>>> => {
  const answers: Record<string, unknown> = {}
  for (const [name, operation] of Object.entries(operations)) {
    const { data, errors } = await subgraph.query(operation, { id }, viewer)
    answers[name] = { data, errors }
  }
  return answers
}
