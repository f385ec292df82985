import {
  type GraphQLInputType,
  isInputType,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { mayCost, shapeOfInput } from './input-cost.ts'
import type { OperationToMeasure } from './operation-extent.ts'

/** A variable on whose value the extent of an operation depends. */
export type MeasuredVariable = { readonly name: string; readonly type: GraphQLInputType }

/** Finds the variables on whose values the extent of an operation depends; static, so true for all of their values. */
export const measuredVariables = ({ schema, costs, document, operation }: OperationToMeasure): MeasuredVariable[] => {
  const names = new Set<string>()
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: argument => {
        const definition = types.getArgument()
        const cost = costs.fields.get(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`)
        const name = argument.name.value
        const isMeasured =
          types.getDirective() !== null ||
          cost?.listSize?.slicingArguments.includes(name) ||
          (definition && mayCost(definition.type, cost?.argumentWeights.get(name), costs))
        if (!isMeasured) return
        visit(argument.value, { Variable: variable => void names.add(variable.name.value) })
      },
    }),
  )
  return [...names].flatMap(name => {
    const type = declaredType(name, operation, schema)
    return type ? [{ name, type }] : []
  })
}

/** Gives a text that is the same for values with which an operation has the same extent. */
export const extentKey = (measured: readonly MeasuredVariable[], { variables, costs }: OperationToMeasure): string => {
  let key = ''
  for (const { name, type } of measured) {
    const value = variables[name] ?? null
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) key += `${value} `
    else {
      const { lists, items, inner } = shapeOfInput(value, type, costs)
      key += `${lists},${items},${inner} `
    }
  }
  return key
}

const declaredType = (
  wanted: string,
  { variableDefinitions = [] }: OperationDefinitionNode,
  schema: OperationToMeasure['schema'],
): GraphQLInputType | null => {
  const definition = variableDefinitions.find(({ variable }) => variable.name.value === wanted)
  if (!definition) return null
  const type = typeFromAST(schema, definition.type)
  return isInputType(type) ? type : null
}
