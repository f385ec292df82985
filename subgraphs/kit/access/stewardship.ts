import type { PolicyGuard } from './guards.ts'
import type { RowRights } from './visibility.ts'

const adminScope = 'network:admin'

/**
 * Tells whether the viewer may edit a row of these stewards: one of them is the viewer's organization or a unit of it,
 * or the viewer stands above stewardship. What nobody stewards is edited by the network's administrators only.
 */
export const maySteward = (
  { viewer, organizations }: RowRights,
  stewards: readonly (string | null | undefined)[],
): boolean =>
  viewer.scopes.has(adminScope) || stewards.some(steward => steward != null && organizations.includes(steward))

/** Creates the policy "record_steward" for rows whose stewards a function finds. */
export const stewardPolicy =
  (stewardsOf: (row: never) => readonly (string | null | undefined)[]): PolicyGuard =>
  (row, { rights }) =>
    maySteward(rights, stewardsOf(row as never))
