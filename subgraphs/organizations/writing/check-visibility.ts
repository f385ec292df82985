import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Visibility } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'

/**
 * Checks who shall see an organization: nobody makes one that is out of the own sight afterwards. Undefined was not given;
 * null is never right.
 */
export const checkVisibility = (
  problems: Problems,
  field: readonly string[],
  visibility: Visibility | null | undefined,
  { viewer }: Pick<Context, 'viewer'>,
): void => {
  if (visibility === undefined || visibility === 'PUBLIC') return
  if (visibility === null) {
    problems.add(field, 'INVALID', 'The visibility cannot be cleared. Give PUBLIC, NETWORK, PARTNER or RESTRICTED.')
  } else if (viewer.organization === null) {
    const message =
      'Your token names no organization and sees PUBLIC records only. Take a token of an organization, or choose PUBLIC.'
    problems.add(field, 'FORBIDDEN', message)
  } else if (visibility === 'RESTRICTED' && !viewer.scopes.has('participant:sensitive')) {
    const message =
      'What is RESTRICTED is seen with the scope "participant:sensitive" only, which your token lacks. Take a token with it, or choose PARTNER.'
    problems.add(field, 'FORBIDDEN', message)
  }
}
