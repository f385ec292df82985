import { type GraphQLSchema, getVariableValues, Kind, parse, validate } from 'graphql'
import type { OperationToMeasure } from '../../access/operation-extent.ts'
import type { CostDirectives } from '../../field-cost.ts'
import { readSupergraph } from '../../supergraph/load-supergraph.ts'
import { composeSupergraph } from './test-gateway.ts'

/** A schema and what its directives say of costs. */
export type CostedSchema = { readonly schema: GraphQLSchema; readonly costs: CostDirectives }

/** Composes one subgraph with the cost directives linked, by names of the test's own if it likes. */
export const costedSchema = (sdl: string, imports = '"@cost", "@listSize"'): CostedSchema => {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])`
  const subgraph = { name: 'one', url: 'http://127.0.0.1:1/graphql', sdl: `${link}\n${sdl}` }
  const { answerSchema, costs } = readSupergraph(composeSupergraph([subgraph]))
  return { schema: answerSchema, costs }
}

/** Makes a query ready to be measured. Throws where it does not fit the schema. */
export const operationOf = (
  { schema, costs }: CostedSchema,
  query: string,
  given: Record<string, unknown> = {},
): OperationToMeasure => {
  const document = parse(query)
  const operation = document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The test has no operation.')
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  const mistakes = [...validate(schema, document), ...(errors ?? [])]
  if (mistakes[0]) throw mistakes[0]
  return { schema, costs, document, operation, variables: coerced ?? {} }
}
