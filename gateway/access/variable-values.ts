import {
  coerceInputValue,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  getVariableValues,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql'
import { requestError } from '../errors.ts'

/** Most mistakes that one refusal names: whoever has five begins with the first. */
export const mostMistakes = 5

/** The variables of a request as the schema wants them, or why they are not taken. */
export type VariableValues =
  | { readonly coerced: Record<string, unknown>; readonly errors?: never }
  | { readonly coerced?: never; readonly errors: readonly GraphQLError[] }

/**
 * Coerces variables. What is wrong is said by place and expected type, never by the value: a refusal may be logged by
 * the client's own tools, and values are what is nobody's business there.
 */
export const readVariables = (
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Readonly<Record<string, unknown>>,
): VariableValues => {
  const { coerced } = getVariableValues(schema, definitions, variables, { maxErrors: 1 })
  if (coerced) return { coerced }
  const mistakes: string[] = []
  try {
    for (const definition of definitions) nameMistakes(schema, definition, variables, mistakes)
  } catch (thrown) {
    if (thrown !== enough) throw thrown
  }
  return { errors: mistakes.map(message => requestError('BAD_USER_INPUT', message)) }
}

const enough = Symbol('enough mistakes')

const nameMistakes = (
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  mistakes: string[],
): void => {
  const note = (mistake: string): void => {
    mistakes.push(mistake)
    if (mistakes.length === mostMistakes) throw enough
  }
  const name = definition.variable.name.value
  const type = typeFromAST(schema, definition.type)
  // Validation has refused any other.
  if (!isInputType(type)) return
  if (!Object.hasOwn(variables, name)) {
    if (isNonNullType(type) && !definition.defaultValue)
      note(`The variable "$${name}" of type "${type}" is missing. Send it.`)
    return
  }
  coerceInputValue(
    variables[name],
    type,
    (path, _value, error) => {
      const place = `The variable "${path.reduce<string>((at, key) => at + (typeof key === 'number' ? `[${key}]` : `.${key}`), `$${name}`)}"`
      const wanted = typeAt(type, path)
      const isLeaf = isLeafType(getNullableType(wanted))
      // The library's sentences name types and fields; only those on scalars and enums repeat the value.
      note(
        isLeaf && !error.message.startsWith('Expected non-nullable')
          ? `${place} is no "${getNullableType(wanted)}". Send a value of this type.`
          : `${place} is not what is expected: ${error.message}`,
      )
    },
    true,
  )
}

const typeAt = (type: GraphQLInputType, path: readonly (string | number)[]): GraphQLInputType => {
  let at: GraphQLInputType = getNullableType(type) as GraphQLInputType
  for (const key of path) {
    // A single value stands for a list of one.
    while (isListType(at) && typeof key === 'string') at = getNullableType(at.ofType) as GraphQLInputType
    if (isListType(at)) at = at.ofType
    else if (isInputObjectType(at)) at = at.getFields()[key]?.type ?? at
    at = getNullableType(at) as GraphQLInputType
  }
  while (isListType(at)) at = getNullableType(at.ofType) as GraphQLInputType
  return at
}
