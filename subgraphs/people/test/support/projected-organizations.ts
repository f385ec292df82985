import type { EntityManager } from '@exchange-network/kit/database/database'
import { FollowedFeed, ProjectedRecord } from '@exchange-network/kit/projection/projected-record'

/** Records organizations as if the feed of their subgraph had told of them. */
export const projectOrganizations = (
  em: EntityManager,
  organizations: readonly {
    readonly id: string
    readonly slug?: string
    readonly parent?: string
    readonly visibility?: string
  }[],
): void => {
  for (const { id, slug = id, parent = null, visibility = 'PUBLIC' } of organizations) {
    const name = `Organization ${slug}`
    const record = { recordId: id, slug, name, visibility, parentId: parent, version: 1, feed: 'test' }
    em.persist(em.create(ProjectedRecord, { origin: 'organizations', type: 'Organization', ...record }))
  }
}

/** Records how far the feed of organizations is read: to its end, or a part of it. */
export const recordFollowedFeed = (em: EntityManager, { complete }: { readonly complete: boolean }): void => {
  em.persist(
    em.create(FollowedFeed, { origin: 'organizations', feed: 'test', cursor: 'test.1', complete, at: new Date() }),
  )
}
