import { nameOf } from '@exchange-network/gazetteer/places'
import { quantityText } from '@exchange-network/kit/importing/number-cells'
import type { StatedValue } from '@exchange-network/kit/provenance/record-claims'
import type { RecordedQuantity } from '../store/record-organization.ts'
import type { CheckedOrganization } from './check-organization.ts'

/** Fields of an organization that are claims; each with what is said of it, none where it is cleared. */
export type ClaimedFields = ReadonlyMap<string, readonly StatedValue[]>

/**
 * Lists what is said of an organization as values of claims, by path; fields that were not given have none. The other
 * names stand under "names", and the name to print under "name" alone.
 */
export const claimedFields = (checked: CheckedOrganization): ClaimedFields => {
  const { name, names, kinds, description, url, location, serviceArea, enrollment, memberCount, parent } = checked
  const fields = new Map<string, readonly StatedValue[]>()
  const say = <Value>(path: string, value: Value | undefined, state: (value: Value) => Omit<StatedValue, 'path'>[]) => {
    if (value !== undefined) {
      fields.set(
        path,
        state(value).map(stated => ({ ...stated, path })),
      )
    }
  }
  say('name', name, value => [{ value }])
  say('names', names, values => values.filter(({ value }) => value !== name).map(({ value }) => ({ value })))
  say('kinds', kinds, values => values.map(kind => ({ value: kind, normalized: kind })))
  say('description', description, value => textOf(value))
  say('url', url, value => textOf(value))
  say('location', location, code => (code === null ? [] : [placeOf(code)]))
  say('serviceArea', serviceArea, codes => codes.map(placeOf))
  say('enrollment', enrollment, value => numberOf(value))
  say('memberCount', memberCount, value => numberOf(value))
  say('parent', parent, value => (value === null ? [] : [{ value: value.name, normalized: value.id }]))
  return fields
}

const textOf = (value: string | null) => (value === null ? [] : [{ value }])

const placeOf = (code: string) => ({ value: nameOf(code), normalized: code })

const numberOf = (quantity: RecordedQuantity | null) =>
  quantity === null ? [] : [{ value: quantity.label ?? quantityText(quantity), normalized: String(quantity.value) }]
