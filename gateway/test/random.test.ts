import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Differential, engines, startDifferential } from './support/differential.ts'
import { aliasModes } from './support/random-operations.ts'

// The long run is `npm run test:random`.
let differential: Differential
beforeAll(async () => {
  differential = await startDifferential()
})
afterAll(() => differential[Symbol.asyncDispose]())

describe.each(engines)('60 random operations, asked of the %s,', engine => {
  it.each(aliasModes)('answer as one schema does, with aliases: %s', async mode => {
    const { differences, executions } = await differential.run({ seed: 20_261_121, mode, engine, operations: 60 })

    expect(differences).toEqual([])
    // The interpreter would answer for a program that is wrong.
    expect(executions.fault ?? 0).toBe(0)
    // And a program answers most of them to the end.
    if (engine === 'program') expect(executions.program).toBeGreaterThanOrEqual(leastByProgram[mode])
  })
})

const leastByProgram = { none: 36, random: 30, hostile: 30 } as const
