import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  parse,
  validate,
} from 'graphql'

/** A query without variables. */
export type LargeOperation = { readonly query: string; readonly selections: number }

/**
 * Makes different large queries over a schema, each valid and of at least `selections` fields; the same seed gives the
 * same queries. Pages hold two items, so that the answers stay small: what is large is the operation and its plan.
 */
export const largeOperations = (
  schema: GraphQLSchema,
  { count, selections, seed }: { count: number; selections: number; seed: number },
): readonly LargeOperation[] => {
  const random = mulberry32(seed)
  const operations: LargeOperation[] = []
  while (operations.length < count) {
    const name = `Large${operations.length}`
    const roots: string[] = []
    const counter = { selections: 0 }
    // Each root field gets an alias of its own, because the same one may be drawn again.
    while (counter.selections < selections) {
      const field = oneOf(Object.values(schema.getQueryType()!.getFields()), random)
      roots.push(`r${roots.length}: ${writeField(field, maxDepth, { schema, random, counter })}`)
    }
    const query = `query ${name} { ${roots.join(' ')} }`
    if (validate(schema, parse(query)).length === 0) operations.push({ query, selections: counter.selections })
  }
  return operations
}

type Writer = {
  readonly schema: GraphQLSchema
  readonly random: () => number
  readonly counter: { selections: number }
}

const writeField = (field: GraphQLField<unknown, unknown>, depth: number, writer: Writer): string => {
  writer.counter.selections++
  const type = getNamedType(field.type)
  const args = field.args.flatMap(arg => (isRequiredArgument(arg) || pages.has(arg.name) ? [writeArgument(arg)] : []))
  const list = args.length > 0 ? `(${args.join(', ')})` : ''
  return `${field.name}${list}${isCompositeType(type) ? ` ${writeSelections(type, depth - 1, writer)}` : ''}`
}

const writeSelections = (type: GraphQLCompositeType, depth: number, writer: Writer): string => {
  const { schema, random } = writer
  if (isUnionType(type)) {
    const member = oneOf(schema.getPossibleTypes(type), random)
    return `{ __typename ... on ${member.name} ${writeSelections(member, depth, writer)} }`
  }
  const fields = Object.values(type.getFields()).filter(
    field => (depth > 0 || !isCompositeType(getNamedType(field.type))) && random() < 0.5,
  )
  return `{ __typename ${fields.map(field => writeField(field, depth, writer)).join(' ')} }`
}

const writeArgument = (arg: GraphQLArgument): string => `${arg.name}: ${pages.has(arg.name) ? '2' : literal(arg.type)}`

const literal = (type: GraphQLInputType): string => {
  if (isNonNullType(type)) return literal(type.ofType)
  if (isListType(type)) return `[${literal(type.ofType)}]`
  if (isEnumType(type)) return type.getValues()[0]!.name
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField)
    return `{ ${fields.map(field => `${field.name}: ${literal(field.type)}`).join(', ')} }`
  }
  return scalars[type.name] ?? '"a"'
}

const oneOf = <Item>(items: readonly Item[], random: () => number): Item => items[Math.floor(random() * items.length)]!

const pages = new Set(['first', 'limit'])
const scalars: Readonly<Record<string, string>> = { Int: '1', Float: '1', Boolean: 'true' }
const maxDepth = 4

// A small generator of numbers that repeats itself for the same seed.
const mulberry32 = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
}
