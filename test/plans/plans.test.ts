import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { prettyFormatQueryPlan } from '@apollo/query-planner'
import { createSupergraphPlanner } from '@exchange-network/gateway/generation'
import { readSupergraph } from '@exchange-network/gateway/supergraph/load-supergraph'
import { composedFiles } from '@exchange-network/schema/compose'
import { getOperationAST, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cost, startTestNetwork, type TestNetwork } from '../support/test-network.ts'
import { budgets } from './budgets.ts'

const folder = new URL('../../schema/operations/', import.meta.url)
const operations = readdirSync(folder).map(file => ({
  name: basename(file, '.graphql'),
  text: readFileSync(new URL(file, folder), 'utf8'),
}))
const supergraph = readSupergraph(readFileSync(composedFiles.supergraph, 'utf8'))
const planner = createSupergraphPlanner(supergraph, { planCacheBytes: 0, compileAtUse: 0 })

/** The plan that the gateway runs for an operation asked with the variables of its budget. */
const planOf = async (name: string, text: string) => {
  const document = parse(text, { noLocation: true })
  const operation = getOperationAST(document)
  if (!operation) throw new Error(`schema/operations/${name}.graphql holds no single operation.`)
  return (await planner.plan({ document, operation, variables: budgets[name]?.variables ?? {} })).plan
}

describe('the plan of a registered operation', () => {
  it.each(operations)('$name is the one that was looked at', async ({ name, text }) => {
    await expect(`${prettyFormatQueryPlan(await planOf(name, text))}\n`).toMatchFileSnapshot(`golden/${name}.txt`)
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

    expectWithin(await network.costOf(text, variables), budget)
  })

  it.each(operations.filter(operation => operation.text.includes('$first')))(
    '$name costs no more for two hundred rows than for two',
    async ({ name, text }) => {
      const { variables = {}, ...budget } = budgets[name] ?? {}

      expectWithin(await network.costOf(text, { ...variables, first: 2 }), budget)
      expectWithin(await network.costOf(text, { ...variables, first: 200 }), budget)
    },
  )
})

const expectWithin = (cost: Cost, budget: Partial<Cost>): void => {
  const allowed: Readonly<Record<string, number>> = { ...budget.statements, fetches: budget.fetches ?? 0 }
  const spent = { ...cost.statements, fetches: cost.fetches }
  expect(Object.entries(spent).filter(([name, count]) => count > (allowed[name] ?? 0))).toEqual([])
}
