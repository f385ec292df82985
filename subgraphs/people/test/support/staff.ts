import type { EntityManager } from '@exchange-network/kit/database/database'
import { type RecordedAffiliation, recordAffiliation, recordPerson } from '../../store/record-person.ts'

/** A position given in short: what is left out is plain. */
export type StaffPosition = Partial<RecordedAffiliation> & { readonly id: string }

/** Records a public person with positions. */
export const recordStaff = (
  em: EntityManager,
  person: { readonly id: string; readonly givenName: string; readonly familyName: string },
  positions: readonly StaffPosition[] = [],
): void => {
  const { givenName, familyName } = person
  recordPerson(em, { ...person, slug: null, name: `${givenName} ${familyName}`, visibility: 'PUBLIC', stewardId: null })
  for (const position of positions) {
    recordAffiliation(em, {
      personId: person.id,
      organizationId: null,
      label: 'An organization',
      kind: 'EMPLOYMENT',
      ...position,
    })
  }
}

/** A date without inference or label. */
export const on = (edtf: string) => ({ edtf, inferred: false, label: null })
