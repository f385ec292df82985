import type { EntityManager } from '@exchange-network/kit/database/database'
import { startTestSubgraph, type TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { people } from '../../subgraph.ts'
import { recordProtectedPeople } from './protected-people.ts'

/** Starts the people subgraph with the documents' facts and, beside them, rows that a test makes up. */
export const startPeopleWorld = async (more: (em: EntityManager) => Promise<void>): Promise<TestSubgraph> => {
  const world = await startTestSubgraph(people)
  try {
    await world.database.write(more)
    return world
  } catch (error) {
    await world[Symbol.asyncDispose]()
    throw error
  }
}

/** Starts it with the four protected people. */
export const startProtectedWorld = (): Promise<TestSubgraph> => startPeopleWorld(recordProtectedPeople)

/** The nodes of a connection, as a client would collect them. */
export const nodesOf = <Node>(connection: { edges: readonly { node: Node }[] }): Node[] =>
  connection.edges.map(({ node }) => node)
