import { readFile } from 'node:fs/promises'

/** The part of the contract that all subgraphs share. */
const network = new URL('../network.graphql', import.meta.url)

/** Reads a subgraph's published SDL: network.graphql and the team's own file, as composition reads them. */
export const readPublishedSdl = async (schema: URL): Promise<string> => {
  const texts = await Promise.all([network, schema].map(file => readFile(file, 'utf8')))
  return texts.join('\n')
}
