import { schemaDrift } from '@exchange-network/kit/testing/schema-drift'
import { describe, expect, it } from 'vitest'
import { entities } from '../entities/entities.ts'
import { people } from '../subgraph.ts'

describe('The migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await schemaDrift({ entities, migrations: people.migrations })).toBe('')
  })
})
