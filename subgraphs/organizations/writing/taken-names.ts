import { foldName } from '@exchange-network/gazetteer/fold-name'
import type { AnyTables, Database } from '@exchange-network/kit/database/database'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { Writing } from '@exchange-network/kit/writing/writing'
import DataLoader from 'dataloader'
import { whereOrganizationVisible } from '../policy.ts'

type Reader = Pick<Database['read'], 'selectFrom'>

/** Finds the organizations that go by names, in any of their forms and whatever the case: folded name -> ids. */
export const organizationsByName = (request: LoaderRequest): DataLoader<string, readonly string[]> =>
  new DataLoader(names => owners(request.database.read, request, names), { maxBatchSize: 500 })

// Only organizations that exist for the viewer: a hidden one takes no name, or its name could be found out.
const owners = async (
  from: Reader,
  { rights }: Pick<LoaderRequest, 'rights'>,
  names: readonly string[],
): Promise<readonly string[][]> => {
  const rows: { folded: string; id: string }[] = await from
    .selectFrom('organization_name')
    .innerJoin('organization', 'organization.id', 'organization_name.organization_id')
    .select(['organization_name.folded', 'organization.id'])
    .distinct()
    .where('organization_name.folded', 'in', [...names])
    .where(whereOrganizationVisible(rights))
    .orderBy('organization.id')
    .execute()
  const byName = Map.groupBy(rows, ({ folded }) => folded)
  return names.map(name => (byName.get(name) ?? []).map(({ id }) => id))
}

/** Adds DUPLICATE, with the ids, where the name of a new organization is taken. */
export const refuseTaken = (problems: Problems, field: FieldPath, name: string, ids: readonly string[]): void => {
  if (ids.length === 0) return
  const [id] = ids
  const message = `"${name}" is a name of the organization "${id}". Use that one, or give a name that tells them apart.`
  problems.add(field, 'DUPLICATE', message, { suggestions: ids })
}

/** Asks again within the transaction: another writer may have been faster. */
export const refuseTakenNow = async (writing: Writing, field: FieldPath, name: string): Promise<void> => {
  const [ids = []] = await owners(writing.em.getKysely<AnyTables>(), writing, [foldName(name)])
  refuseTaken(writing.problems, field, name, ids)
}
