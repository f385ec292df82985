import type { EntityManager } from '@exchange-network/kit/database/database'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { Conflict, ConflictClaim } from '@exchange-network/kit/provenance/conflict'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { ContactPoint } from '../../entities/contact-point.ts'
import { type RecordedPerson, recordAffiliation, recordPerson } from '../../store/record-person.ts'

/**
 * People made for the tests, all stewarded by SCOE and employed there. Their family names put them before everybody
 * else, so that a hidden one would be missed at the head of every list.
 */
export const nadia = {
  id: 'p-n3tw0rk000',
  slug: 'nadia-abakova',
  name: 'Nadia Abakova',
  givenName: 'Nadia',
  familyName: 'Abakova',
  visibility: 'NETWORK',
  stewardId: 'scoe',
} as const satisfies RecordedPerson

/** A visitor, visible to partners. */
export const pavel = {
  id: 'p-partn3r000',
  slug: 'pavel-aaltonen',
  name: 'Pavel Aaltonen',
  givenName: 'Pavel',
  familyName: 'Aaltonen',
  otherNames: ['Paulus Quillfeather'],
  visibility: 'PARTNER',
  stewardId: 'scoe',
} as const satisfies RecordedPerson

/** An advocate at risk. */
export const rima = {
  id: 'p-r35tr1ct00',
  slug: 'rima-aardal',
  name: 'Rima Aardal',
  givenName: 'Rima',
  familyName: 'Aardal',
  visibility: 'RESTRICTED',
  visibilityReason: 'Family at home',
  stewardId: 'scoe',
} as const satisfies RecordedPerson

/** A delegate of whom no name is kept. */
export const delegate = {
  id: 'p-w1thh3ld00',
  slug: null,
  name: 'Delegate 3',
  nameWithheld: true,
  visibility: 'PUBLIC',
  stewardId: 'scoe',
} as const satisfies RecordedPerson

/** The four of them. */
export const protectedPeople = [nadia, pavel, rima, delegate] as const

/** A contact value that all four share; nobody may find it without contact:read. */
export const sharedAddress = 'guarded.address@example.org'

/** Records the four people, each with a position, a contact point, a source, three claims and a conflict. */
export const recordProtectedPeople = async (em: EntityManager): Promise<void> => {
  for (const person of protectedPeople) {
    const { id } = person
    recordPerson(em, person)
    recordAffiliation(em, {
      id: `a-${id}`,
      personId: id,
      organizationId: 'scoe',
      label: 'SCOE',
      title: 'Zeppelin Pilot',
      kind: 'MEMBERSHIP',
    })
    em.persist(
      em.create(ContactPoint, {
        personId: id,
        position: 1,
        kind: 'EMAIL',
        value: sharedAddress,
        purpose: null,
        sourceId: null,
      }),
    )
    em.persist(
      em.create(RecordSource, { recordType: 'Person', recordId: id, sourceId: 'scoe-news-story', position: 1 }),
    )
    recordClaim(em, { id: `c-${id}-1`, subjectId: id, path: 'affiliations.title', value: 'Zeppelin Pilot' })
    recordClaim(em, { id: `c-${id}-2`, subjectId: id, path: 'affiliations.title', value: 'Balloonist' })
    recordClaim(em, { id: `c-${id}-3`, subjectId: id, path: 'contactPoints', value: sharedAddress })
    recordConflict(em, { id: `k-${id}`, subjectId: id, path: 'affiliations.title', claims: [`c-${id}-1`, `c-${id}-2`] })
  }
}

/** Records a claim of the news story on a person; the quote repeats the value. */
export const recordClaim = (
  em: EntityManager,
  claim: { readonly id: string; readonly subjectId: string; readonly path: string; readonly value: string },
): void => {
  em.persist(
    em.create(Claim, {
      ...claim,
      subjectType: 'Person',
      normalized: null,
      basis: 'STATED',
      planned: false,
      sourceId: 'scoe-news-story',
      locator: 'paragraph 9',
      quote: `It says ${claim.value}`,
      note: null,
      position: 100,
    }),
  )
}

/** Records an open conflict on a person. */
export const recordConflict = (
  em: EntityManager,
  conflict: {
    readonly id: string
    readonly subjectId: string
    readonly path: string
    readonly claims: readonly string[]
  },
): void => {
  const { claims, ...row } = conflict
  em.persist(
    em.create(Conflict, { ...row, subjectType: 'Person', status: 'OPEN', adoptedClaimId: null, rationale: null }),
  )
  for (const [index, claimId] of claims.entries()) {
    em.persist(em.create(ConflictClaim, { conflictId: row.id, claimId, position: index + 1 }))
  }
}
