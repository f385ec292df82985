import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkText } from '@exchange-network/kit/writing/check-text'
import { Person } from '../entities/person.ts'
import type { Visibility } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { checkNoContact } from './open-text.ts'
import { checkStaysVisible, keepsSlug, personLock } from './stewards.ts'
import { slugFor } from './write-person.ts'

/** What the mutation setPersonVisibility is given. */
export type SetVisibilityInput = {
  readonly id: string
  readonly visibility: Visibility
  readonly reason: string
  readonly expectedVersion: number
}

/**
 * Protects a person, or makes a person public. The reason stands in the person's own guarded field and not beside the
 * change in the history, which more people may read.
 */
export const setPersonVisibility = (context: Context, input: SetVisibilityInput): Promise<Outcome> =>
  performChange(context, { mutation: 'setPersonVisibility', input }, async problems => {
    const { rights } = context
    const { visibility, expectedVersion } = input
    const reason = checkText(problems, ['reason'], input.reason, { max: 4000, lines: true })
    checkNoContact(problems, ['reason'], reason)
    return async writing => {
      const person = await writing.lock(Person, input.id, personLock(rights, { expectedVersion, field: ['id'] }))
      if (person === null) return null
      checkStaysVisible(problems, ['visibility'], { visibility, steward: person.stewardId ?? null }, rights)
      if (problems.all.length > 0) return null
      person.visibility = visibility
      person.visibilityReason = person.erased ? null : reason
      if (!keepsSlug(visibility)) person.slug = null
      else if (!person.nameWithheld) person.slug ??= await slugFor(writing.em, person.name)
      return person.id
    }
  })
