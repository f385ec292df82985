import { checkSources, creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { Person } from '../entities/person.ts'
import type { Context } from '../loaders.ts'
import { type ContactPointInput, checkContactPoints } from './contact-points.ts'
import { checkPersonTexts, type GivenTexts } from './person-texts.ts'
import { sourceContext } from './references.ts'
import { checkNotErased, personLock } from './stewards.ts'
import { writePersonChange } from './write-person.ts'

/** The contract's input UpdatePersonInput. */
export type UpdatePersonInput = GivenTexts & {
  readonly id: string
  readonly expectedVersion: number
  readonly contactPoints?: readonly ContactPointInput[] | null
  readonly sourceIds?: readonly string[] | null
}

/** Changes the fields of a person that are given. */
export const updatePerson = (context: Context, input: UpdatePersonInput): Promise<Outcome> =>
  performChange(context, { mutation: 'updatePerson', input }, async problems => {
    const { rights } = context
    const field = ['input', 'id']
    const texts = checkPersonTexts(problems, input)
    const contactPoints = await checkContactPoints(problems, input.contactPoints, context)
    const sourceIds =
      input.sourceIds === undefined
        ? undefined
        : await checkSources(problems, ['input', 'sourceIds'], input.sourceIds ?? [], sourceContext(context))
    return async writing => {
      const { expectedVersion } = input
      const person = await writing.lock(Person, input.id, personLock(rights, { expectedVersion, field }))
      if (person === null || !checkNotErased(problems, field, person)) return null
      const credited = creditedSource(sourceIds ?? [], rights)
      await writePersonChange(writing, person, { texts, contactPoints, sourceIds, credited })
      return person.id
    }
  })
