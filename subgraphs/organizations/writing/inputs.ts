import type { PartialDateInput } from '@exchange-network/kit/writing/check-date'
import type { Bound, NameKind, OrganizationKind, RelationshipKind, Visibility } from '../entities/vocabulary.ts'

/** The contract's input QuantityInput. */
export type QuantityInput = { readonly value: number; readonly bound: Bound; readonly label?: string | null }

/** The contract's input OrganizationNameInput. */
export type OrganizationNameInput = { readonly value: string; readonly kind: NameKind }

/** What CreateOrganizationInput and UpdateOrganizationInput have in common: a field not given is undefined. */
export type OrganizationFieldsInput = {
  readonly name?: string | null
  readonly names?: readonly OrganizationNameInput[] | null
  readonly kinds?: readonly OrganizationKind[] | null
  readonly description?: string | null
  readonly url?: string | null
  readonly locationId?: string | null
  readonly serviceAreaIds?: readonly string[] | null
  readonly enrollment?: QuantityInput | null
  readonly memberCount?: QuantityInput | null
  readonly parentId?: string | null
  readonly visibility?: Visibility | null
  readonly sourceIds?: readonly string[] | null
}

/** The contract's input CreateOrganizationInput. */
export type CreateOrganizationInput = OrganizationFieldsInput & {
  readonly name: string
  readonly kinds: readonly OrganizationKind[]
  readonly slug?: string | null
  readonly visibility: Visibility
  readonly sourceIds: readonly string[]
  readonly idempotencyKey: string
}

/** The contract's input UpdateOrganizationInput. */
export type UpdateOrganizationInput = OrganizationFieldsInput & {
  readonly id: string
  readonly expectedVersion: number
}

/** The contract's input RelateOrganizationsInput. */
export type RelateOrganizationsInput = {
  readonly fromId: string
  readonly toId: string
  readonly kind: RelationshipKind
  readonly start?: PartialDateInput | null
  readonly end?: PartialDateInput | null
  readonly sourceIds: readonly string[]
  readonly idempotencyKey: string
}

/** The arguments of endOrganizationRelationship. */
export type EndRelationshipInput = {
  readonly id: string
  readonly end: PartialDateInput
  readonly expectedVersion: number
}
