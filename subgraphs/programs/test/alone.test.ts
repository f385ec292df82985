import { describe, expect, it } from 'vitest'
import { people, startAlone, tell } from './world.ts'

const participations =
  '{ program(id: "cosn-singapore-2015") { hosts { id } roles { organization { id } } participations { edges { node { label person { id } role } } } } }'

describe('Programs without the other teams', () => {
  it('answer for all they own, and withhold the names of people whose visibility they do not know', async () => {
    await using world = await startAlone()

    const { data, errors } = await world.query(participations)

    expect(errors).toBeUndefined()
    expect(data.program).toEqual({
      hosts: [],
      roles: [{ organization: { id: 'cosn' } }],
      participations: { edges: [{ node: { label: 'Name withheld', person: null, role: 'CONTACT' } }] },
    })
  })

  it('print a name as soon as the feed of people tells of it, in the wording of the feed', async () => {
    await using world = await startAlone()

    await tell(world.database, [{ type: 'Person', id: people.ireneSpero, name: 'Irene M. Spero' }])

    const { data } = await world.query(participations)
    expect(data.program.participations.edges).toEqual([
      { node: { label: 'Irene M. Spero', person: { id: people.ireneSpero }, role: 'CONTACT' } },
    ])
  })

  it('count what a unit hosted for its parent as soon as the feed of organizations tells of the unit', async () => {
    await using world = await startAlone()
    const hosted = () => world.resolveReferences('Organization', ['scoe'], 'programs(roles: [HOST]) { totalCount }')

    const before = await hosted()
    await tell(world.database, [
      { type: 'Organization', id: 'scoe-reentry-program', name: 'SCOE Reentry Program', parentId: 'scoe' },
    ])
    const after = await hosted()

    expect(before.data[0].programs.totalCount).toBe(1)
    expect(after.data[0].programs.totalCount).toBe(3)
  })
})
