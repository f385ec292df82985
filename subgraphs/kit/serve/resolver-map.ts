import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql'
import { argumentsOf } from '../access/guard-names.ts'

/** A resolver map as teams write it: type name to field name to function. */
export type ResolverMap = Readonly<Record<string, unknown>>

/**
 * Checks a team's resolvers against its built schema, so that a misspelt name stops the start and not a request.
 * Every name in the map must exist; every root field, every field with arguments and every key needs a function (all
 * other fields may be properties of the row). Throws one Error that lists every mistake.
 */
export const checkResolverMap = (schema: GraphQLSchema, resolvers: ResolverMap): void => {
  const mistakes = [
    ...Object.entries(resolvers).flatMap(([name, fields]) => mistakesOfEntry(schema, name, fields)),
    ...missingFunctions(schema, resolvers),
  ]
  if (mistakes.length > 0) throw new Error(`The resolvers do not fit the schema:\n${mistakes.join('\n')}`)
}

const mistakesOfEntry = (schema: GraphQLSchema, name: string, fields: unknown): string[] => {
  const type = schema.getType(name)
  if (!type) return [`"${name}" is no type of the schema.`]
  if (isScalarType(type)) return []
  if (typeof fields !== 'object' || fields === null) return [`"${name}" is no map of fields to functions.`]
  return Object.entries(fields).flatMap(([field, resolver]) => mistakesOfField(type, field, resolver))
}

const mistakesOfField = (type: GraphQLNamedType, field: string, resolver: unknown): string[] => {
  const coordinate = `"${type.name}.${field}"`
  if (isEnumType(type)) return type.getValue(field) ? [] : [`${coordinate} is no value of the enum.`]
  const known = isObjectType(type)
    ? ['__resolveReference', '__isTypeOf', ...Object.keys(type.getFields())]
    : isAbstractType(type)
      ? ['__resolveType', ...(isInterfaceType(type) ? ['__resolveReference'] : [])]
      : []
  if (!known.includes(field)) return [`${coordinate} is no field that could have a resolver.`]
  const isResolver =
    typeof resolver === 'function' ||
    (typeof resolver === 'object' &&
      resolver !== null &&
      'resolve' in resolver &&
      typeof resolver.resolve === 'function')
  return isResolver ? [] : [`${coordinate} is no function.`]
}

const missingFunctions = (schema: GraphQLSchema, resolvers: ResolverMap): string[] => {
  const has = (type: string, field: string): boolean => {
    const fields = resolvers[type]
    return typeof fields === 'object' && fields !== null && Object.hasOwn(fields, field)
  }
  const types = Object.values(schema.getTypeMap()).filter(type => !type.name.startsWith('_'))
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const returned = new Set(types.filter(isObjectType).flatMap(type => Object.values(type.getFields()).map(namedType)))
  const ofObjects = types.filter(isObjectType).flatMap(type => {
    const fields = Object.values(type.getFields())
      .filter(field => !field.name.startsWith('_') && (roots.includes(type) || field.args.length > 0))
      .filter(field => !has(type.name, field.name))
      .map(field => `"${type.name}.${field.name}" has no resolver.`)
    const isUnresolved = hasResolvableKey(type) && !has(type.name, '__resolveReference')
    return isUnresolved ? [...fields, `"${type.name}" has a @key, but no "__resolveReference".`] : fields
  })
  const ofAbstracts = types
    .filter(isAbstractType)
    .filter(type => returned.has(type) && !has(type.name, '__resolveType'))
    .map(type => `"${type.name}" is answered by a field, but has no "__resolveType".`)
  return [...ofObjects, ...ofAbstracts]
}

const namedType = (field: { type: Parameters<typeof getNamedType>[0] }) => getNamedType(field.type) as GraphQLNamedType

const hasResolvableKey = (type: GraphQLObjectType): boolean =>
  [type.astNode, ...type.extensionASTNodes]
    .flatMap(node => node?.directives ?? [])
    .some(
      directive =>
        ['key', 'federation__key'].includes(directive.name.value) && argumentsOf(directive).resolvable !== false,
    )
