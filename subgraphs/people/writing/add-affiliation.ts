import { checkSources, creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkDate, checkDateOrder, type PartialDateInput } from '@exchange-network/kit/writing/check-date'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import { Affiliation } from '../entities/affiliation.ts'
import { Person } from '../entities/person.ts'
import type { AffiliationKind } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { checkNoContact, checkOpenText, checkOptionalOpenText } from './open-text.ts'
import { longestLabel, type NewPosition, writePosition } from './positions.ts'
import { checkOrganization, sourceContext } from './references.ts'
import { checkNotErased, personLock } from './stewards.ts'

/** The contract's input AddAffiliationInput. */
export type AddAffiliationInput = {
  readonly personId: string
  readonly organizationId?: string | null
  readonly label: string
  readonly title?: string | null
  readonly kind: AffiliationKind
  readonly start?: PartialDateInput | null
  readonly end?: PartialDateInput | null
  readonly attested?: PartialDateInput | null
  readonly sourceIds: readonly string[]
  readonly idempotencyKey: string
}

/** Gives a person a position in an organization. */
export const addAffiliation = (context: Context, input: AddAffiliationInput): Promise<Outcome> =>
  performChange(
    context,
    { mutation: 'addAffiliation', input, idempotencyKey: input.idempotencyKey },
    async problems => {
      const { rights } = context
      const at = (name: string) => ['input', name]
      const { organizationId = null } = input
      const dates = {
        start: checkDate(problems, at('start'), input.start ?? null),
        end: checkDate(problems, at('end'), input.end ?? null),
        attested: checkDate(problems, at('attested'), input.attested ?? null),
      }
      for (const [name, date] of Object.entries(dates)) checkNoContact(problems, [...at(name), 'label'], date?.label)
      checkDateOrder(problems, at('end'), dates.start, dates.end)
      const position = {
        organizationId:
          organizationId === null
            ? null
            : await checkOrganization(problems, at('organizationId'), organizationId, context),
        label: checkOpenText(problems, at('label'), input.label, { max: longestLabel }) ?? '',
        title: checkOptionalOpenText(problems, at('title'), input.title ?? null, { max: longestLabel }),
        kind: input.kind,
        ...dates,
      }
      const sourceIds = await checkSources(problems, at('sourceIds'), input.sourceIds, sourceContext(context))
      return async writing => {
        const field = at('personId')
        const person = await writing.lock(Person, input.personId, personLock(rights, { expectedVersion: null, field }))
        if (person === null || !checkNotErased(problems, field, person)) return null
        const known = await findSame(writing, person.id, position)
        if (known !== null) {
          problems.add(at('label'), 'DUPLICATE', `The person has this position already: it is "${known}".`, {
            suggestions: [known],
          })
          return null
        }
        await writePosition(writing, person.id, position, { sourceIds, credited: creditedSource(sourceIds, rights) })
        markChanged(person)
        return person.id
      }
    },
  )

const findSame = async (
  { em }: Pick<Writing, 'em'>,
  personId: string,
  { organizationId, label, title, kind, start = null }: NewPosition,
): Promise<string | null> => {
  const same = await em.find(Affiliation, { personId, organizationId, title, kind })
  const found = same.find(
    one => (organizationId !== null || one.label === label) && (one.start?.edtf ?? null) === (start?.edtf ?? null),
  )
  return found?.id ?? null
}
