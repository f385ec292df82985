import { runSubgraph } from '@exchange-network/kit/run'
import { organizations } from './subgraph.ts'

await runSubgraph(organizations, { port: 4003 })
