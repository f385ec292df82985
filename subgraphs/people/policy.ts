import { type RowRights, whereVisible } from '@exchange-network/kit/access/visibility'

/**
 * Builds the row rule for people: put it into every query that reads `person` under that name.
 * PARTNER people exist for their steward alone until people know who shares a program with them.
 */
export const wherePersonVisible = (rights: RowRights) =>
  whereVisible({ visibility: 'person.visibility', steward: 'person.steward_id' }, rights)

/** Paths of claims and conflicts that repeat a guarded field, with the scope that the field demands. */
export const guardedPaths = {
  contactPoints: 'contact:read',
  otherNames: 'person:read',
  visibilityReason: 'participant:sensitive',
} as const
