import { describe, expect, it } from 'vitest'
import { askBoth } from './support/compare.ts'
import { oneSchema, startLibrary } from './support/library.ts'
import { randomOperations } from './support/random-operations.ts'
import { startTestGateway } from './support/test-gateway.ts'

// A long run: RANDOM_OPERATIONS=5000 RANDOM_SEED=7 npx vitest run gateway/test/random.test.ts
const count = Number(process.env.RANDOM_OPERATIONS ?? 300)
const seed = Number(process.env.RANDOM_SEED ?? 20_261_121)

describe('random operations', () => {
  it(`answer as one schema does, ${count} times from seed ${seed}`, { timeout: 60_000 + count * 200 }, async () => {
    // Lists of lists of lists are what is random here; their cost is none of this test's business.
    const env = { LOG_LEVEL: 'silent', MAX_ANSWER_OBJECTS: '1000000000000' }
    await using gateway = await startTestGateway(await startLibrary(), env)
    const schema = oneSchema()
    const next = randomOperations(schema, seed)

    const differences: unknown[] = []
    for (let turn = 0; turn < count; turn++) {
      const operation = next()
      const { ours, expected, answer } = await askBoth(gateway, schema, operation)
      const isAlike = JSON.stringify(ours) === JSON.stringify(expected)
      if (!isAlike) differences.push({ turn, operation, ours, expected, errors: answer.errors })
    }

    expect(differences).toEqual([])
  })
})
