import { runSubgraph } from '../../run.ts'
import { toy } from './subgraph.ts'

await runSubgraph(toy)
