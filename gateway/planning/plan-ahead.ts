import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { Planner } from './planner.ts'

/** What came of planning ahead. */
export type PlannedAhead = {
  readonly planned: number
  /** Whether time ended before all operations were looked at. */
  readonly isCutShort: boolean
}

/**
 * Plans operations before anybody asks them of a supergraph, each a text of `mostUsed` of another one's planner, the most
 * wanted first. What does not fit the schema any more is left out: the next client that asks for it hears why.
 */
export const planAhead = async (
  texts: readonly string[],
  { planner, schema, signal }: { planner: Planner<unknown, unknown>; schema: GraphQLSchema; signal: AbortSignal },
): Promise<PlannedAhead> => {
  const stopped = new Promise<'stopped'>(resolve => {
    signal.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
  const planned: Parameters<typeof planner.plan>[0][] = []
  for (const text of texts) {
    if (signal.aborted) return { planned: planned.length, isCutShort: true }
    const operation = readOperation(text, schema)
    if (!operation) continue
    // Not as a program: nobody has used it yet.
    const outcome = await Promise.race([stopped, planner.plan(operation, false).catch(() => 'failed' as const)])
    if (typeof outcome === 'object') planned.push(operation)
  }
  // The most used is touched last: a full cache drops first what was used longest ago. What it has dropped already is not
  // planned a second time.
  for (const operation of planned.toReversed()) planner.touch(operation)
  return { planned: planned.length, isCutShort: false }
}

// A decided operation has lost what its conditions left out, and with it the only use of some variables.
const rules = specifiedRules.filter(rule => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule)

const readOperation = (text: string, schema: GraphQLSchema) => {
  const document = parse(text, { noLocation: true })
  const operation = operationOf(document)
  return operation && validate(schema, document, rules).length === 0 ? { document, operation, variables: {} } : null
}

const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
