import { readFileSync } from 'node:fs'
import { composedFiles, composeNetwork, readPublishedSdl } from '@exchange-network/schema/compose'
import { subgraphs } from '@exchange-network/schema/subgraphs'
import {
  buildSchema,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
} from 'graphql'
import { describe, expect, it } from 'vitest'

describe('the composed schema', () => {
  it('is the same bytes as the files that are checked in, without errors or hints', () => {
    const composition = composeNetwork(subgraphs)

    expect(composition.supergraph).toBe(readFileSync(composedFiles.supergraph, 'utf8'))
    expect(composition.api).toBe(readFileSync(composedFiles.api, 'utf8'))
  })

  it('is the same bytes in whatever order the subgraphs are listed', () => {
    expect(composeNetwork([...subgraphs].reverse())).toEqual(composeNetwork(subgraphs))
  })

  it('describes every type, field, argument and value to the people who explore it', () => {
    const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))

    expect(undescribed(schema)).toEqual([])
  })

  it('keeps what another team owns nullable, so that one team away never blanks the rest', () => {
    const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
    const query = schema.getQueryType()?.getFields() ?? {}

    expect(
      Object.values(query)
        .filter(field => String(field.type).endsWith('!'))
        .map(field => field.name),
    ).toEqual([])
    expect(foreignNonNull()).toEqual([])
  })

  it('guards every mutation by a scope, and answers it with a payload that may be missing', () => {
    const supergraph = parse(readFileSync(composedFiles.supergraph, 'utf8'))
    const mutation = supergraph.definitions.find(
      one => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Mutation',
    ) as ObjectTypeDefinitionNode
    const open = (mutation.fields ?? []).filter(
      ({ directives = [], type }) =>
        type.kind === Kind.NON_NULL_TYPE || !directives.some(({ name }) => name.value === 'requiresScopes'),
    )

    expect(mutation.fields?.length).toBeGreaterThan(30)
    expect(open.map(({ name }) => name.value)).toEqual([])
  })

  it('keeps each change apart from the next by an idempotency key or the version that the caller looked at', () => {
    const schema = buildSchema(readFileSync(composedFiles.api, 'utf8'))
    const isKept = (field: GraphQLField<unknown, unknown>): boolean => {
      const input = field.args.find(({ name }) => name === 'input')
      const inner = input ? getNamedType(input.type) : null
      const names = [
        ...field.args.map(({ name }) => name),
        ...(isInputObjectType(inner) ? Object.keys(inner.getFields()) : []),
      ]
      return names.includes('idempotencyKey') || names.includes('expectedVersion')
    }

    expect(Object.values(schema.getMutationType()?.getFields() ?? {}).filter(field => !isKept(field))).toEqual([])
  })
})

const undescribed = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap()).flatMap(type => {
    if (type.name.startsWith('__') || ['ID', 'Int', 'String', 'Boolean', 'Float'].includes(type.name)) return []
    const own = type.description ? [] : [type.name]
    if (isEnumType(type))
      return [...own, ...type.getValues().flatMap(value => (value.description ? [] : [`${type.name}.${value.name}`]))]
    if (isInputObjectType(type))
      return [
        ...own,
        ...Object.values(type.getFields()).flatMap(field => (field.description ? [] : [`${type.name}.${field.name}`])),
      ]
    if (!isObjectType(type) && !isInterfaceType(type)) return own
    const fields = Object.values(type.getFields()).flatMap(field => [
      ...(field.description ? [] : [`${type.name}.${field.name}`]),
      ...field.args.flatMap(argument =>
        argument.description ? [] : [`${type.name}.${field.name}(${argument.name}:)`],
      ),
    ])
    return [...own, ...fields]
  })

/** Fields whose type is an entity that the defining subgraph only refers to, yet are non-null (list elements included). */
const foreignNonNull = (): string[] => {
  const owners: Readonly<Record<string, string>> = {
    Person: 'people',
    Organization: 'organizations',
    Place: 'organizations',
    Source: 'programs',
  }
  return subgraphs.flatMap(subgraph =>
    parse(readPublishedSdl(subgraph)).definitions.flatMap(definition => {
      if (definition.kind !== 'ObjectTypeDefinition') return []
      return (definition.fields ?? []).flatMap(field => {
        const type = JSON.stringify(field.type)
        const named = /"kind":"NamedType","name":\{"kind":"Name","value":"(\w+)"/.exec(type)?.[1] ?? ''
        const guarded = /"NonNullType","type":\{"kind":"NamedType"/.test(type)
        return guarded && owners[named] !== undefined && owners[named] !== subgraph.name
          ? [`${subgraph.name}: ${definition.name.value}.${field.name.value}`]
          : []
      })
    }),
  )
}
