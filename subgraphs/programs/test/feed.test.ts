import { describe, expect, it } from 'vitest'
import { Program } from '../entities/program.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { startAlone } from './world.ts'

type Change = { id: string }

describe('The change feed of programs', () => {
  it('tells slug and title of the fourteen programs, and of nothing else', async () => {
    await using world = await startAlone()

    const { changes, more } = await world.changes('limit=100')

    expect(changes).toHaveLength(14)
    expect(more).toBe(false)
    expect(changes.find((change: Change) => change.id === 'cosn-portugal-2013')).toMatchObject({
      type: 'Program',
      version: 1,
      deleted: false,
      visibility: 'PUBLIC',
      fields: { slug: 'cosn-portugal-2013', title: 'Delegation to Portugal' },
    })
  })

  it('keeps the title of a program to itself that is for partners only', async () => {
    await using world = await startAlone()
    await addHiddenRows(world.database)

    const { changes } = await world.changes('limit=100')

    const fieldsOf = (id: string) => changes.find((change: Change) => change.id === id)?.fields
    expect(fieldsOf('quiet-visit-network')).toEqual({ slug: 'quiet-visit-network', title: 'Zanzibar seminar NETWORK' })
    expect(fieldsOf('quiet-visit-partner')).toBeUndefined()
    expect(fieldsOf('quiet-visit-restricted')).toBeUndefined()
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
