import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Differential, startDifferential } from './support/differential.ts'
import { aliasModes } from './support/random-operations.ts'

// The long run is `npm run test:random`.
let differential: Differential
beforeAll(async () => {
  differential = await startDifferential()
})
afterAll(() => differential[Symbol.asyncDispose]())

describe('100 random operations', () => {
  it.each(aliasModes)('answer as one schema does, with aliases: %s', async mode => {
    const differences = await differential.run({ seed: 20_261_121, mode, operations: 100 })

    expect(differences).toEqual([])
  })
})
