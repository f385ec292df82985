import type { EntityManager } from '@exchange-network/kit/database/database'
import { readPartialDate } from '@exchange-network/kit/dates/partial-date'
import type { RequiredEntityData } from '@mikro-orm/core'
import { Affiliation, type RecordedDate } from '../entities/affiliation.ts'
import { Person } from '../entities/person.ts'
import type { AffiliationKind, Visibility } from '../entities/vocabulary.ts'
import { folded } from './folded.ts'

/** A person as somebody records it. */
export type RecordedPerson = {
  readonly id: string
  readonly slug: string | null
  readonly name: string
  readonly nameWithheld?: boolean
  readonly givenName?: string | null
  readonly familyName?: string | null
  readonly nativeName?: string | null
  readonly otherNames?: readonly string[]
  readonly biography?: string | null
  readonly visibility: Visibility
  readonly visibilityReason?: string | null
  readonly stewardId: string | null
}

/** A position as somebody records it. */
export type RecordedAffiliation = {
  readonly id: string
  readonly personId: string
  readonly organizationId: string | null
  readonly label: string
  readonly title?: string | null
  readonly kind: AffiliationKind
  readonly start?: RecordedDate | null
  readonly end?: RecordedDate | null
  readonly attested?: RecordedDate | null
}

/** Records a new person with the columns that follow from what was said, e.g. the name to sort by. */
export const recordPerson = (em: EntityManager, person: RecordedPerson): void => {
  const { nameWithheld = false, givenName = null, familyName = null } = person
  const recorded: RequiredEntityData<Person> = {
    id: person.id,
    slug: person.slug,
    name: person.name,
    sortName: sortNameOf({ ...person, givenName, familyName }),
    nameOrder: nameWithheld ? 1 : 0,
    nameWithheld,
    givenName,
    familyName,
    nativeName: person.nativeName ?? null,
    otherNames: person.otherNames ?? [],
    biography: person.biography ?? null,
    visibility: person.visibility,
    visibilityReason: person.visibilityReason ?? null,
    stewardId: person.stewardId,
  }
  em.persist(em.create(Person, recorded))
}

/** Makes the text that a person is sorted by: the family name and given name, else the printed name, folded. */
export const sortNameOf = (person: {
  readonly name: string
  readonly givenName?: string | null | undefined
  readonly familyName?: string | null | undefined
}): string => folded(person.familyName == null ? person.name : `${person.familyName} ${person.givenName ?? ''}`)

/** Records a new position with the columns that follow from its dates and its title. */
export const recordAffiliation = (em: EntityManager, affiliation: RecordedAffiliation): void => {
  const { title = null, start = null, end = null, attested = null } = affiliation
  const dated = start ?? attested
  const recorded: RequiredEntityData<Affiliation> = {
    id: affiliation.id,
    personId: affiliation.personId,
    organizationId: affiliation.organizationId,
    label: affiliation.label,
    title,
    foldedTitle: title === null ? null : folded(title),
    kind: affiliation.kind,
    start,
    end,
    attested,
    endLatest: end === null ? null : readPartialDate(end.edtf).latest,
    sortDate: dated === null ? '' : (readPartialDate(dated.edtf).earliest ?? ''),
  }
  em.persist(em.create(Affiliation, recorded))
}
