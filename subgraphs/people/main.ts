import { runSubgraph } from '@exchange-network/kit/run'
import { people } from './subgraph.ts'

await runSubgraph(people, {
  port: 4002,
  siblings: { organizations: 'http://127.0.0.1:4003/graphql', programs: 'http://127.0.0.1:4001/graphql' },
})
