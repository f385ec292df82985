import type { Operations } from '../generated/operations.ts'

/** What one source says about one field of one record. */
export type ClaimShown = NonNullable<Operations['program-claims']['data']['program']>['claims'][number]

/** The claims of a record by the field that they are about, fields in the order in which they first come up. */
export const claimsByPath = (claims: readonly ClaimShown[]): ReadonlyMap<string, readonly ClaimShown[]> =>
  Map.groupBy(claims, claim => claim.path)

/** Claims on a field, narrowed to those on one of its values where the field has many: `null` as a normal form fits any. */
export const claimsOn = (claims: readonly ClaimShown[], path: string, value?: string): readonly ClaimShown[] =>
  claims.filter(
    claim => claim.path === path && (value === undefined || claim.normalized === null || claim.normalized === value),
  )
