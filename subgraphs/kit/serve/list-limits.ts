import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { problem } from '../errors/problem.ts'

/** Fields of federation itself: the gateway, which is trusted, asks for as many entities as its plan needs. */
const exempt = new Set(['_entities', '_service'])

/** Keeps every statement below the databases' limits of parameters (SQLite: 32,766), however many lists meet in one. */
const maxEntries = 1000

/**
 * Limits, in place, all lists in the arguments of every field of a built schema, those inside inputs included: one with
 * more than 1,000 entries is BAD_USER_INPUT and the resolver does not run. Call it before the guards are armed, so that
 * they come first for the viewer and last for their own proof.
 */
export const limitLists = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const isExempt = type === schema.getQueryType() && exempt.has(field.name)
      if (field.args.length > 0 && !isExempt) field.resolve = limited(field.resolve ?? defaultFieldResolver)
    }
  }
}

const limited =
  (resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> =>
  (source, args, context, info) => {
    for (const [name, value] of Object.entries(args)) refuseLongLists(value, name)
    return resolve(source, args, context, info)
  }

const refuseLongLists = (value: unknown, path: string): void => {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value) && value.length > maxEntries) {
    throw problem(
      'BAD_USER_INPUT',
      `Argument "${path}" lists ${value.length} entries, but a list holds at most ${maxEntries}. Ask in several parts.`,
    )
  }
  for (const [name, member] of Object.entries(value)) refuseLongLists(member, `${path}.${name}`)
}
