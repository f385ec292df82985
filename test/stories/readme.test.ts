import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

let network: TestNetwork
beforeAll(async () => {
  network = await startTestNetwork()
})
afterAll(() => network.close())

describe('the first query of the README', () => {
  it('has the answer that stands below it', async () => {
    const [, body = ''] = /-d '(\{"query":[\s\S]*?\})'/.exec(readme) ?? []
    const [, answer = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? []

    const { data } = await network.ask(JSON.parse(body).query)

    expect({ data }).toEqual(JSON.parse(answer))
  })
})

describe('the first change of the README', () => {
  it('is made, and answers with its claims', async () => {
    const [, change] = [...readme.matchAll(/-d '(\{"query":[\s\S]*?\})'/g)].map(([, body = '']) => body)
    const caller = { organization: 'scoe', scopes: ['program:write'] }

    const { data, errors } = await network.ask(JSON.parse(change ?? '').query, {}, caller)

    expect(errors).toBeUndefined()
    expect(data.createProgram.userErrors).toEqual([])
    expect(data.createProgram.program.claims).toContainEqual({
      path: 'dates',
      value: '2027-03',
      source: { title: 'Entries of Sacramento County Office of Education' },
    })
  })
})
