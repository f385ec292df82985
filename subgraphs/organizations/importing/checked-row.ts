import type { Row } from '@exchange-network/kit/database/rows'
import type { QuantityCell } from '@exchange-network/kit/importing/number-cells'
import type { Organization } from '../entities/organization.ts'
import type { Bound } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import type { CheckedOrganization } from '../writing/check-organization.ts'
import type { OrganizationNameInput } from '../writing/inputs.ts'
import type { OrganizationCells } from './columns.ts'

type Fields = Omit<CheckedOrganization, 'parent' | 'sources'>

/** Reads what a row says of a new organization. */
export const newFields = (cells: OrganizationCells): Fields => ({
  name: cells.name ?? undefined,
  names: namesOf(cells, []),
  kinds: cells.kinds ?? undefined,
  description: cells.description ?? undefined,
  url: cells.url ?? undefined,
  location: cells.location?.code,
  serviceArea: codesOf(cells),
  enrollment: cells.enrollment ?? undefined,
  memberCount: cells.memberCount ?? undefined,
  visibility: cells.visibility ?? undefined,
})

/**
 * Reads what a row says of an organization and is not so yet; undefined where it is. Names are added and never taken away, for
 * a file tells neither their kinds nor that one is wrong. A row that is matched by its name does not rename.
 */
export const changedFields = async (
  cells: OrganizationCells,
  organization: Row<Organization>,
  by: 'id' | 'name',
  { loaders }: Context,
): Promise<Fields> => {
  const { id } = organization
  const [names, kinds, areas] = await Promise.all([
    loaders.namesByOrganizationId.load(id),
    loaders.kindsByOrganizationId.load(id),
    loaders.serviceAreaByOrganizationId.load(id),
  ])
  const fields = newFields(cells)
  const others = namesOf(cells, names)
  const added = others.filter(({ value }) => !names.some(name => name.value === value))
  const { name, description, url, location, visibility, serviceArea } = fields
  return {
    name: by === 'name' || name === organization.name ? undefined : name,
    names: added.length === 0 ? undefined : [...names.map(({ value, kind }) => ({ value, kind })), ...added],
    kinds: isSameList(
      fields.kinds,
      kinds.map(({ kind }) => kind),
    )
      ? undefined
      : fields.kinds,
    description: description === organization.description ? undefined : description,
    url: url === organization.url ? undefined : url,
    location: location === organization.locationCode ? undefined : location,
    serviceArea: isSameList(
      serviceArea,
      areas.map(({ placeCode }) => placeCode),
    )
      ? undefined
      : serviceArea,
    enrollment: newNumber(cells.enrollment, organization.enrollment, organization.enrollmentBound),
    memberCount: newNumber(cells.memberCount, organization.memberCount, organization.memberCountBound),
    visibility: visibility === organization.visibility ? undefined : visibility,
  }
}

/** Tells whether a row says anything new. */
export const saysNothingNew = (fields: Fields): boolean => Object.values(fields).every(value => value === undefined)

const namesOf = (
  { otherNames, acronym }: OrganizationCells,
  known: readonly OrganizationNameInput[],
): readonly OrganizationNameInput[] => {
  const kindOf = (value: string, kind: OrganizationNameInput['kind']) =>
    known.find(name => name.value === value)?.kind ?? kind
  const read = [
    ...(acronym ?? []).map(value => ({ value, kind: kindOf(value, 'ACRONYM') })),
    ...(otherNames ?? []).map(value => ({ value, kind: kindOf(value, 'ALTERNATE') })),
  ]
  return [...Map.groupBy(read, ({ value }) => value).values()].flatMap(same => same.slice(0, 1))
}

const codesOf = ({ serviceArea }: OrganizationCells): readonly string[] | undefined =>
  serviceArea === null ? undefined : [...new Set(serviceArea.map(({ code }) => code))]

/** The order in a file says nothing. */
const isSameList = (given: readonly string[] | undefined, had: readonly string[]): boolean =>
  given === undefined || (given.length === had.length && given.every(value => had.includes(value)))

/** The words around a number are not compared: an export writes its own. */
const newNumber = (cell: QuantityCell | null, value: number | null, bound: Bound | null): QuantityCell | undefined =>
  cell === null || (cell.value === value && cell.bound === bound) ? undefined : cell
