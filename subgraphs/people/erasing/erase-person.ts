import { eraseRecord } from '@exchange-network/kit/erasing/erase-record'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkText } from '@exchange-network/kit/writing/check-text'
import { Person } from '../entities/person.ts'
import type { Context } from '../loaders.ts'
import { folded } from '../store/folded.ts'
import { checkNoContact } from '../writing/open-text.ts'
import { personLock } from '../writing/stewards.ts'
import { forgetPerson } from './forget-person.ts'

/** What the mutation erasePerson is given. */
export type ErasePersonInput = { readonly id: string; readonly reason: string; readonly expectedVersion: number }

/**
 * Forgets a person on request. The steward does it, or the network's administrators; either must see the person, as for
 * every change. Neither the history nor anything else repeats what was erased, so the reason may not either.
 */
export const erasePerson = (context: Context, input: ErasePersonInput): Promise<Outcome> => {
  const { reason, expectedVersion } = input
  return performChange(context, { mutation: 'erasePerson', input, reason }, async problems => {
    const { rights, database } = context
    checkNoContact(problems, ['reason'], checkText(problems, ['reason'], reason, { max: 1000, lines: true }))
    return async writing => {
      const person = await writing.lock(Person, input.id, personLock(rights, { expectedVersion, field: ['id'] }))
      if (person === null) return null
      if (namesPerson(reason, person)) {
        problems.add(
          ['reason'],
          'INVALID',
          'The reason stays in the history and names the person. Say it without names.',
        )
        return null
      }
      await eraseRecord({ database, erase: forgetPerson }, writing.em, { type: 'Person', id: person.id })
      return person.id
    }
  })
}

const namesPerson = (reason: string, person: Person): boolean => {
  const said = new Set(wordsOf(reason))
  const names = [person.name, person.givenName, person.familyName, person.nativeName, person.slug, ...person.otherNames]
  return !person.nameWithheld && names.some(name => name != null && wordsOf(name).some(word => said.has(word)))
}

// A single letter is an initial at most.
const wordsOf = (text: string): readonly string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word.length > 1)
