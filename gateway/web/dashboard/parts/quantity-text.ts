import type { Bound } from '../generated/operations.ts'

/** A number as a source gives it. */
export type QuantityShown = { readonly value: number; readonly bound: Bound; readonly label: string | null }

const bounds: Readonly<Record<Bound, string>> = {
  EXACT: '',
  AT_LEAST: 'at least ',
  MORE_THAN: 'more than ',
  ABOUT: 'about ',
}

/** Says a number with its bound, "more than 80": the bound is part of the statement, so 80 alone would be a false one. */
export const quantityText = ({ value, bound }: QuantityShown): string => `${bounds[bound]}${value.toLocaleString('en')}`
