import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { nodesOf, startPeopleWorld } from './support/people-world.ts'
import { type ToldRecord, tellOfPrograms } from './support/programs-feed.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { pavel, recordProtectedPeople, rima } from './support/protected-people.ts'

const meridian = viewerWith({ organization: 'meridian' })
const cosn = viewerWith({ organization: 'cosn', scopes: ['participant:sensitive'] })

/** Starts people with the protected ones, of whom Pavel is PARTNER, and with what the feed of programs told. */
const startWith = (...records: readonly ToldRecord[]): Promise<TestSubgraph> =>
  startPeopleWorld(async em => {
    await recordProtectedPeople(em)
    projectOrganizations(em, [{ id: 'meridian' }, { id: 'meridian-west', parent: 'meridian' }])
    await tellOfPrograms(em, ...records)
  })

const tell = (world: TestSubgraph, ...records: readonly ToldRecord[]) =>
  world.database.write(em => tellOfPrograms(em, ...records))

/** Which of Pavel and Rima exist for a viewer, by id and in the list of all. */
const seenBy = async (world: TestSubgraph, viewer: typeof meridian) => {
  const { data } = await world.query(
    `query ($pavel: ID!, $rima: ID!) { pavel: person(id: $pavel) { name } rima: person(id: $rima) { name }
      people(filter: { ids: [$pavel, $rima] }) { totalCount edges { node { name } } } }`,
    { pavel: pavel.id, rima: rima.id },
    viewer,
  )
  const byId = [data.pavel, data.rima].flatMap(person => person?.name ?? [])
  expect(nodesOf<{ name: string }>(data.people).map(({ name }) => name)).toEqual(byId)
  expect(data.people.totalCount).toBe(byId.length)
  return byId
}

describe('A PARTNER person', () => {
  it('exists for organizations with a role on a program in which the person takes part, and for nobody else', async () => {
    await using world = await startWith(
      { id: 'visit', participants: [pavel.id], roleHolders: ['meridian', 'scoe'] },
      { id: 'other-visit', participants: ['p-somebody'], roleHolders: ['cosn'] },
    )

    expect(await seenBy(world, meridian)).toEqual(['Pavel Aaltonen'])
    expect(await seenBy(world, cosn)).toEqual([])
    expect(await seenBy(world, viewerWith({ scopes: ['participant:sensitive'] }))).toEqual([])
  })

  it('exists for an organization of which a unit holds the role, but not the other way round', async () => {
    await using world = await startWith(
      { id: 'visit', participants: [pavel.id], roleHolders: ['meridian-west'] },
      { id: 'visit-of-rima', participants: [rima.id], roleHolders: ['meridian'] },
    )

    expect(await seenBy(world, meridian)).toEqual(['Pavel Aaltonen'])
    await tell(world, { id: 'visit', participants: [pavel.id], roleHolders: ['meridian'] })
    expect(await seenBy(world, viewerWith({ organization: 'meridian-west' }))).toEqual([])
  })

  it('exists where the program itself is for partners only', async () => {
    await using world = await startWith({
      ...{ id: 'visit', visibility: 'PARTNER' },
      ...{ participants: [pavel.id], roleHolders: ['meridian'] },
    })

    expect(await seenBy(world, meridian)).toEqual(['Pavel Aaltonen'])
  })

  it('is hidden until the feed tells of the program, and again once it tells of its end', async () => {
    await using world = await startWith()

    const before = await seenBy(world, meridian)
    await tell(world, { id: 'visit', participants: [pavel.id], roleHolders: ['meridian'] })
    const during = await seenBy(world, meridian)
    await tell(world, { id: 'visit', participants: [], roleHolders: ['meridian'] })
    const withdrawn = await seenBy(world, meridian)
    await tell(world, { id: 'visit', participants: [pavel.id], roleHolders: ['meridian'] })
    await tell(world, { id: 'visit', deleted: true })
    const deleted = await seenBy(world, meridian)

    expect([before, during, withdrawn, deleted]).toEqual([[], ['Pavel Aaltonen'], [], []])
  })

  it('is found by search, positions and conflicts of those for whom the person exists', async () => {
    await using world = await startWith({ id: 'visit', participants: [pavel.id], roleHolders: ['meridian'] })
    const counts = async (viewer: typeof meridian) => {
      const { data } = await world.query(
        `query ($id: ID!) { searchPeople(query: "Aaltonen") { totalCount } personConflicts(subjectId: $id) { totalCount }
          _entities(representations: [{ __typename: "Organization", id: "scoe" }]) { ... on Organization { people(kinds: [MEMBERSHIP]) { totalCount } } } }`,
        { id: pavel.id },
        viewer,
      )
      return [data.searchPeople.totalCount, data.personConflicts.totalCount, data._entities[0].people.totalCount]
    }

    // Members see Nadia and the delegate without a name besides.
    expect(await counts(meridian)).toEqual([1, 1, 3])
    expect(await counts(cosn)).toEqual([0, 0, 2])
  })

  it('costs no statement more than any other', async () => {
    await using world = await startWith({ id: 'visit', participants: [pavel.id], roleHolders: ['meridian'] })

    const { statements } = await world.query('{ people { edges { node { name } } } }', {}, meridian)

    expect(statements).toHaveLength(2)
  })
})

describe('A RESTRICTED person', () => {
  it('is opened by no role', async () => {
    await using world = await startWith({ id: 'visit', participants: [rima.id], roleHolders: ['meridian', 'cosn'] })

    expect(await seenBy(world, cosn)).toEqual([])
  })
})
