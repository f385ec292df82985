import { foldName } from '@exchange-network/gazetteer/fold-name'
import { isVisible } from '@exchange-network/kit/access/visibility'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { recordClaims, replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Organization } from '../entities/organization.ts'
import { stewardOfNew, stewardsOf } from '../policy.ts'
import type { RecordedQuantity } from '../store/record-organization.ts'
import type { CheckedOrganization } from './check-organization.ts'
import { checkLeaving, checkNoCircle } from './check-parent.ts'
import { claimedFields } from './organization-claims.ts'
import { namesInOrder, readNames, writeKinds, writeNames, writeServiceArea } from './write-parts.ts'

/** Names the input of a field. */
type FieldOf = (field: 'parentId' | 'visibility') => readonly string[]

/** Writes what was said of an organization, with a claim for each field that changed; where nothing is new, nothing. */
export const changeOrganization = async (
  writing: Writing,
  row: Organization,
  checked: CheckedOrganization,
  { creditedTo, fieldOf }: { readonly creditedTo?: string | null; readonly fieldOf?: FieldOf } = {},
): Promise<void> => {
  const changed = await changeFields(writing, row, checked, fieldOf)
  const sourceId = creditedTo ?? creditedSource(checked.sources ?? [], writing.rights)
  const said = [...claimedFields(checked)].filter(([path]) => changed.has(path))
  await recordClaims(
    writing,
    { type: 'Organization', id: row.id },
    said.flatMap(([, stated]) => stated),
    { sourceId, paths: said.map(([path]) => path) },
  )
  const isResourced = checked.sources !== undefined && (await changeSources(writing, row, checked.sources))
  if (changed.size > 0 || isResourced) markChanged(row)
}

/**
 * Writes what was given and differs into the locked row of an organization and its parts, and lists the fields that changed.
 * Adds problems where it may not move to another parent or out of sight; `fieldOf` names the input of a field.
 */
export const changeFields = async (
  writing: Writing,
  row: Organization,
  checked: CheckedOrganization,
  fieldOf: FieldOf = field => ['input', field],
): Promise<ReadonlySet<string>> => {
  const { em } = writing
  const changed = new Set(changeColumns(row, checked))
  if (await changeParent(writing, row, checked, fieldOf('parentId'))) changed.add('parent')
  if (changeVisibility(writing, row, checked, fieldOf('visibility'))) changed.add('visibility')
  if (await changeNames(writing, row, checked)) changed.add('names')
  if (checked.kinds && (await writeKinds(em, row.id, checked.kinds))) changed.add('kinds')
  if (checked.serviceArea && (await writeServiceArea(em, row.id, checked.serviceArea))) changed.add('serviceArea')
  return changed
}

/** Sets the columns that were given and differ; lists the fields that changed. */
const changeColumns = (row: Organization, checked: CheckedOrganization): string[] => {
  const { name, description, url, location, enrollment, memberCount } = checked
  const changed: string[] = []
  if (name !== undefined && name !== row.name) {
    Object.assign(row, { name, sortName: foldName(name) })
    changed.push('name')
  }
  if (description !== undefined && description !== row.description) {
    row.description = description
    changed.push('description')
  }
  if (url !== undefined && url !== row.url) {
    row.url = url
    changed.push('url')
  }
  if (location !== undefined && location !== row.locationCode) {
    row.locationCode = location
    changed.push('location')
  }
  if (enrollment !== undefined && setQuantity(row, 'enrollment', enrollment)) changed.push('enrollment')
  if (memberCount !== undefined && setQuantity(row, 'memberCount', memberCount)) changed.push('memberCount')
  return changed
}

/** Sets the three columns of a number; tells whether any differed. */
const setQuantity = (
  row: Organization,
  field: 'enrollment' | 'memberCount',
  quantity: RecordedQuantity | null,
): boolean => {
  const { value = null, bound = null, label = null } = quantity ?? {}
  if (row[field] === value && row[`${field}Bound`] === bound && row[`${field}Label`] === label) return false
  Object.assign(row, { [field]: value, [`${field}Bound`]: bound, [`${field}Label`]: label })
  return true
}

const changeParent = async (
  writing: Writing,
  row: Organization,
  { parent }: CheckedOrganization,
  field: readonly string[],
): Promise<boolean> => {
  if (parent === undefined || (parent?.id ?? null) === row.parentId) return false
  await checkLeaving(writing, field, row.parentId ?? null)
  if (parent !== null) await checkNoCircle(writing, field, { id: row.id, parent })
  row.parentId = parent?.id ?? null
  row.stewardId = stewardOfNew(writing.rights, { id: row.id, parentId: row.parentId })
  return true
}

const changeVisibility = (
  { rights, problems }: Writing,
  row: Organization,
  { visibility }: CheckedOrganization,
  field: readonly string[],
): boolean => {
  if (visibility === undefined || visibility === row.visibility) return false
  row.visibility = visibility
  const exists = stewardsOf(row).some(steward => isVisible({ visibility, steward: steward ?? null }, rights))
  const message = `An organization that is ${visibility} exists for its stewards only, and you would see it no more. Ask its steward.`
  if (!exists) problems.add(field, 'FORBIDDEN', message)
  return true
}

const changeNames = async (
  { em }: Writing,
  row: Organization,
  { name, names }: CheckedOrganization,
): Promise<boolean> => {
  if (name === undefined && names === undefined) return false
  const had = await readNames(em, row.id)
  const others = names ?? had.slice(1).filter(({ value }) => value !== row.name)
  return writeNames(em, row.id, had, namesInOrder(row.name, others, had[0]?.kind))
}

const changeSources = async (writing: Writing, { id }: Organization, named: readonly string[]): Promise<boolean> => {
  const { em, rights } = writing
  const own = creditedSource([], rights)
  const sources = named.length > 0 || own === null ? named : [own]
  const had = await em.find(
    RecordSource,
    { recordType: 'Organization', recordId: id },
    { orderBy: { position: 'asc' } },
  )
  if (had.map(({ sourceId }) => sourceId).join() === sources.join()) return false
  await replaceRecordSources(writing, { type: 'Organization', id }, sources)
  return true
}
