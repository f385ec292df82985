import { GraphQLError } from 'graphql'
import { type PartialDate, readPartialDate } from '../dates/partial-date.ts'
import { checkOptionalText } from './check-text.ts'
import type { FieldPath, Problems } from './problems.ts'

/** The contract's input PartialDateInput. */
export type PartialDateInput = { readonly edtf: string; readonly inferred?: boolean; readonly label?: string | null }

/** A date as it is stored, with the days that follow from its text. */
export type CheckedDate = PartialDate & { readonly inferred: boolean; readonly label: string | null }

/** Checks a date; undefined stays undefined (not given), null clears. Null also when a problem was added. */
export const checkDate = <Input extends PartialDateInput | null | undefined>(
  problems: Problems,
  field: readonly (string | number)[],
  input: Input,
): CheckedDate | null | (undefined extends Input ? undefined : never) => {
  type Answer = CheckedDate | null | (undefined extends Input ? undefined : never)
  if (input === undefined) return undefined as Answer
  if (input === null) return null
  const label = checkOptionalText(problems, [...field, 'label'], input.label ?? null, { max: 200 })
  const date = readDate(problems, [...field, 'edtf'], input.edtf)
  return date === null ? null : { ...date, inferred: input.inferred ?? false, label }
}

const readDate = (problems: Problems, field: FieldPath, edtf: string): PartialDate | null => {
  try {
    return readPartialDate(edtf)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    problems.add(field, 'INVALID', error.message)
    return null
  }
}

/** Checks that something does not end before it can have begun; unknown dates are in order. */
export const checkDateOrder = (
  problems: Problems,
  field: FieldPath,
  start: Pick<PartialDate, 'earliest' | 'edtf'> | null | undefined,
  end: Pick<PartialDate, 'latest' | 'edtf'> | null | undefined,
): void => {
  if (start?.earliest == null || end?.latest == null || start.earliest <= end.latest) return
  problems.add(field, 'INVALID', `The end "${end.edtf}" lies before the start "${start.edtf}". Give them in order.`)
}
