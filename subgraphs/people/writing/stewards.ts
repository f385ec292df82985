import { isVisible, type RowRights } from '@exchange-network/kit/access/visibility'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { LockOptions } from '@exchange-network/kit/writing/writing'
import type { Person } from '../entities/person.ts'
import type { Visibility } from '../entities/vocabulary.ts'
import { stewardsOf, wherePersonVisible } from '../policy.ts'

/** Whom a new person belongs to: the writer's organization. Nobody's people are made by the network's administrators only. */
export const stewardOfNew = (problems: Problems, { viewer }: RowRights): string | null => {
  if (viewer.organization === null && !viewer.scopes.has('network:admin')) {
    problems.add(
      null,
      'FORBIDDEN',
      'Your token names no organization, and every new person has one as its steward. Use a token of your organization.',
    )
  }
  return viewer.organization
}

/** How a person is locked for a change by its steward. */
export const personLock = (
  rights: RowRights,
  { expectedVersion, field }: Pick<LockOptions<Person>, 'expectedVersion' | 'field'>,
): LockOptions<Person> => ({
  noun: 'person',
  visible: wherePersonVisible(rights),
  stewards: stewardsOf,
  expectedVersion,
  field,
})

/** Refuses a visibility under which the writer itself would not see the person any more. */
export const checkStaysVisible = (
  problems: Problems,
  field: FieldPath,
  { visibility, steward }: { readonly visibility: Visibility; readonly steward: string | null },
  rights: RowRights,
): void => {
  if (isVisible({ visibility, steward }, rights)) return
  problems.add(
    field,
    'INVALID',
    visibility === 'RESTRICTED'
      ? 'People who are RESTRICTED exist only for their steward with the scope participant:sensitive: you would not see this person yourself. Have somebody with that scope do it.'
      : `People who are ${visibility} exist for members of the network${visibility === 'PARTNER' ? ' that steward them or share a program with them' : ''}: you would not see this person yourself. Use a token of the person's steward.`,
  )
}

/** Why nothing is written about somebody who was erased. */
export const erasedIsFinal =
  'This person was erased on request, and nothing is filled in again. Leave the record as it is.'

/** Refuses to write about somebody who was erased: what was taken away on request is not filled in again. */
export const checkNotErased = (problems: Problems, field: FieldPath, { erased }: Pick<Person, 'erased'>): boolean => {
  if (!erased) return true
  problems.add(field, 'INVALID', erasedIsFinal)
  return false
}

/** Tells whether people of this visibility have a readable key: one of protected people would tell of them when it is taken. */
export const keepsSlug = (visibility: Visibility): boolean => visibility === 'PUBLIC' || visibility === 'NETWORK'
