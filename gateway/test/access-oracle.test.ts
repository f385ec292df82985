import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccessOracle, startAccessOracle } from './support/access-oracle.ts'
import { aliasModes } from './support/random-operations.ts'

// The long run is `npm run audit:access`.
describe.each(['calm', 'faceless'] as const)('96 random operations of eight askers over the %s market', market => {
  let oracle: AccessOracle
  beforeAll(async () => {
    oracle = await startAccessOracle(market)
  })
  afterAll(() => oracle[Symbol.asyncDispose]())

  it.each(aliasModes)('give each of them what the rules allow and fetch nothing else, with aliases: %s', async mode => {
    const { wrong, denied } = await oracle.run({ operations: 96, seed: 20_261_122, mode })

    expect(wrong).toEqual([])
    expect(denied).toBeGreaterThan(19)
  })
})
