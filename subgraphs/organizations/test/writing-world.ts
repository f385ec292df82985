import type { Viewer } from '@exchange-network/kit/access/viewer'
import { applyChanges } from '@exchange-network/kit/projection/apply-changes'
import { FollowedFeed } from '@exchange-network/kit/projection/projected-record'
import { startTestSubgraph, type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { organizations } from '../subgraph.ts'

const scopes = ['organization:write', 'claim:resolve', 'import:run']

/** A viewer of an organization who may write. */
export const writer = (organization: string, more: readonly string[] = []): Viewer =>
  viewerWith({ organization, scopes: [...scopes, ...more] })

/** An administrator of the network, of no organization. */
export const admin = viewerWith({ scopes: [...scopes, 'network:admin'] })

/** Starts the subgraph with what the feed of programs tells: three open documents and a hidden one. */
export const startWritingWorld = async (): Promise<TestSubgraph> => {
  const world = await startTestSubgraph(organizations)
  await world.database.write(async em => {
    const source = { type: 'Source', version: 1, deleted: false } as const
    await applyChanges(em, 'programs', 'feed', [
      { ...source, cursor: 'f.1', id: 'scoe-news-story', visibility: 'PUBLIC', fields: { slug: 'scoe-news-story' } },
      { ...source, cursor: 'f.2', id: 'scoe-press-release-2024-11-06', visibility: 'PUBLIC' },
      { ...source, cursor: 'f.3', id: 'cosn-global-leadership-page', visibility: 'PUBLIC' },
      { ...source, cursor: 'f.4', id: 'roster', visibility: 'PARTNER', fields: { steward: 'cosn' } },
    ])
    em.persist(
      em.create(FollowedFeed, { origin: 'programs', feed: 'feed', cursor: 'f.4', complete: true, at: new Date() }),
    )
  })
  return world
}

/** Sends a mutation and answers its payload. Throws what GraphQL itself refuses. */
export const change = async (
  world: TestSubgraph,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  viewer: Viewer,
  fields = 'id slug name version',
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by path and compare exact values.
): Promise<any> => {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await world.query(
    `mutation ($input: ${inputTypes[mutation] ?? type}!) { ${mutation}(input: $input) {
      organization { ${fields} } userErrors { code message field currentVersion suggestions } } }`,
    { input },
    viewer,
  )
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
  return data[mutation]
}

const inputTypes: Readonly<Record<string, string>> = {
  recordOrganizationClaim: 'RecordClaimInput',
  openOrganizationConflict: 'OpenConflictInput',
  resolveOrganizationConflict: 'ResolveConflictInput',
}

/** The least that an organization is created with. */
export const newOrganization = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({
  name,
  kinds: ['NONPROFIT'],
  sourceIds: [],
  idempotencyKey: `create ${name}`,
  ...more,
})

/** Creates an organization that a test needs; answers its id. */
export const created = async (
  world: TestSubgraph,
  name: string,
  viewer: Viewer,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const { organization, userErrors } = await change(world, 'createOrganization', newOrganization(name, more), viewer)
  if (organization === null) throw new Error(JSON.stringify(userErrors))
  return organization.id
}

/** Codes and fields of refusals. */
export const refusals = ({
  userErrors,
}: {
  userErrors: readonly { code: string; field: readonly string[] | null }[]
}) => userErrors.map(({ code, field }) => [code, field?.join('.') ?? null])
