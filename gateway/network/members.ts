import { fileURLToPath } from 'node:url'
import { addressVariable, localUrl, subgraphs } from '@exchange-network/schema/subgraphs'

/** One process of the network: what it is called, how it is started and where it answers. */
export type Member = {
  readonly name: string
  /** Folder in which its `main.ts` is started. */
  readonly folder: string
  readonly port: number
  /** What it is told beside the environment of the whole network. */
  readonly environment: Readonly<Record<string, string>>
}

/** The subgraphs and the gateway as processes on this machine, the gateway last. */
export const networkMembers = (settings: {
  gatewayPort: number
  host: string
  dataFolder: string
}): readonly Member[] => {
  const addresses = Object.fromEntries(subgraphs.map(s => [addressVariable(s.name), localUrl(s, settings.gatewayPort)]))
  const shared = { ...addresses, DATA_DIR: settings.dataFolder }
  const member = (name: string, folder: string, port: number, host: string): Member => ({
    name,
    folder,
    port,
    environment: { ...shared, PORT: String(port), HOST: host },
  })
  return [
    ...subgraphs.map(s => member(s.name, fileURLToPath(s.folder), settings.gatewayPort + s.portOffset, '127.0.0.1')),
    member('gateway', fileURLToPath(new URL('../', import.meta.url)), settings.gatewayPort, settings.host),
  ]
}
