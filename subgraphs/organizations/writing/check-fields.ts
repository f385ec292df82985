import { checkOptionalText, checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { OrganizationKind } from '../entities/vocabulary.ts'
import type { RecordedQuantity } from '../store/record-organization.ts'
import type { OrganizationNameInput, QuantityInput } from './inputs.ts'

type Field = readonly (string | number)[]

/** Most characters of a name; its folded form is longer where letters are taken apart. */
export const longestName = 300
const mostEntries = 200

/** Checks a number of people; undefined stays undefined (not given), null clears. */
export const checkQuantity = (
  problems: Problems,
  field: Field,
  input: QuantityInput | null | undefined,
): RecordedQuantity | null | undefined => {
  if (input === undefined || input === null) return input
  const label = checkOptionalText(problems, [...field, 'label'], input.label ?? null, { max: 200 })
  if (input.value < 0) {
    problems.add([...field, 'value'], 'INVALID', `The number is ${input.value}, but nobody counts less than 0.`)
  }
  return { value: input.value, bound: input.bound, label }
}

/** Checks the address of a web site: pages are opened by it, so it is one of the web. */
export const checkUrl = (
  problems: Problems,
  field: Field,
  url: string | null | undefined,
): string | null | undefined => {
  const text = checkOptionalText(problems, field, url, { max: 2000 })
  if (text === undefined || text === null || isWebAddress(text)) return text
  problems.add(field, 'INVALID', `"${text}" is no address of a web site. Write e.g. "https://www.example.org".`)
  return null
}

/** Tells whether a text is the address of a page on the web. */
export const isWebAddress = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.hostname.includes('.')
}

/** Checks what an organization is: at least one kind, repeated ones once. */
export const checkKinds = (
  problems: Problems,
  field: Field,
  kinds: readonly OrganizationKind[] | null,
): readonly OrganizationKind[] => {
  const different = [...new Set(kinds ?? [])]
  if (different.length === 0) {
    problems.add(field, 'INVALID', 'An organization is of one kind at least. Name it, e.g. NONPROFIT.')
  }
  return different
}

/** Checks other names; null and the empty list are none. Names printed alike are one, as the first of them says. */
export const checkNames = (
  problems: Problems,
  field: Field,
  names: readonly OrganizationNameInput[] | null,
): readonly OrganizationNameInput[] => {
  const read = (names ?? []).flatMap(({ value, kind }, index) => {
    const text = checkText(problems, [...field, index, 'value'], value, { max: longestName })
    return text === null ? [] : [{ value: text, kind }]
  })
  if (read.length > mostEntries) {
    problems.add(field, 'INVALID', `There are ${read.length} names, but at most ${mostEntries} are kept.`)
  }
  return [...Map.groupBy(read, ({ value }) => value).values()].flatMap(same => same.slice(0, 1))
}
