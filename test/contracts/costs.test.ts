import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { settings } from '@exchange-network/gateway/settings'
import { maxPageSize } from '@exchange-network/kit/paging/page-size'
import { composedFiles } from '@exchange-network/schema/compose'
import { type FieldDefinitionNode, Kind, parse, print } from 'graphql'
import { describe, expect, it } from 'vitest'

const fieldsOf = (file: URL): (readonly [coordinate: string, field: FieldDefinitionNode])[] =>
  parse(readFileSync(fileURLToPath(file), 'utf8')).definitions.flatMap(definition =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (definition.fields ?? []).map(field => [`${definition.name.value}.${field.name.value}`, field] as const)
      : [],
  )
const listSizeOf = ({ directives = [] }: FieldDefinitionNode): string | null => {
  const directive = directives.find(({ name }) => name.value === 'listSize')
  return directive ? print(directive) : null
}
const defaultOf = ({ arguments: args = [] }: FieldDefinitionNode, name: string): string | null => {
  const value = args.find(argument => argument.name.value === name)?.defaultValue
  return value ? print(value) : null
}

describe('the cost of what the contract offers', () => {
  const fields = fieldsOf(composedFiles.supergraph)
  const taking = (name: string) =>
    fields.filter(([, { arguments: args = [] }]) => args.some(argument => argument.name.value === name))

  it('is told by the page of every connection', () => {
    const connections = taking('first')
    const told = connections.map(([coordinate, field]) => [coordinate, listSizeOf(field)])

    expect(connections.length).toBeGreaterThan(20)
    expect(told).toEqual(
      connections.map(([coordinate, field]) => [
        coordinate,
        `@listSize(assumedSize: ${defaultOf(field, 'first')}, slicingArguments: ["first"], sizedFields: ["edges"])`,
      ]),
    )
  })

  it('is told by the limit of every list that has one', () => {
    const lists = taking('limit')

    expect(lists.map(([coordinate, field]) => [coordinate, listSizeOf(field)])).toEqual(
      lists.map(([coordinate, field]) => [
        coordinate,
        `@listSize(assumedSize: ${defaultOf(field, 'limit')}, slicingArguments: ["limit"])`,
      ]),
    )
  })

  it('is a matter of gateways: clients do not see the directives', () => {
    const api = readFileSync(fileURLToPath(composedFiles.api), 'utf8')

    expect(api).not.toMatch(/@cost|@listSize|directive @/)
  })

  it('has pages as large as the gateway and the kit allow', () => {
    expect(settings.find(({ name }) => name === 'MAX_PAGE_SIZE')?.default).toBe(String(maxPageSize))
  })
})
