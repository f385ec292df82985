import { runSubgraph } from '@exchange-network/kit/run'
import { people } from './subgraph.ts'

await runSubgraph(people)
