import { quantity } from '@exchange-network/kit/importing/number-cells'
import type { Claim } from '@exchange-network/kit/provenance/claim'
import { type CheckedDate, checkDate } from '@exchange-network/kit/writing/check-date'
import { readText } from '@exchange-network/kit/writing/check-text'
import { createProblems } from '@exchange-network/kit/writing/problems'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { CheckedQuantity } from './check-quantity.ts'

/** Says that an adopted claim's value cannot stand in its column. */
export const misfit = ({ problems }: Writing, claim: Claim, expected: string): null => {
  const given = claim.normalized ?? claim.value
  const message = `The claim "${claim.id}" says "${given}", which is not ${expected}. Record a claim whose normal form is, and adopt that.`
  problems.add(['input', 'adoptClaimId'], 'INVALID', message)
  return null
}

/** Reads an adopted text as printed. */
export const adoptedText = (writing: Writing, claim: Claim, max: number): string | null => {
  const read = readText(claim.value, { max, lines: max > 1000 })
  return 'text' in read && read.text !== '' ? read.text : misfit(writing, claim, `a text of 1 to ${max} characters`)
}

/** Reads an adopted word of a closed list. */
export const adoptedWord = <Word extends string>(writing: Writing, claim: Claim, words: readonly Word[]): Word | null =>
  words.find(word => word === (claim.normalized ?? claim.value)) ?? misfit(writing, claim, `one of ${words.join(', ')}`)

/** Reads an adopted count. */
export const adoptedCount = (writing: Writing, claim: Claim): number | null => {
  const text = claim.normalized ?? claim.value
  return /^\d{1,9}$/.test(text) ? Number(text) : misfit(writing, claim, 'a whole number')
}

/** Reads an adopted number with how it is meant, as far as its printed words say so. */
export const adoptedQuantity = (writing: Writing, claim: Claim): CheckedQuantity | null => {
  const value = adoptedCount(writing, claim)
  if (value === null) return null
  return { value, bound: boundIn(claim.value), label: claim.value === String(value) ? null : claim.value.slice(0, 200) }
}

const boundIn = (printed: string): CheckedQuantity['bound'] => {
  // "more than 300,000 students": the words behind the number do not say how it is meant.
  const number = /^.*?\d[\d,\u00a0 ]*\+?/.exec(printed)?.[0]?.trim() ?? ''
  try {
    return quantity().read(number, { dateOrder: null }).bound
  } catch {
    return 'EXACT'
  }
}

/** Reads an adopted date from its normal form. */
export const adoptedDate = (writing: Writing, claim: Claim): CheckedDate | null => {
  const problems = createProblems()
  const edtf = claim.normalized ?? claim.value
  const label = claim.value === edtf ? null : claim.value.slice(0, 200)
  const date = checkDate(problems, ['edtf'], { edtf, label, inferred: claim.basis === 'INFERRED' })
  return problems.all.length === 0 ? date : misfit(writing, claim, 'a date in EDTF, e.g. "2024-11-08"')
}
