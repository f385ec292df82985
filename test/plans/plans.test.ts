import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { prettyFormatQueryPlan } from '@apollo/query-planner'
import { readSupergraph } from '@exchange-network/gateway/supergraph/load-supergraph'
import { composedFiles } from '@exchange-network/schema/compose'
import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts'
import { budgets } from './budgets.ts'

const folder = new URL('../../schema/operations/', import.meta.url)
const operations = readdirSync(folder).map(file => ({
  name: basename(file, '.graphql'),
  text: readFileSync(new URL(file, folder), 'utf8'),
}))
const supergraph = readSupergraph(readFileSync(composedFiles.supergraph, 'utf8'))

describe('the plan of a registered operation', () => {
  it.each(operations)('$name is the one that was looked at', async ({ name, text }) => {
    const plan = supergraph.plan(parse(text, { noLocation: true }))

    await expect(`${prettyFormatQueryPlan(plan)}\n`).toMatchFileSnapshot(`golden/${name}.txt`)
  })
})

describe('the cost of a registered operation', () => {
  let network: TestNetwork
  beforeAll(async () => {
    network = await startTestNetwork()
  })
  afterAll(() => network.close())

  it('is written down for each', () => {
    expect(Object.keys(budgets).sort()).toEqual(operations.map(operation => operation.name).sort())
  })

  it.each(operations)('$name keeps its budget of fetches and statements', async ({ name, text }) => {
    const { variables = {}, ...budget } = budgets[name] ?? {}

    expect(await network.costOf(text, variables)).toEqual(budget)
  })

  it.each(operations.filter(operation => operation.text.includes('$first')))(
    '$name costs the same for two rows as for two hundred',
    async ({ name, text }) => {
      const { variables = {}, ...budget } = budgets[name] ?? {}

      const few = await network.costOf(text, { ...variables, first: 2 })
      const many = await network.costOf(text, { ...variables, first: 200 })

      expect([few, many]).toEqual([budget, budget])
    },
  )
})
