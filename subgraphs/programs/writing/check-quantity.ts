import { checkOptionalText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Bound, QuantityInput } from './program-input.ts'

/** A number and how it is meant, as it is stored. */
export type CheckedQuantity = { readonly value: number; readonly bound: Bound; readonly label: string | null }

/** Checks a number of people; undefined stays undefined (not given), null clears. Null also when a problem was added. */
export const checkQuantity = (
  problems: Problems,
  field: readonly string[],
  input: QuantityInput | null | undefined,
): CheckedQuantity | null | undefined => {
  if (input === undefined || input === null) return input
  const label = checkOptionalText(problems, [...field, 'label'], input.label ?? null, { max: 200 })
  checkCount(problems, [...field, 'value'], input.value)
  return { value: input.value, bound: input.bound, label }
}

/** Checks that a number of people or things lies within limits, the greatest that a column holds unless told. */
export const checkCount = (
  problems: Problems,
  field: readonly (string | number)[],
  count: number,
  { least = 0, most = 2_147_483_647 }: { readonly least?: number; readonly most?: number } = {},
): void => {
  if (count >= least && count <= most) return
  problems.add(
    field,
    'INVALID',
    `The number ${count} lies outside ${least} to ${most}, which is what can be counted here.`,
  )
}
