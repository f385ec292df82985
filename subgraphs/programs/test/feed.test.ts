import type { EntityManager } from '@exchange-network/kit/database/database'
import { describe, expect, it } from 'vitest'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import { ProgramRole } from '../entities/program-role.ts'
import { Source } from '../entities/source.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { addVisits } from './made-up-programs.ts'
import { people, startAlone } from './world.ts'

type Change = { id: string; type: string }

describe('The change feed of programs', () => {
  it('tells of the fourteen programs who takes part and who holds roles, and of the four sources, and of nothing else', async () => {
    await using world = await startAlone()

    const { changes, more } = await world.changes('limit=100')

    const ofType = (type: string) => changes.filter((change: Change) => change.type === type)
    expect([changes.length, more]).toEqual([18, false])
    expect([ofType('Program').length, ofType('Source').length]).toEqual([14, 4])
    expect(changes.find((change: Change) => change.id === 'cosn-singapore-2015')).toMatchObject({
      type: 'Program',
      version: 1,
      deleted: false,
      visibility: 'PUBLIC',
      fields: { slug: 'cosn-singapore-2015', participants: [people.ireneSpero], roleHolders: ['cosn'] },
    })
    expect(changes.find((change: Change) => change.id === 'scoe-news-story')).toMatchObject({
      type: 'Source',
      visibility: 'PUBLIC',
      fields: { slug: 'scoe-news-story' },
    })
  })

  it('tells ids only of a program that is for partners, and nothing of one that no role opens', async () => {
    await using world = await startAlone()
    await addHiddenRows(world.database)

    const { changes } = await world.changes('limit=100')

    const fieldsOf = (id: string) => changes.find((change: Change) => change.id === id)?.fields
    const roleHolders = ['scoe-reentry-program']
    expect(fieldsOf('quiet-visit-network')).toMatchObject({ title: 'Zanzibar seminar NETWORK', roleHolders })
    expect(fieldsOf('quiet-visit-partner')).toEqual({ participants: [], roleHolders })
    expect(fieldsOf('quiet-visit-restricted')).toBeUndefined()
  })

  it('names nobody by a RESTRICTED participation', async () => {
    await using world = await startAlone()
    await addVisits(world.database, {
      id: 'mixed',
      visibility: 'PARTNER',
      people: [
        { personId: 'p-partner', visibility: 'PARTNER' },
        { personId: 'p-secret', visibility: 'RESTRICTED' },
      ],
    })

    const { changes } = await world.changes('limit=100')

    expect(changes.find((change: Change) => change.id === 'mixed')?.fields).toEqual({
      participants: ['p-partner'],
      roleHolders: [],
    })
  })

  it('tells only the steward of a source that not all members may see', async () => {
    await using world = await startAlone()
    const source = { kind: 'ROSTER', title: 'Roster', titleIsOfficial: true, stewardId: 'cosn' } as const
    await world.database.write(async em => {
      em.persist(em.create(Source, { ...source, id: 'roster', slug: 'roster', visibility: 'PARTNER' }))
    })

    const { changes } = await world.changes('limit=100')

    expect(changes.find((change: Change) => change.id === 'roster')?.fields).toEqual({ steward: 'cosn' })
  })

  it.each([
    [
      'a new participation',
      async (em: EntityManager) => {
        const row = {
          programId: 'iste-philadelphia',
          position: 1,
          label: 'Ann',
          role: 'SPEAKER',
          attendance: 'UNKNOWN',
        }
        em.persist(em.create(Participation, { ...row, id: 'pa-new', personId: 'p-ann' } as Participation))
      },
      'iste-philadelphia',
      { participants: ['p-ann'] },
    ],
    [
      'a participation that becomes RESTRICTED',
      async (em: EntityManager) => {
        const participation = await em.findOneOrFail(Participation, { id: 'pa-hykcd98w4s' })
        participation.visibility = 'RESTRICTED'
      },
      'cosn-singapore-2015',
      { participants: [] },
    ],
    [
      'a role that is taken away',
      async (em: EntityManager) => {
        em.remove(await em.findOneOrFail(ProgramRole, { programId: 'cosn-singapore-2015' }))
      },
      'cosn-singapore-2015',
      { roleHolders: [] },
    ],
  ])('moves the program to its end for %s', async (_, change, id, fields) => {
    await using world = await startAlone()
    const { next } = await world.changes('limit=100')

    await world.database.write(change)

    const { changes } = await world.changes(`since=${next}`)
    expect(changes).toMatchObject([{ id, type: 'Program', fields }])
  })

  it('moves a changed program to its end', async () => {
    await using world = await startAlone()
    const { next } = await world.changes('limit=100')

    await world.database.write(async em => {
      const program = await em.findOneOrFail(Program, { id: 'iste-philadelphia' })
      program.title = 'ISTE 2023'
    })

    const { changes } = await world.changes(`since=${next}`)
    expect(changes).toMatchObject([{ id: 'iste-philadelphia', version: 2, fields: { title: 'ISTE 2023' } }])
  })
})
