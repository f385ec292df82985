import { existingOrganization } from '@exchange-network/kit/projection/known-records'
import type { LoaderRequest } from '@exchange-network/kit/serve/subgraph'
import { folded } from '../store/folded.ts'

/** Names of organizations: folded name -> ids, and id -> name as their own team writes it. */
export type OrganizationNames = {
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly byId: ReadonlyMap<string, string>
}

/** Creates a function that reads the names of all organizations that exist for the viewer, once, as far as their feed tells. */
export const organizationNames = ({ database, rights }: LoaderRequest): (() => Promise<OrganizationNames>) => {
  const read = async (): Promise<OrganizationNames> => {
    const rows: { id: string; name: string }[] = await database.read
      .selectFrom('projected_record as known')
      .select(['known.record_id as id', 'known.name as name'])
      .where('known.type', '=', 'Organization')
      .where('known.name', 'is not', null)
      .where(existingOrganization(rights, 'known'))
      .orderBy('known.record_id')
      .execute()
    const byName = new Map<string, string[]>()
    for (const { id, name } of rows) byName.set(folded(name), [...(byName.get(folded(name)) ?? []), id])
    return { byName, byId: new Map(rows.map(({ id, name }) => [id, name])) }
  }
  let names: Promise<OrganizationNames> | undefined
  return () => {
    names ??= read()
    return names
  }
}
