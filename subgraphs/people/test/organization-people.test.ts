import type { EntityManager } from '@exchange-network/kit/database/database'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodesOf, startPeopleWorld } from './support/people-world.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { on, recordStaff } from './support/staff.ts'

/** An institute with a lab, a basement below the lab, and a quiet room that only members of the network see. */
const recordInstitute = async (em: EntityManager): Promise<void> => {
  projectOrganizations(em, [
    { id: 'institute' },
    { id: 'lab', parent: 'institute' },
    { id: 'basement', parent: 'lab' },
    { id: 'quiet-room', parent: 'institute', visibility: 'NETWORK' },
    // Two that claim to be part of each other: a mistake that must not hang anything.
    { id: 'hen', parent: 'egg' },
    { id: 'egg', parent: 'hen' },
  ])
  recordStaff(em, { id: 'p-adler', givenName: 'Ann', familyName: 'Adler' }, [
    { id: 'a-adler', organizationId: 'basement', title: 'Keeper' },
    { id: 'a-adler-board', organizationId: 'institute', kind: 'BOARD' },
  ])
  recordStaff(em, { id: 'p-brandt', givenName: 'Ben', familyName: 'Brandt' }, [
    { id: 'a-brandt', organizationId: 'institute', start: on('2001'), end: on('2011') },
  ])
  recordStaff(em, { id: 'p-costa', givenName: 'Cia', familyName: 'Costa' }, [{ id: 'a-costa', organizationId: 'lab' }])
  recordStaff(em, { id: 'p-dorn', givenName: 'Dan', familyName: 'Dorn' }, [
    { id: 'a-dorn', organizationId: 'quiet-room' },
  ])
  recordStaff(em, { id: 'p-egger', givenName: 'Eva', familyName: 'Egger' }, [{ id: 'a-egger', organizationId: 'egg' }])
}

let world: TestSubgraph
const peopleOf = async (ids: readonly string[], page: string, viewer = viewerWith({})) => {
  const { data } = await world.resolveReferences(
    'Organization',
    ids,
    `people${page} { totalCount pageInfo { hasNextPage } edges { node { id } } }`,
    viewer,
  )
  return data.map(({ people }: { people: { totalCount: number; edges: { node: { id: string } }[] } }) => ({
    ids: nodesOf(people).map(({ id }) => id),
    total: people.totalCount,
  }))
}

beforeAll(async () => {
  world = await startPeopleWorld(recordInstitute)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('The people of an organization', () => {
  it('are listed by name, those of all its units among them', async () => {
    expect(await peopleOf(['institute'], '')).toEqual([
      { ids: ['a-adler', 'a-adler-board', 'a-brandt', 'a-costa'], total: 4 },
    ])
  })

  it('are those of the organization alone when units do not count', async () => {
    expect(await peopleOf(['institute'], '(includeUnits: false)')).toEqual([
      { ids: ['a-adler-board', 'a-brandt'], total: 2 },
    ])
  })

  it('of a unit that the viewer may not see do not count for its parent', async () => {
    const ofMember = await peopleOf(['institute'], '', viewerWith({ organization: 'cosn' }))

    expect(ofMember).toEqual([{ ids: ['a-adler', 'a-adler-board', 'a-brandt', 'a-costa', 'a-dorn'], total: 5 }])
  })

  it('can be narrowed to positions in force', async () => {
    expect(await peopleOf(['institute'], '(current: true)')).toEqual([
      { ids: ['a-adler', 'a-adler-board', 'a-costa'], total: 3 },
    ])
  })

  it('can be narrowed to positions that have ended', async () => {
    expect(await peopleOf(['institute'], '(current: false)')).toEqual([{ ids: ['a-brandt'], total: 1 }])
  })

  it('can be narrowed by kind, and no kind matches nobody', async () => {
    expect(await peopleOf(['institute'], '(kinds: [BOARD])')).toEqual([{ ids: ['a-adler-board'], total: 1 }])
    expect(await peopleOf(['institute'], '(kinds: [])')).toEqual([{ ids: [], total: 0 }])
  })

  it('are paged for each organization', async () => {
    expect(await peopleOf(['institute', 'lab', 'cosn'], '(first: 1)')).toEqual([
      { ids: ['a-adler'], total: 4 },
      { ids: ['a-adler'], total: 2 },
      { ids: ['a-rrmpg4hbzq'], total: 1 },
    ])
  })

  it('continue after a cursor', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['institute'],
      'people(first: 2) { pageInfo { endCursor } }',
    )
    const after = data[0].people.pageInfo.endCursor

    expect(await peopleOf(['institute'], `(first: 2, after: "${after}")`)).toEqual([
      { ids: ['a-brandt', 'a-costa'], total: 4 },
    ])
  })

  it.each(['', '(includeUnits: false)'])(
    'of a hidden organization are none, like those of one that never was %s',
    async page => {
      const ofOutsider = await peopleOf(['quiet-room', 'never-was'], page)
      const ofMember = await peopleOf(['quiet-room', 'never-was'], page, viewerWith({ organization: 'cosn' }))

      expect(ofOutsider).toEqual([
        { ids: [], total: 0 },
        { ids: [], total: 0 },
      ])
      expect(ofMember).toEqual([
        { ids: ['a-dorn'], total: 1 },
        { ids: [], total: 0 },
      ])
    },
  )

  it('of an organization that nobody knows are none: to say that it is none is for its own team', async () => {
    expect(await peopleOf(['no-such-organization'], '')).toEqual([{ ids: [], total: 0 }])
  })

  it('are found even where units run in a circle', async () => {
    expect(await peopleOf(['hen', 'egg'], '')).toEqual([
      { ids: ['a-egger'], total: 1 },
      { ids: ['a-egger'], total: 1 },
    ])
  })

  it('come with their organization, person and dates', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['institute'],
      'people(current: false) { edges { node { person { name } organization { id } start { edtf } end { latest } } } }',
    )

    expect(nodesOf(data[0].people)).toEqual([
      {
        person: { name: 'Ben Brandt' },
        organization: { id: 'institute' },
        start: { edtf: '2001' },
        end: { latest: '2011-12-31' },
      },
    ])
  })
})
