import type { AnyTables } from '@exchange-network/kit/database/database'
import { freshLocation, testDatabase } from '@exchange-network/kit/testing/test-database'
import { describe, expect, it } from 'vitest'
import { entities } from '../entities/entities.ts'
import { recorders } from '../store/recorders.ts'
import { organizations } from '../subgraph.ts'

const migrations = organizations.migrations

describe('The migration that lets partners write', () => {
  it('keeps the organizations and claims that were there, which nobody else keeps and nothing supersedes', async () => {
    await using place = await freshLocation('organizations')
    const options = { entities, migrations, location: place.location }
    const before = await testDatabase(options)
    await before.orm.migrator.down()
    await before.write(async em => {
      const kysely = em.getKysely<AnyTables>()
      const at = before.dialect === 'sqlite' ? Date.now() : new Date()
      const organization = {
        id: 'scoe',
        slug: 'scoe',
        name: 'SCOE',
        sort_name: 'scoe',
        visibility: 'PUBLIC',
        version: 3,
      }
      await kysely
        .insertInto('organization')
        .values({ ...organization, created_at: at, updated_at: at })
        .execute()
      const claim = { id: 'c-1', subject_type: 'Organization', subject_id: 'scoe', path: 'name', value: 'SCOE' }
      await kysely
        .insertInto('claim')
        .values({ ...claim, basis: 'STATED', planned: before.dialect === 'sqlite' ? 0 : false, position: 1 })
        .execute()
    })
    await before.close()

    await using after = await testDatabase({ ...options, recorders })

    expect(await after.read.selectFrom('organization').select(['id', 'version', 'steward_id']).execute()).toEqual([
      { id: 'scoe', version: 3, steward_id: null },
    ])
    expect(await after.read.selectFrom('claim').select(['id', 'superseded_at']).execute()).toEqual([
      { id: 'c-1', superseded_at: null },
    ])
  })
})
