import type { Visibility } from '@exchange-network/kit/access/visibility'
import type { PartialDateInput } from '@exchange-network/kit/writing/check-date'
import type { bounds, directions, programKinds, programRoleKinds, programStatuses } from '../entities/vocabulary.ts'

/** Forms of programs; the contract's enum. */
export type ProgramKind = (typeof programKinds)[number]
/** Who travels; the contract's enum. */
export type Direction = (typeof directions)[number]
/** How far a program has got; the contract's enum. */
export type ProgramStatus = (typeof programStatuses)[number]
/** What an organization does for a program; the contract's enum. */
export type ProgramRoleKind = (typeof programRoleKinds)[number]
/** How a number is meant; the contract's enum. */
export type Bound = (typeof bounds)[number]

/** The contract's input QuantityInput. */
export type QuantityInput = { readonly value: number; readonly bound: Bound; readonly label?: string | null }

/** The contract's input ProgramPlaceInput. */
export type ProgramPlaceInput = { readonly placeId: string; readonly label: string; readonly inferred: boolean }

/** The contract's input InitiativeInput. */
export type InitiativeInput = {
  readonly name: string
  readonly organizationId?: string | null
  readonly sourceIds: readonly string[]
}

/** The contract's input RepresentationInput. */
export type RepresentationInput = {
  readonly placeId: string
  readonly label: string
  readonly timesListed: number
  readonly delegates?: number | null
  readonly sourceIds: readonly string[]
}

/** What can be said of a program when it is made and later: a field that is absent is not given, null clears it. */
export type ProgramFieldsInput = {
  readonly title?: string | null
  readonly titleIsOfficial?: boolean | null
  readonly summary?: string | null
  readonly seriesId?: string | null
  readonly partOfId?: string | null
  readonly direction?: Direction | null
  readonly status?: ProgramStatus | null
  readonly dates?: PartialDateInput | null
  readonly places?: readonly ProgramPlaceInput[] | null
  readonly venue?: string | null
  readonly delegateCount?: QuantityInput | null
  readonly studentsRepresented?: QuantityInput | null
  readonly breakouts?: readonly string[] | null
  readonly topicIds?: readonly string[] | null
  readonly initiatives?: readonly InitiativeInput[] | null
  readonly visibility?: Visibility | null
  readonly participantVisibility?: Visibility | null
  readonly sourceIds?: readonly string[] | null
}

/** The contract's input CreateProgramInput. */
export type CreateProgramInput = ProgramFieldsInput & {
  readonly kind: ProgramKind
  readonly title: string
  readonly slug?: string | null
  readonly sourceIds: readonly string[]
  readonly idempotencyKey: string
}

/** The contract's input UpdateProgramInput. */
export type UpdateProgramInput = ProgramFieldsInput & { readonly id: string; readonly expectedVersion: number }

/** The contract's input AssignProgramRoleInput. */
export type AssignProgramRoleInput = {
  readonly programId: string
  readonly organizationId: string
  readonly kind: ProgramRoleKind
  readonly label?: string | null
  readonly sourceIds: readonly string[]
  readonly idempotencyKey: string
}
