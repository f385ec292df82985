import type { DataOf, OperationName } from '../ask.ts'

type Found<Name extends OperationName, Root extends keyof DataOf<Name>> = NonNullable<DataOf<Name>[Root]>

/** The records of the pages, as their operations answer them. */
export type ProgramShown = Found<'program-detail', 'program'>
export type PersonShown = Found<'person-profile', 'person'>
export type OrganizationShown = Found<'organization-profile', 'organization'>
export type PlaceShown = Found<'place-programs', 'place'>

/** A participation with what sources say about it. */
export type ParticipationClaims = Found<'program-claims', 'program'>['participations']['edges'][number]['node']
