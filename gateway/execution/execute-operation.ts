import { type DocumentNode, type ExecutionResult, type FieldNode, type GraphQLSchema, isObjectType } from 'graphql'
import type { KeysOf } from './key-echo.ts'
import type { Plan } from './plan.ts'
import type { Fits } from './rewrites.ts'
import type { FetchFromSubgraph, RequirementsOf, Warn } from './run-fetch.ts'
import { runPlan } from './run-plan.ts'
import { shapeAnswer } from './shape-answer.ts'
import type { StandIns } from './stand-ins.ts'

/** One operation, planned and ready to run. */
export type OperationToExecute = {
  readonly plan: Plan
  readonly document: DocumentNode
  readonly operationName: string | null
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>
  /** As the client sent them, under the names that the plan's fetches use. */
  readonly fetchVariables: Readonly<Record<string, unknown>>
  /** Coerced, with defaults. */
  readonly coercedVariables: Readonly<Record<string, unknown>>
  readonly schema: GraphQLSchema
  readonly standIns: StandIns
  readonly fits: Fits
  readonly requirementsOf: RequirementsOf
  readonly keysOf: KeysOf
  readonly warn: Warn
  readonly responseName: (field: FieldNode) => string
  readonly fetch: FetchFromSubgraph
}

/** Runs a planned operation: fetches, merges, shapes. Throws only when the gateway itself is wrong. */
export const executeOperation = async (operation: OperationToExecute): Promise<ExecutionResult> => {
  const { plan, schema, standIns, document, operationName, variables, responseName, fits } = operation
  const answer = await runPlan(plan, {
    fetch: operation.fetch,
    variables: operation.fetchVariables,
    conditions: operation.coercedVariables,
    fits,
    requirementsOf: operation.requirementsOf,
    keysOf: operation.keysOf,
    warn: operation.warn,
    isObjectType: typename => isObjectType(schema.getType(typename)),
  })
  return shapeAnswer({ answer, schema, standIns, document, operationName, variables, responseName, fits })
}
