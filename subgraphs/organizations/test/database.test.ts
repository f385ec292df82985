import { schemaDrift } from '@exchange-network/kit/testing/schema-drift'
import { startTestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { entities } from '../entities/entities.ts'
import { Organization } from '../entities/organization.ts'
import { organizationsOf } from '../policy.ts'
import { organizations } from '../subgraph.ts'

describe('the database', () => {
  it('has migrations for all that the entities say', async () => {
    expect(await schemaDrift({ entities, migrations: organizations.migrations })).toBe('')
  })
})

describe('organizationsOf', () => {
  it('finds an organization and all units below it', async () => {
    await using world = await startTestSubgraph(organizations)

    expect(await organizationsOf(world.database, 'scoe')).toEqual([
      'scoe',
      'scoe-college-and-career-readiness',
      'scoe-reentry-program',
    ])
    expect(await organizationsOf(world.database, 'scoe-reentry-program')).toEqual(['scoe-reentry-program'])
    expect(await organizationsOf(world.database, 'never-was')).toEqual(['never-was'])
  })

  it('comes to an end where two are units of each other', async () => {
    await using world = await startTestSubgraph(organizations)
    await world.database.write(async em => {
      const scoe = await em.findOneOrFail(Organization, { id: 'scoe' })
      scoe.parentId = 'scoe-reentry-program'
    })

    expect(await organizationsOf(world.database, 'scoe')).toEqual([
      'scoe',
      'scoe-college-and-career-readiness',
      'scoe-reentry-program',
    ])
  })
})
