import {
  type GraphQLInputType,
  type GraphQLNullableType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
} from 'graphql'

/** Says what a value of a type looks like, as the end of a sentence. */
export const expected = (type: GraphQLInputType): string => {
  const nullable: GraphQLNullableType = getNullableType(type)
  if (isListType(nullable)) return `a list, each item ${expected(nullable.ofType as GraphQLInputType)}`
  if (isInputObjectType(nullable)) return `JSON such as ${JSON.stringify(exampleOf(type))}`
  if (isEnumType(nullable))
    return `one of ${quoted(
      nullable.getValues().map(({ name }) => name),
      'or',
    )}`
  return scalars[getNamedType(type).name] ?? `text of the type "${getNamedType(type).name}"`
}

const scalars: Readonly<Record<string, string>> = {
  Int: 'a whole number such as 20',
  Float: 'a number such as 1.5',
  Boolean: 'true or false',
  String: 'text',
  ID: 'text',
}

/** Makes a value that a type takes; of an input object its required fields, or else the first one. */
export const exampleOf = (type: GraphQLInputType, depth = 0): unknown => {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [exampleOf(nullable.ofType, depth)]
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields())
    const required = fields.filter(
      ({ type: of, defaultValue }) => of.toString().endsWith('!') && defaultValue === undefined,
    )
    const leaves = fields.filter(field => isLeafType(getNamedType(field.type)))
    const shown = required.length > 0 ? required : leaves.slice(0, 1)
    return depth > 3 ? {} : Object.fromEntries(shown.map(field => [field.name, exampleOf(field.type, depth + 1)]))
  }
  return examples[getNamedType(type).name] ?? '...'
}

const examples: Readonly<Record<string, unknown>> = { Int: 20, Float: 1.5, Boolean: true }

/** Lists names in quotes: `"a", "b" and "c"`. */
export const quoted = (names: readonly string[], last: 'and' | 'or' = 'and'): string => {
  const written = names.map(name => `"${name}"`)
  return written.length < 2 ? written.join('') : `${written.slice(0, -1).join(', ')} ${last} ${written.at(-1)}`
}
