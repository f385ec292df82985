import { describe, expect, it } from 'vitest'
import { anonymous, type Viewer } from '../access/viewer.ts'
import { projectionEntities } from '../projection/entities.ts'
import { isAbsentOrganization, isHiddenOrganization, nameById } from '../projection/known-records.ts'
import { FollowedFeed, ProjectedRecord } from '../projection/projected-record.ts'
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

describe('the name of a sibling’s record', () => {
  it('is known up to NETWORK for members, and where it is PUBLIC for all', async () => {
    await using database = await openProjection()
    const namesFor = (viewer: Viewer) =>
      nameById({ database, rights: rightsOf(viewer) }, 'Person').loadMany([...levels, 'never-was'])

    expect(await namesFor(anonymous)).toEqual(['Person of PUBLIC', null, null, null, null])
    expect(await namesFor(member)).toEqual(['Person of PUBLIC', 'Person of NETWORK', null, null, null])
  })

  it('takes one statement for many', async () => {
    await using database = await openProjection()

    await nameById({ database, rights: rightsOf(member) }, 'Person').loadMany(levels)

    expect(database.statements).toHaveLength(1)
  })
})

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
