import type { Visibility } from '@exchange-network/kit/access/visibility'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'

/**
 * Checks who shall see a row: nobody makes one that is out of the own sight afterwards. Undefined (not given) is right;
 * null never is.
 */
export const checkVisibility = (
  problems: Problems,
  field: FieldPath,
  visibility: Visibility | null | undefined,
  { viewer }: Pick<Context, 'viewer'>,
): void => {
  if (visibility === undefined) return
  if (visibility === null) {
    problems.add(field, 'INVALID', 'The visibility cannot be cleared. Give PUBLIC, NETWORK, PARTNER or RESTRICTED.')
  } else if (visibility === 'RESTRICTED' && !viewer.scopes.has('participant:sensitive')) {
    problems.add(
      field,
      'FORBIDDEN',
      'What is RESTRICTED is seen with the scope "participant:sensitive" only, which your token lacks. Take a token with it, or choose PARTNER.',
    )
  } else if (visibility !== 'PUBLIC' && viewer.organization === null) {
    problems.add(
      field,
      'FORBIDDEN',
      'Your token names no organization and so sees PUBLIC records only. Take a token of an organization, or choose PUBLIC.',
    )
  }
}

/** The levels from the most open to the most closed. */
const levels: readonly Visibility[] = ['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED']

/** Tells whether a level shows a row to more people than a floor allows. */
export const isMoreOpen = (visibility: Visibility, floor: Visibility): boolean =>
  levels.indexOf(visibility) < levels.indexOf(floor)
