import { runSubgraph } from '@exchange-network/kit/run'
import { organizations } from './subgraph.ts'

await runSubgraph(organizations, { port: 4003, siblings: { programs: 'http://127.0.0.1:4001/graphql' } })
