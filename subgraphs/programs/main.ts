import { runSubgraph } from '@exchange-network/kit/run'
import { programs } from './subgraph.ts'

await runSubgraph(programs, {
  port: 4001,
  siblings: { people: 'http://127.0.0.1:4002/graphql', organizations: 'http://127.0.0.1:4003/graphql' },
})
