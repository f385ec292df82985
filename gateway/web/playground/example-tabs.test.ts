import { readFileSync } from 'node:fs'
import { buildSchema, getVariableValues, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { exampleTabs } from './example-tabs.ts'

const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'), {
  assumeValid: true,
})

describe('the tabs of a first visit', () => {
  it('are seven: one for each subgraph, three across, and how to write', () => {
    const numbers = exampleTabs.map(({ query }) => query.match(/^# (\d) · /)?.[1])

    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  })

  it.each(exampleTabs.map(tab => [tab.query.split('\n')[0], tab] as const))('fit the contract: %s', (_, { query }) => {
    expect(validate(schema, parse(query))).toEqual([])
  })

  it.each(exampleTabs.slice(0, 6).map(tab => [tab.query.split('\n')[0], tab] as const))(
    'bring the variables that they need: %s',
    (_, { query, variables }) => {
      const [operation] = parse(query).definitions
      const declared = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : []

      const given = JSON.parse(variables)

      expect(getVariableValues(schema, declared, given).errors).toBeUndefined()
      expect(Object.keys(given).filter(name => !declared.some(({ variable }) => variable.name.value === name))).toEqual(
        [],
      )
    },
  )

  it('show a mutation that fits the contract once its # are taken away', () => {
    const { query, variables } = exampleTabs[6] ?? { query: '', variables: '' }
    const written = query.slice(query.indexOf('# mutation')).replaceAll(/^# /gm, '')
    const [operation] = parse(written).definitions
    const declared = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : []

    expect(validate(schema, parse(written))).toEqual([])
    expect(getVariableValues(schema, declared, JSON.parse(variables)).errors).toBeUndefined()
  })
})
