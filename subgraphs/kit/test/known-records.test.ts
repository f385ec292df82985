import { describe, expect, it } from 'vitest'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { projectionEntities } from '../projection/entities.ts'
import { isAbsentOrganization, isHiddenOrganization, isVisibleSource } from '../projection/known-records.ts'
import { FollowedFeed, ProjectedLink, ProjectedRecord } from '../projection/projected-record.ts'
import { testDatabase } from '../testing/test-database.ts'
import { viewerWith } from '../testing/test-subgraph.ts'

const levels = ['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'] as const

/** One record of each level, named and called after it, as the feed tells of them; `complete` is null for a feed never read. */
const openProjection = async ({ complete = null }: { complete?: boolean | null } = {}) => {
  const database = await testDatabase({ entities: projectionEntities })
  await database.write(async em => {
    for (const type of ['Organization', 'Person'])
      for (const visibility of levels) {
        const isTold = visibility === 'PUBLIC' || visibility === 'NETWORK'
        const record = { recordId: visibility, slug: null, name: isTold ? `${type} of ${visibility}` : null }
        const origin = type === 'Person' ? 'people' : 'organizations'
        em.persist(
          em.create(ProjectedRecord, { origin, type, ...record, visibility, parentId: null, version: 1, feed: 'f' }),
        )
      }
    const feed = { feed: 'f', cursor: 'f.1', at: new Date() }
    em.persist(em.create(FollowedFeed, { origin: 'people', ...feed, complete: true }))
    if (complete !== null) em.persist(em.create(FollowedFeed, { origin: 'organizations', ...feed, complete }))
  })
  database.statements.length = 0
  return database
}

const rightsOf = (viewer: Viewer) => ({
  viewer,
  organizations: viewer.organization === null ? [] : [viewer.organization],
})

const member = viewerWith({ organization: 'scoe', scopes: ['participant:sensitive'] })

describe('an organization', () => {
  const hiddenFrom = async (viewer: Viewer) => {
    await using database = await openProjection({ complete: true })
    const isHidden = isHiddenOrganization({ database, rights: rightsOf(viewer) })
    const hidden = await isHidden.loadMany([...levels, 'never-was'])
    expect(database.statements).toHaveLength(1)
    return hidden
  }

  it('is hidden by the row rule of organizations, of which each stewards itself', async () => {
    expect(await hiddenFrom(anonymous)).toEqual([false, true, true, true, false])
    expect(await hiddenFrom(member)).toEqual([false, false, true, true, false])
    expect(await hiddenFrom(viewerWith({ organization: 'PARTNER' }))).toEqual([false, false, false, true, false])
    expect(await hiddenFrom(viewerWith({ organization: 'RESTRICTED' }))).toEqual([false, false, true, true, false])
    expect(await hiddenFrom({ ...member, organization: 'RESTRICTED' })).toEqual([false, false, true, false, false])
  })

  it('exists for the steward that its feed tells of as well: who recorded it keeps its entry', async () => {
    await using database = await openProjection({ complete: true })
    await database.write(async em => {
      for (const fromId of levels) {
        const key = { origin: 'organizations', type: 'Organization', kind: 'STEWARD' }
        em.persist(em.create(ProjectedLink, { ...key, fromId, toId: 'scoe' }))
      }
    })
    const hiddenFrom = (viewer: Viewer) =>
      isHiddenOrganization({ database, rights: rightsOf(viewer) }).loadMany([...levels])

    expect(await hiddenFrom(member)).toEqual([false, false, false, false])
    expect(await hiddenFrom(viewerWith({ organization: 'scoe' }))).toEqual([false, false, false, true])
    expect(await hiddenFrom({ ...member, organization: 'cosn' })).toEqual([false, false, true, true])
    expect(await hiddenFrom(anonymous)).toEqual([false, true, true, true])
  })

  it.each([
    { feed: 'was never read', complete: null, isAbsent: false },
    { feed: 'is being read for the first time', complete: false, isAbsent: false },
    { feed: 'was read to its end', complete: true, isAbsent: true },
  ])('that no feed told of is absent: $isAbsent when the feed $feed', async ({ complete, isAbsent }) => {
    await using database = await openProjection({ complete })

    const absent = isAbsentOrganization({ database, rights: rightsOf(anonymous) })

    expect(await absent.loadMany(['PUBLIC', 'NETWORK', 'never-was'])).toEqual([false, true, isAbsent])
    expect(database.statements).toHaveLength(2)
  })
})

describe('a source', () => {
  /** One of each level, stewarded by SCOE, as the feed of programs tells of them. */
  const openSources = async ({ complete }: { complete: boolean }) => {
    const database = await testDatabase({ entities: projectionEntities })
    await database.write(async em => {
      for (const visibility of levels) {
        const key = { origin: 'programs', type: 'Source' }
        const unsaid = { slug: null, name: null, parentId: null, version: 1, feed: 'f' }
        em.persist(em.create(ProjectedRecord, { ...key, recordId: visibility, visibility, ...unsaid }))
        em.persist(em.create(ProjectedLink, { ...key, fromId: visibility, kind: 'STEWARD', toId: 'scoe' }))
      }
      const feed = { feed: 'f', cursor: 'f.1', at: new Date() }
      em.persist(em.create(FollowedFeed, { origin: 'programs', ...feed, complete }))
      em.persist(em.create(FollowedFeed, { origin: 'organizations', ...feed, complete: true }))
    })
    database.statements.length = 0
    return database
  }
  const seenBy = async (viewer: Viewer, complete = true) => {
    await using database = await openSources({ complete })
    const seen = await isVisibleSource({ database, rights: rightsOf(viewer) }).loadMany([...levels, 'never-told'])
    expect(database.statements).toHaveLength(1)
    return seen
  }

  it('exists by its visibility and steward', async () => {
    expect(await seenBy(anonymous)).toEqual([true, false, false, false, false])
    expect(await seenBy(viewerWith({ organization: 'cosn', scopes: ['participant:sensitive'] }))).toEqual([
      ...[true, true, false, false, false],
    ])
    expect(await seenBy(viewerWith({ organization: 'scoe' }))).toEqual([true, true, true, false, false])
    expect(await seenBy(member)).toEqual([true, true, true, true, false])
  })

  it('that no feed told of exists until the feed of programs was read to its end', async () => {
    expect(await seenBy(anonymous, false)).toEqual([true, false, false, false, true])
  })
})
