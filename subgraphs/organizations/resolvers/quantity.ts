import type { Bound } from '../entities/vocabulary.ts'

/** The contract's type Quantity. */
export type PrintedQuantity = { readonly value: number; readonly bound: Bound; readonly label: string | null }

/** Creates the contract's Quantity from what is stored; null when no number is stored. */
export const printedQuantity = (
  value: number | null,
  bound: Bound | null,
  label: string | null,
): PrintedQuantity | null => (value === null ? null : { value, bound: bound ?? 'EXACT', label })
