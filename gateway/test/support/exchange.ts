// Two subgraphs whose partners write: programs, and the organizations that host them.
import { GraphQLError } from 'graphql'
import { type Asker, startFaultySubgraph, startSubgraph, type TestSubgraph } from './subgraph-server.ts'

const shared = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes"])
  type UserError @shareable { code: ErrorCode! message: String! field: [String!] currentVersion: Int }
  enum ErrorCode { INVALID VERSION_CONFLICT FORBIDDEN }
`
const programsSdl = `${shared}
  type Query { program(id: ID!): Program }
  type Mutation {
    createProgram(input: ProgramInput!): ProgramPayload @requiresScopes(scopes: [["program:write"]])
    renameProgram(id: ID!, title: String!, expectedVersion: Int!): ProgramPayload @requiresScopes(scopes: [["program:write"]])
    breakProgram(id: ID!): ProgramPayload
  }
  input ProgramInput { title: String! hosts: [ID!] = [] }
  type ProgramPayload { program: Program errors: [UserError!]! query: Query }
  type Program @key(fields: "id") { id: ID! title: String! version: Int! hosts: [Organization!] }
  type Organization @key(fields: "id") { id: ID! }
`
const organizationsSdl = `${shared}
  type Query { organization(id: ID!): Organization }
  type Mutation {
    renameOrganization(id: ID!, name: String!): OrganizationPayload @requiresScopes(scopes: [["organization:write"]])
  }
  type OrganizationPayload { organization: Organization errors: [UserError!]! }
  type Organization @key(fields: "id") { id: ID! name: String programs: [Program!] }
  type Program @key(fields: "id") { id: ID! }
`

type ProgramRow = { id: string; title: string; version: number; hosts: readonly { id: string }[] }

/** A small network with mutations, and what they did. */
export type Exchange = {
  readonly subgraphs: readonly [TestSubgraph, TestSubgraph]
  /** Every write, in the order in which it happened. */
  readonly written: string[]
  /** Makes everything as it was at the start. */
  forget(): void
}

/** Starts both. */
export const startExchange = async (): Promise<Exchange> => {
  const written: string[] = []
  const programs = new Map<string, ProgramRow>()
  const firstNames = [
    ['scoe', 'SCOE'],
    ['cosn', 'CoSN'],
  ] as const
  const names = new Map<string, string>(firstNames)
  const of = (asker: Asker, what: string): void => {
    written.push(`${asker.subject}: ${what}`)
  }
  const organizationRef = (ref: { id: string }) => (names.has(ref.id) ? { ...ref, name: names.get(ref.id) } : null)

  const programTeam = await startSubgraph('programs', programsSdl, {
    Query: { program: (_: unknown, { id }: { id: string }) => programs.get(id) ?? null },
    Mutation: {
      createProgram: (_: unknown, { input }: { input: { title: string; hosts: string[] } }, asker: Asker) => {
        of(asker, `create ${input.title}`)
        const id = `p${programs.size + 1}`
        const program = { id, title: input.title, version: 1, hosts: input.hosts.map(host => ({ id: host })) }
        programs.set(id, program)
        return { program, errors: [], query: {} }
      },
      renameProgram: (
        _: unknown,
        { id, title, expectedVersion }: { id: string; title: string; expectedVersion: number },
        asker: Asker,
      ) => {
        const program = programs.get(id)
        if (program?.version !== expectedVersion) {
          const message = `Program "${id}" has changed.`
          const error = {
            code: 'VERSION_CONFLICT',
            message,
            field: ['expectedVersion'],
            currentVersion: program?.version,
          }
          return { program: null, errors: [error], query: {} }
        }
        of(asker, `rename ${id} to ${title}`)
        const renamed = { ...program, title, version: program.version + 1 }
        programs.set(id, renamed)
        return { program: renamed, errors: [], query: {} }
      },
      breakProgram: (_: unknown, { id }: { id: string }, asker: Asker) => {
        of(asker, `break ${id}`)
        if (id === 'forbidden') {
          throw new GraphQLError('You do not steward it.', { extensions: { code: 'FORBIDDEN' } })
        }
        throw new Error('hunter2')
      },
    },
    Program: { __resolveReference: ({ id }: { id: string }) => programs.get(id) ?? null },
  })
  const organizationTeam = await startSubgraph('organizations', organizationsSdl, {
    Query: { organization: (_: unknown, ref: { id: string }) => organizationRef(ref) },
    Mutation: {
      renameOrganization: (_: unknown, { id, name }: { id: string; name: string }, asker: Asker) => {
        of(asker, `rename ${id} to ${name}`)
        names.set(id, name)
        return { organization: organizationRef({ id }), errors: [] }
      },
    },
    Organization: {
      __resolveReference: organizationRef,
      programs: ({ id }: { id: string }) =>
        [...programs.values()].filter(({ hosts }) => hosts.some(host => host.id === id)),
    },
  })
  const subgraphs = [programTeam, organizationTeam] as const
  const forget = (): void => {
    written.length = 0
    programs.clear()
    for (const [id, name] of firstNames) names.set(id, name)
    for (const { received } of subgraphs) received.length = 0
  }
  return { subgraphs, written, forget }
}

/** Starts programs as a subgraph that writes, counts, and then answers as the test says. */
export const startForgetful = (
  answer: Parameters<typeof startFaultySubgraph>[2],
): Promise<[TestSubgraph, TestSubgraph]> =>
  Promise.all([
    startFaultySubgraph('programs', programsSdl, answer),
    startSubgraph('organizations', organizationsSdl, {
      Mutation: {
        renameOrganization: (_: unknown, { id, name }: { id: string; name: string }) => ({
          organization: { id, name },
          errors: [],
        }),
      },
    }),
  ])
