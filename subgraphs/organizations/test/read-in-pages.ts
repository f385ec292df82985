import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'

/** Reads a whole connection page by page. `operation` takes $after and asks for `list: field { pageInfo { hasNextPage endCursor } edges { node { ... } } }`. */
export const readInPages = async <Node>(world: TestSubgraph, operation: string): Promise<Node[]> => {
  const nodes: Node[] = []
  let after: string | null = null
  do {
    const { data } = await world.query(operation, { after })
    const { edges, pageInfo } = data.list
    nodes.push(...edges.map((edge: { node: Node }) => edge.node))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
  return nodes
}
