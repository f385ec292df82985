import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/**
 * Finds an organization and all units below it, itself first; what `organizationsOf` of a subgraph asks for. An
 * organization that no feed told of yet stands alone. Circles of parents end.
 */
export const organizationWithUnits = async (database: Database, organization: string): Promise<readonly string[]> => {
  // "union", not "union all": a row that was found before is not followed again, which is what ends a circle.
  const { rows } = await sql<{ id: string }>`
    with recursive unit (id) as (
      select record_id from projected_record where type = 'Organization' and record_id = ${organization}
      union
      select child.record_id from unit
      join projected_record child on child.type = 'Organization' and child.parent_id = unit.id
    )
    select id from unit`.execute(database.read)
  return [...new Set([organization, ...rows.map(({ id }) => id)])]
}
