import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts'
import { missOf, type Question } from './evaluate.ts'

const questions: readonly Question[] = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8'))

let network: TestNetwork
beforeAll(async () => {
  network = await startTestNetwork()
})
afterAll(() => network.close())

describe('the network answers', () => {
  it.each(questions)('$id $question', async question => {
    const scopes = question.as === 'anonymous' ? null : { scopes: question.as }

    const { data } = await network.ask(question.operation, question.variables, scopes)

    expect(question.expect.map(expectation => missOf(data, expectation)).filter(miss => miss !== null)).toEqual([])
  })
})
