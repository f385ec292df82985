import { startTestSubgraph, type TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { byItself } from '@exchange-network/kit/writing/author'
import { describe, expect, it } from 'vitest'
import { followErasures } from '../erasing/follow-erasures.ts'
import { programs } from '../subgraph.ts'
import { startPeopleFeed } from './people-feed.ts'
import { people, startWorld } from './world.ts'
import { mutation, newKey, writers } from './writers.ts'

const visit = 'education-in-the-digital-age-ii'
const update = mutation('updateParticipation', 'UpdateParticipationInput', 'participation { id version }')
const addItem = mutation('addAgendaItem', 'AddAgendaItemInput', 'program { version agenda { id title } }')

/** Applies what a page of the feed of people would tell of one who was erased. */
const erase = (world: TestSubgraph, id: string): Promise<void> =>
  world.database.write(
    em => followErasures([{ type: 'Person', id, erased: true }], em, world.database),
    byItself('follow'),
  )

const jared = people.jaredAmalong

/** Everything that any table of the database holds, as text. */
const everything = async ({ database }: TestSubgraph): Promise<string> => {
  const tables = [...database.orm.getMetadata().getAll().values()].map(({ tableName }) => tableName)
  const rows = await Promise.all(tables.map(table => database.read.selectFrom(table).selectAll().execute()))
  return JSON.stringify(rows.map(ofTable => ofTable.map(row => JSON.stringify(row)).toSorted()))
}

describe('A person whom the feed tells to be erased', () => {
  it('leaves no name in any table, nor title and remarks, while counts hold', async () => {
    await using world = await startWorld()
    const operation = `{ program(id: "${visit}") { participations { totalCount edges { node {
      id role label title notes version person { id } claims { path value normalized quote } } } } } }`
    await update(world, { id: 'pa-yarptkbvex', expectedVersion: 1, notes: 'Jared Amalong comes late', title: 'Chief' })
    await addItem(world, { programId: visit, title: 'Dinner with JARED AMALONG', idempotencyKey: newKey() })
    const before = await world.query(operation, {}, writers.scoe)
    expect(await everything(world)).toMatch(/amalong/i)

    await erase(world, jared)

    const after = await world.query(operation, {}, writers.scoe)
    const { totalCount, edges } = after.data.program.participations
    const speaker = edges.find(({ node }: { node: { role: string } }) => node.role === 'SPEAKER').node
    expect(totalCount).toBe(before.data.program.participations.totalCount)
    expect(speaker).toMatchObject({
      label: 'Name withheld',
      title: null,
      notes: null,
      version: 3,
      person: { id: jared },
    })
    expect(
      speaker.claims.map(({ value, normalized, quote }: Record<string, unknown>) => [value, normalized, quote]),
    ).toEqual(speaker.claims.map(() => ['(erased)', null, null]))
    expect(await everything(world)).not.toMatch(/jared|amalong/i)
  })

  it('is forgotten as soon as the feed is read', async () => {
    await using feed = await startPeopleFeed()
    feed.tell({ id: jared, name: 'Jared Amalong' })
    await using world = await startTestSubgraph(programs, { siblings: { people: feed.url } })
    await world.readFeeds()
    const operation = `{ program(id: "${visit}") { participations(filter: { roles: [SPEAKER] }) { edges { node { label } } } } }`
    const before = await world.query(operation)

    feed.tell({ id: jared, erased: true })
    await world.readFeeds()

    const after = await world.query(operation)
    const labels = [before, after].map(({ data }) => data.program.participations.edges[0].node.label)
    expect(labels).toEqual(['Jared Amalong', 'Name withheld'])
    expect(await everything(world)).not.toMatch(/jared|amalong/i)
  })

  it('is found by no search, and the programs tell that they changed', async () => {
    await using world = await startWorld()
    const search = '{ searchPrograms(query: "amalong") { totalCount } }'
    const before = await world.query(search)
    const { next } = await world.changes('limit=100')

    await erase(world, jared)

    const after = await world.query(search)
    const { changes } = await world.changes(`since=${next}`)
    expect([before.data.searchPrograms.totalCount, after.data.searchPrograms.totalCount]).toEqual([1, 0])
    expect(changes).toMatchObject([{ type: 'Program', id: visit }])
    expect(changes[0].fields.participants).toContain(jared)
  })

  it('stays in the history as what was done, without what was erased', async () => {
    await using world = await startWorld()
    await update(world, { id: 'pa-yarptkbvex', expectedVersion: 1, title: 'Chief Jared' })

    await erase(world, jared)

    const { data } = await world.query(
      `{ program(id: "${visit}") { participations(filter: { roles: [SPEAKER] }) { edges { node { history {
          edges { node { action version changes { path from to withheld } } } } } } } } }`,
      {},
      writers.scoe,
    )
    const [last, changed] = data.program.participations.edges[0].node.history.edges.map(
      ({ node }: { node: unknown }) => node,
    )
    expect(last).toEqual({ action: 'follow', version: 3, changes: [] })
    expect(changed).toMatchObject({ action: 'updateParticipation', version: 2 })
    expect(changed.changes).toContainEqual({ path: 'title', from: null, to: null, withheld: true })
  })

  it('changes nothing the second time', async () => {
    await using world = await startWorld()
    await erase(world, jared)
    const { next } = await world.changes('limit=100')
    const before = await everything(world)

    await erase(world, jared)

    expect((await world.changes(`since=${next}`)).changes).toEqual([])
    expect(await everything(world)).toBe(before)
  })

  it('leaves what others are called as it was', async () => {
    await using world = await startWorld()

    await erase(world, jared)

    const text = await everything(world)
    expect(text).toContain('David W. Gordon')
    expect(text).toContain('Xanthi Soriano')
    expect(text).toContain('Reimagining Computing Education in Sacramento County and Across California')
  })
})
