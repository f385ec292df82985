import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, parse, Source } from 'graphql'
import { armGuards } from '../access/guards.ts'
import { limitLists } from './list-limits.ts'
import { readPublishedSdl } from './published-sdl.ts'
import { checkResolverMap, type ResolverMap } from './resolver-map.ts'
import { scalarResolvers } from './scalars.ts'
import type { Subgraph } from './subgraph.ts'

/** The parts of a subgraph that make its schema. */
export type SchemaParts = Pick<Subgraph<never>, 'name' | 'schema' | 'resolvers' | 'policies'>

/**
 * Builds the schema that a subgraph serves: published SDL, checked resolvers, limited lists, armed guards. In this
 * order: a guard wraps the resolver that is there, and a schema leaves this function only when every guard is armed.
 * Throws one Error that lists what is wrong.
 */
export const buildServedSchema = async (parts: SchemaParts): Promise<GraphQLSchema> => {
  const sdl = await readPublishedSdl(parts.schema)
  const typeDefs = parse(new Source(sdl, `${parts.name}.graphql`), { noLocation: false })
  const own = Object.keys(parts.resolvers).filter(name => Object.hasOwn(scalarResolvers, name))
  if (own.length > 0)
    throw new Error(`The kit resolves ${own.map(name => `"${name}"`).join(', ')}. Leave it to the kit.`)
  const resolvers: ResolverMap = { ...scalarResolvers, ...parts.resolvers }
  // biome-ignore lint/suspicious/noExplicitAny: the library's map type cannot know the rows of a team.
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as any }])
  checkResolverMap(schema, resolvers)
  limitLists(schema)
  armGuards(schema, typeDefs, parts.policies)
  return schema
}
