import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Differential, engines, startDifferential } from './support/differential.ts'
import { aliasModes } from './support/random-operations.ts'

// The long run is `npm run test:random`.
let differential: Differential
beforeAll(async () => {
  differential = await startDifferential()
})
afterAll(() => differential[Symbol.asyncDispose]())

describe.each(engines)('100 random operations, asked of the %s,', engine => {
  it.each(aliasModes)('answer as one schema does, with aliases: %s', async mode => {
    const { differences, executions } = await differential.run({ seed: 20_261_121, mode, engine, operations: 100 })

    expect(differences).toEqual([])
    // The interpreter would answer for a program that is wrong.
    expect(executions.fault ?? 0).toBe(0)
  })
})

describe('a program', () => {
  it('answers most random operations to the end', async () => {
    const row = { seed: 20_261_121, mode: 'none', engine: 'program', operations: 100 } as const

    const { executions } = await differential.run(row)

    expect(executions.program).toBeGreaterThanOrEqual(60)
  })
})
