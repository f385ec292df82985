import { type DocumentNode, getVariableValues, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { compileOperation } from '../../execution/compiled/compile-operation.ts'
import { createPlanner, type Planner } from '../../planning/planner.ts'
import { loadSupergraph } from '../../supergraph/load-supergraph.ts'
import type { RandomOperation } from './random-operations.ts'

/** Tells why the compiler does not cover an operation; null where it does. */
export type ReasonOf = (operation: RandomOperation) => Promise<string | null>

/** Opens a compiler beside a gateway, which itself keeps no reasons. */
export const openCompileReasons = async (supergraphFile: string): Promise<ReasonOf> => {
  const supergraph = await loadSupergraph(supergraphFile)
  let reason: string | null = null
  const planner: Planner<unknown, unknown> = createPlanner({
    build: supergraph.plan,
    compile: (plan, decided) => {
      const compiled = compileOperation(plan, decided, { ...supergraph, responseName: planner.responseName })
      reason = compiled.program ? null : compiled.reason
      return compiled
    },
    compileAtUse: 1,
    requiredFields: supergraph.fieldSets.names,
    maxCacheBytes: 0,
  })
  return async ({ query, variables }) => {
    const document = parse(query, { noLocation: true })
    const operation = operationOf(document)
    const { coerced = {} } = getVariableValues(supergraph.answerSchema, operation.variableDefinitions ?? [], variables)
    await planner.plan({ document, operation, variables: coerced })
    return reason
  }
}

const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode =>
  definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)!
