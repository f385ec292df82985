import { readPartialDate } from '@exchange-network/kit/dates/partial-date'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkDate, checkDateOrder, type PartialDateInput } from '@exchange-network/kit/writing/check-date'
import { markChanged } from '@exchange-network/kit/writing/writing'
import { Affiliation } from '../entities/affiliation.ts'
import { Person } from '../entities/person.ts'
import type { Context } from '../loaders.ts'
import { stewardsOf, wherePositionVisible } from '../policy.ts'
import { checkNoContact } from './open-text.ts'
import { addClaims, dateClaim, recorded } from './positions.ts'
import { checkNotErased, personLock } from './stewards.ts'

/** What the mutation endAffiliation is given. */
export type EndAffiliationInput = {
  readonly id: string
  readonly end: PartialDateInput
  readonly expectedVersion: number
}

/** Ends a position, or corrects its end; the position stays. */
export const endAffiliation = (context: Context, input: EndAffiliationInput): Promise<Outcome> =>
  performChange(context, { mutation: 'endAffiliation', input }, async problems => {
    const { rights, loaders } = context
    const end = checkDate(problems, ['end'], input.end)
    checkNoContact(problems, ['end', 'label'], end?.label)
    const position = await loaders.affiliationById.load(input.id)
    const person = position && (await loaders.personById.load(position.personId))
    if (person === null) {
      problems.add(['id'], 'NOT_FOUND', `There is no affiliation "${input.id}", or none that you may see.`)
      return null
    }
    return async writing => {
      const locked = await writing.lock(Person, person.id, personLock(rights, { expectedVersion: null, field: ['id'] }))
      if (locked === null) return null
      const row = await writing.lock(Affiliation, input.id, {
        noun: 'affiliation',
        visible: wherePositionVisible(rights),
        stewards: () => stewardsOf(locked),
        expectedVersion: input.expectedVersion,
        field: ['id'],
      })
      if (row === null || end === null || !checkNotErased(problems, ['id'], locked)) return null
      const start = row.start ? readPartialDate(row.start.edtf) : null
      const before = problems.all.length
      checkDateOrder(problems, ['end'], start, end)
      if (problems.all.length > before) return null
      if (JSON.stringify(row.end ?? null) === JSON.stringify(recorded(end))) return locked.id
      row.end = recorded(end)
      row.endLatest = end.latest
      markChanged(locked)
      await addClaims(writing, locked.id, [dateClaim('end', end)], creditedSource([], rights))
      return locked.id
    }
  })
