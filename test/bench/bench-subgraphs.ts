import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import { organizations, people, programs } from './bench-records.ts'

/** A small subgraph with all that it needs to answer. */
export type BenchSubgraph = { readonly name: string; readonly sdl: string; readonly schema: GraphQLSchema }

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'

const programsSdl = `${link}
type Query {
  program(id: ID!): Program
  programs(first: Int!): [Program!]!
}
type Program @key(fields: "id") {
  id: ID!
  title: String!
  summary: String!
  status: ProgramStatus!
  startsOn: String!
  endsOn: String!
  seats: Int!
  organizer: Organization
  host: Organization
  partners: [Organization]!
  director: Person
  contact: Person
  participations(first: Int!): [Participation!]!
}
type Participation {
  id: ID!
  role: String!
  season: String!
  person: Person
  organization: Organization
}
enum ProgramStatus { PLANNED RUNNING COMPLETED }
type Organization @key(fields: "id", resolvable: false) { id: ID! }
type Person @key(fields: "id", resolvable: false) { id: ID! }
`

const peopleSdl = `${link}
type Person @key(fields: "id") {
  id: ID!
  name: String!
  email: String!
  country: String!
  biography: String!
  affiliation: Organization
}
type Organization @key(fields: "id", resolvable: false) { id: ID! }
`

const organizationsSdl = `${link}
type Organization @key(fields: "id") {
  id: ID!
  name: String!
  kind: OrganizationKind!
  country: String!
  city: String!
  website: String!
}
enum OrganizationKind { UNIVERSITY SCHOOL FOUNDATION }
`

type Reference = { readonly id: string }
type Page = { readonly first: number }

const subgraph = (name: string, sdl: string, resolvers: Parameters<typeof buildSubgraphSchema>[0]): BenchSubgraph => ({
  name,
  sdl,
  schema: buildSubgraphSchema(resolvers),
})

/** The three subgraphs of the benchmark: programs refer to people and organizations, people to organizations. */
export const benchSubgraphs: readonly BenchSubgraph[] = [
  subgraph('programs', programsSdl, {
    typeDefs: parse(programsSdl),
    resolvers: {
      Query: {
        program: (_: unknown, { id }: Reference) => programs.get(id) ?? null,
        programs: (_: unknown, { first }: Page) => [...programs.values()].slice(0, first),
      },
      Program: {
        __resolveReference: ({ id }: Reference) => programs.get(id) ?? null,
        participations: (source: { participations: readonly object[] }, { first }: Page) =>
          source.participations.slice(0, first),
      },
    },
  }),
  subgraph('people', peopleSdl, {
    typeDefs: parse(peopleSdl),
    resolvers: { Person: { __resolveReference: ({ id }: Reference) => people.get(id) ?? null } },
  }),
  subgraph('organizations', organizationsSdl, {
    typeDefs: parse(organizationsSdl),
    resolvers: { Organization: { __resolveReference: ({ id }: Reference) => organizations.get(id) ?? null } },
  }),
]

/** Composes the supergraph of the subgraphs that listen at `<origin>/<name>`. */
export const composeBench = (origin: string, write: (sdl: string) => string = sdl => sdl): string => {
  const services = benchSubgraphs.map(({ name, sdl }) => ({
    name,
    url: `${origin}/${name}`,
    typeDefs: parse(write(sdl)),
  }))
  const { supergraphSdl, errors } = composeServices(services)
  if (supergraphSdl === undefined) throw new Error(`The bench's subgraphs do not compose: ${errors?.join(' ')}`)
  return supergraphSdl
}

/** Guards some fields that every case asks for. */
export const withGuards = (sdl: string): string =>
  sdl
    .replace('["@key"]', '["@key", "@authenticated", "@requiresScopes"]')
    .replace(/\b(summary|email): String!/g, '$1: String! @requiresScopes(scopes: [["contact:read"]])')
    .replace('seats: Int!', 'seats: Int! @authenticated')
