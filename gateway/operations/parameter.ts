import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  type ValueNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** A variable of a saved operation as a parameter of its URL. */
export type Parameter = {
  readonly name: string
  readonly type: GraphQLInputType
  /** Whether there is no answer without it. */
  readonly isRequired: boolean
  /** What is taken when it is not given; null when that is nothing. */
  readonly defaultValue: ValueNode | null
  /** What it means; empty when nobody said. */
  readonly meaning: string
}

/** Reads the parameters of a valid operation; those that `meanings` does not tell mean what the arguments that they fill do. */
export const readParameterList = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  meanings: ReadonlyMap<string, string>,
): readonly Parameter[] => {
  const told = meaningsOfArguments(schema, document)
  return (operation.variableDefinitions ?? []).map(({ variable, type: typeNode, defaultValue }) => {
    const name = variable.name.value
    const type = typeFromAST(schema, typeNode) as GraphQLInputType
    return {
      name,
      type,
      isRequired: isNonNullType(type) && !defaultValue,
      defaultValue: defaultValue ?? null,
      meaning: meanings.get(name) ?? [...(told.get(name) ?? [])].join(' '),
    }
  })
}

/** Writes a default value as the text of a parameter, e.g. 20, "VISIT, DELEGATION" or {"field":"DATE"}. */
export const textOfDefault = (node: ValueNode): string => {
  const value = valueFromASTUntyped(node)
  if (Array.isArray(value)) return value.map(plainText).join(', ')
  return plainText(value)
}

const plainText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const meaningsOfArguments = (
  schema: GraphQLSchema,
  document: DocumentNode,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const meanings = new Map<string, Set<string>>()
  const types = new TypeInfo(schema)
  const note = (value: ValueNode, meaning: string | null | undefined): void => {
    if (value.kind !== Kind.VARIABLE || !meaning) return
    const found = meanings.get(value.name.value) ?? new Set()
    meanings.set(value.name.value, found.add(meaning))
  }
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument: ({ value }) => note(value, types.getArgument()?.description),
      ObjectField: ({ name, value }) => {
        const object = getNamedType(types.getParentInputType())
        note(value, isInputObjectType(object) ? object.getFields()[name.value]?.description : null)
      },
    }),
  )
  return meanings
}
