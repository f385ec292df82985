/** One subgraph of the network: who owns it, where its published SDL lies and how it is started here. */
export type SubgraphEntry = {
  /** Name in the supergraph, in `SUBGRAPH_URL_<NAME>` and in signed identities. */
  readonly name: string
  /** Team that owns the folder, as in CODEOWNERS. */
  readonly owner: string
  /** Folder of the team, where its `main.ts` starts it. */
  readonly folder: URL
  /** The published SDL, in the order in which the files are put together. */
  readonly sdl: readonly URL[]
  /** Distance of its port from the gateway's. */
  readonly portOffset: number
  /** Kinds of CSV files that it takes in and gives out: the gateway serves them at /imports/<kind> and /exports/<kind>.csv. */
  readonly files: readonly string[]
}

const root = new URL('../', import.meta.url)
const networkSdl = new URL('subgraphs/kit/network.graphql', root)

const entry = (name: string, owner: string, portOffset: number, files: readonly string[]): SubgraphEntry => {
  const folder = new URL(`subgraphs/${name}/`, root)
  return { name, owner, folder, sdl: [networkSdl, new URL('schema.graphql', folder)], portOffset, files }
}

/** THE list of subgraphs. Nothing else in the repository lists them. */
export const subgraphs: readonly SubgraphEntry[] = [
  entry('programs', '@exchange-network/programs-team', 1, ['programs', 'participants']),
  entry('people', '@exchange-network/people-team', 2, ['people']),
  entry('organizations', '@exchange-network/organizations-team', 3, ['organizations']),
]

/** Address of a subgraph beside a gateway on `gatewayPort` of this machine. */
export const localUrl = (subgraph: SubgraphEntry, gatewayPort = 4000): string =>
  `http://127.0.0.1:${gatewayPort + subgraph.portOffset}/graphql`

/** Environment variable that overrides the address of a subgraph. */
export const addressVariable = (name: string): string => `SUBGRAPH_URL_${name.toUpperCase().replaceAll('-', '_')}`
