import { schemaDrift } from '@exchange-network/kit/testing/schema-drift'
import { describe, expect, it } from 'vitest'
import { entities } from '../entities/entities.ts'

describe('The migrations', () => {
  it('make the tables that the entities describe', async () => {
    expect(await schemaDrift({ entities, migrations: new URL('../migrations/', import.meta.url) })).toBe('')
  })
})
