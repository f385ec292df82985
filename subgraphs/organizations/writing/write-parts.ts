import { foldName } from '@exchange-network/gazetteer/fold-name'
import type { EntityManager } from '@exchange-network/kit/database/database'
import { KindOfOrganization } from '../entities/organization-kind.ts'
import { OrganizationName } from '../entities/organization-name.ts'
import { ServiceArea } from '../entities/service-area.ts'
import type { NameKind, OrganizationKind } from '../entities/vocabulary.ts'

type Name = { readonly value: string; readonly kind: NameKind }

/** Puts the names of an organization in order: the name to print first, then the others, each once. */
export const namesInOrder = (name: string, others: readonly Name[], kind: NameKind = 'OFFICIAL'): readonly Name[] => [
  // A list may hold the name to print as well, to say of what kind it is.
  { value: name, kind: others.find(({ value }) => value === name)?.kind ?? kind },
  ...others.filter(({ value }) => value !== name),
]

/** Reads the names of an organization in order. */
export const readNames = (em: EntityManager, organizationId: string): Promise<OrganizationName[]> =>
  em.find(OrganizationName, { organizationId }, { orderBy: { position: 'asc' } })

/** Writes the names of an organization in place of those that it had; tells whether anything but the name to print changed. */
export const writeNames = (
  em: EntityManager,
  organizationId: string,
  had: readonly OrganizationName[],
  names: readonly Name[],
): boolean => {
  const [before, after] = [had.map(nameText), names.map(nameText)]
  if (isSameList(before, after)) return false
  for (const [index, { value, kind }] of names.entries()) {
    const [position, folded] = [index + 1, foldName(value)]
    const row = had[index]
    if (row) Object.assign(row, { value, folded, kind })
    else em.persist(em.create(OrganizationName, { organizationId, position, value, folded, kind }))
  }
  for (const row of had.slice(names.length)) em.remove(row)
  return !isSameList(before.slice(1), after.slice(1)) || had[0]?.value === names[0]?.value
}

const nameText = ({ value, kind }: Name): string => `${kind} ${value}`

/** Writes what an organization is, in order; tells whether anything changed. */
export const writeKinds = async (
  em: EntityManager,
  organizationId: string,
  kinds: readonly OrganizationKind[],
): Promise<boolean> => {
  const had = await em.find(KindOfOrganization, { organizationId }, { orderBy: { position: 'asc' } })
  return writeList(
    em,
    had,
    ({ kind }) => kind,
    kinds,
    (kind, position) => em.create(KindOfOrganization, { organizationId, kind, position }),
  )
}

/** Writes where an organization works, in order; tells whether anything changed. */
export const writeServiceArea = async (
  em: EntityManager,
  organizationId: string,
  codes: readonly string[],
): Promise<boolean> => {
  const had = await em.find(ServiceArea, { organizationId }, { orderBy: { position: 'asc' } })
  return writeList(
    em,
    had,
    ({ placeCode }) => placeCode,
    codes,
    (placeCode, position) => em.create(ServiceArea, { organizationId, placeCode, position }),
  )
}

const writeList = <Key extends string, Part extends { position: number }>(
  em: EntityManager,
  had: readonly Part[],
  keyOf: (part: Part) => Key,
  keys: readonly Key[],
  create: (key: Key, position: number) => Part,
): boolean => {
  if (isSameList(had.map(keyOf), keys)) return false
  const kept = new Map(had.map(part => [keyOf(part), part]))
  for (const part of had) if (!keys.includes(keyOf(part))) em.remove(part)
  for (const [index, key] of keys.entries()) {
    const part = kept.get(key)
    if (part) part.position = index + 1
    else em.persist(create(key, index + 1))
  }
  return true
}

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index])
