import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

/**
 * Finds organizations and all units below each, in one statement: the organization first, then its units in no order.
 * An organization that no feed told of yet stands alone. Circles of parents end.
 */
export const organizationsWithUnits = async (
  database: Database,
  organizations: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map(organizations.map(id => [id, new Set([id])]))
  if (organizations.length === 0) return new Map()
  // "union", not "union all": a row that was found before is not followed again, which is what ends a circle.
  const { rows } = await sql<{ root: string; id: string }>`
    with recursive unit (root, id) as (
      select record_id, record_id from projected_record
      where type = 'Organization' and record_id in (${sql.join([...found.keys()])})
      union
      select unit.root, child.record_id from unit
      join projected_record child on child.type = 'Organization' and child.parent_id = unit.id
    )
    select root, id from unit`.execute(database.read)
  for (const { root, id } of rows) found.get(root)?.add(id)
  return new Map([...found].map(([root, ids]) => [root, [...ids]]))
}

/** Finds one organization and all units below it; what `organizationsOf` of a subgraph asks for. */
export const organizationWithUnits = async (database: Database, organization: string): Promise<readonly string[]> =>
  (await organizationsWithUnits(database, [organization])).get(organization) ?? [organization]
