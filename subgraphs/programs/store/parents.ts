import { placesWithin, possiblyWithin } from '@exchange-network/gazetteer/containment'
import type { Database } from '@exchange-network/kit/database/database'
import { existingOrganization, visibleOrganization } from '@exchange-network/kit/projection/known-records'
import { expressionBuilder, type RawBuilder, sql } from 'kysely'
import { inlineRows } from './inline-rows.ts'
import type { ProgramScope } from './scope.ts'

/** How a place takes part in a program. */
export type PlaceRole = 'HELD_IN' | 'ORIGIN'

/** Builds a table (root, topic_id): each topic with itself and all narrower ones. A circle of topics ends by itself. */
export const topicsWithNarrower = (roots: readonly string[]): RawBuilder<unknown> => sql`(
  with recursive narrower (root, topic_id) as (
    select topic.id, topic.id from topic where topic.id in (${sql.join(roots)})
    union
    select narrower.root, topic_broader.topic_id
    from narrower join topic_broader on topic_broader.broader_id = narrower.topic_id
  )
  select root, topic_id from narrower
)`

/**
 * Builds a table (root, organization_id): each organization with itself and, if asked, all units below it. Organizations
 * that are hidden from the viewer have no rows, and a hidden unit ends the walk.
 */
export const organizationsWithUnits = (
  { database, rights }: ProgramScope,
  roots: readonly string[],
  includeUnits: boolean,
): RawBuilder<unknown> => {
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters.
  const eb = expressionBuilder<any, any>()
  const selves = sql`(
    select self.root, self.root as organization_id
    from ${inlineRows(
      database,
      ['root'],
      roots.map(root => [root]),
    )} as self
    where ${visibleOrganization(rights, 'self.root')(eb)}
  )`
  if (!includeUnits) return selves
  return sql`(
    with recursive unit (root, organization_id) as (
      select root, organization_id from ${selves} as start
      union
      select unit.root, child.record_id
      from unit join projected_record as child on child.type = 'Organization' and child.parent_id = unit.organization_id
      where ${existingOrganization(rights, 'child')(eb)}
    )
    select root, organization_id from unit
  )`
}

/**
 * Builds a table (root, place_code): each place with everything inside it and, if asked, what only possibly lies
 * inside it. Roots are any codes; a code that the gazetteer does not know has no rows.
 */
export const placesOfParents = (
  database: Database,
  roots: readonly string[],
  includePossible: boolean,
): RawBuilder<unknown> => {
  const pairs = roots.flatMap(root =>
    [...placesWithin(root), ...(includePossible ? possiblyWithin(root) : [])].map(code => [root, code]),
  )
  return inlineRows(database, ['root', 'place_code'], pairs)
}
