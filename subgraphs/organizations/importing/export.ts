import { type Row, selectFrom } from '@exchange-network/kit/database/rows'
import { quantityText } from '@exchange-network/kit/importing/number-cells'
import { listText } from '@exchange-network/kit/importing/text-cells'
import { Organization } from '../entities/organization.ts'
import type { Bound } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { whereOrganizationVisible } from '../policy.ts'
import type { OrganizationCells } from './columns.ts'

type ExportRow = Readonly<Record<keyof OrganizationCells, string>>

const pageSize = 500

/** Reads all organizations that exist for the viewer, by id, as texts that the import reads; a page at a time. */
export async function* readExport(context: Context): AsyncIterable<ExportRow> {
  let last: string | null = null
  for (;;) {
    const page: readonly Row<Organization>[] = await readPage(context, last)
    yield* await Promise.all(page.map(organization => rowOf(organization, context)))
    if (page.length < pageSize) return
    last = page.at(-1)?.id ?? null
    // Loaders keep what they read: the next page starts with none of it.
    await context.renew()
  }
}

const readPage = (
  { database, rights }: Pick<Context, 'database' | 'rights'>,
  last: string | null,
): Promise<readonly Row<Organization>[]> =>
  selectFrom(database, Organization)
    .where(whereOrganizationVisible(rights))
    .$if(last !== null, query => query.where('organization.id', '>', last))
    .orderBy('organization.id')
    .limit(pageSize)
    .execute()

const rowOf = async (organization: Row<Organization>, { loaders }: Context): Promise<ExportRow> => {
  const { id, parentId } = organization
  const [names, kinds, areas, parent] = await Promise.all([
    loaders.namesByOrganizationId.load(id),
    loaders.kindsByOrganizationId.load(id),
    loaders.serviceAreaByOrganizationId.load(id),
    // A parent that is hidden from the viewer is left out.
    parentId === null ? null : loaders.organizationById.load(parentId),
  ])
  const others = names.filter(({ value }) => value !== organization.name && isOneValue(value))
  return {
    id,
    name: organization.name,
    otherNames: listText(others.flatMap(({ value, kind }) => (kind === 'ACRONYM' ? [] : [value]))),
    acronym: listText(others.flatMap(({ value, kind }) => (kind === 'ACRONYM' ? [value] : []))),
    kinds: listText(kinds.map(({ kind }) => kind)),
    description: organization.description ?? '',
    url: organization.url ?? '',
    location: organization.locationCode ?? '',
    serviceArea: listText(areas.map(({ placeCode }) => placeCode)),
    enrollment: numberText(organization.enrollment, organization.enrollmentBound),
    memberCount: numberText(organization.memberCount, organization.memberCountBound),
    parent: parent?.id ?? '',
    visibility: organization.visibility,
  }
}

// A list parts its values by them. An import takes no name away, so that one may be missing.
const isOneValue = (name: string): boolean => !/[;|]/.test(name)

const numberText = (value: number | null, bound: Bound | null): string =>
  quantityText(value === null ? null : { value, bound: bound ?? 'EXACT' })
