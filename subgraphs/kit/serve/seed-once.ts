import type { Logger } from 'pino'
import type { Database } from '../database/database.ts'
import { isNew } from '../seed/load-seed.ts'
import type { Subgraph } from './subgraph.ts'

/**
 * Loads the first rows into a database that never had any; leaves every other one as it is. The subgraph's `seed`
 * notes in its own transaction that it was done (`loadSeed`), so a start that dies halfway begins anew.
 * Throws what `seed` throws: one Error whose message lists every problem, a line each.
 */
export const seedOnce = async (subgraph: Pick<Subgraph<never>, 'seed'>, database: Database, log: Logger) => {
  if (!(await isNew(database))) return
  const startedAt = performance.now()
  await subgraph.seed(database, log)
  log.info({ ms: Math.round(performance.now() - startedAt) }, 'The first rows are loaded.')
}
