import { linkedDirective } from '@exchange-network/schema/linked-directives'
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type UnionTypeDefinitionNode,
  type ValueNode,
} from 'graphql'
import type { CostDirectives, FieldCost, ListSize } from '../field-cost.ts'

/** Reads the cost directives of a composed supergraph, by whatever names it has linked them. */
export const readCostDirectives = (supergraph: DocumentNode): CostDirectives => {
  const nameOf = (directive: string): string | null => linkedDirective(supergraph, 'cost', directive)
  const names: Names = { cost: nameOf('cost'), listSize: nameOf('listSize') }
  const fields = new Map<string, FieldCost>()
  const types = new Map<string, number>()
  const inputFields = new Map<string, number>()
  const abstract: Abstract[] = []
  const members = new Map<string, Set<string>>()
  const add = (type: string, member: string): void => {
    members.set(type, (members.get(type) ?? new Set()).add(member))
  }
  for (const definition of supergraph.definitions) {
    const weight = 'directives' in definition ? weightIn(definition.directives, names.cost) : null
    if (weight !== null && 'name' in definition && definition.name) types.set(definition.name.value, weight)
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of definition.fields ?? []) {
        const fieldWeight = weightIn(field.directives, names.cost)
        if (fieldWeight !== null) inputFields.set(`${definition.name.value}.${field.name.value}`, fieldWeight)
      }
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      abstract.push(definition)
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value)
    } else if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) abstract.push(definition)
      else for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value)
      for (const field of definition.fields ?? []) {
        const cost = costOf(field, names)
        if (cost) fields.set(`${definition.name.value}.${field.name.value}`, cost)
      }
    }
  }
  for (const definition of abstract) {
    const possible = [...(members.get(definition.name.value) ?? [])]
    const weights = possible.map(name => types.get(name) ?? 1)
    if (weights.some(weight => weight !== 1)) types.set(definition.name.value, Math.max(...weights))
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) inherit(definition, possible, fields)
  }
  const sizedNames = new Set([...fields.values()].flatMap(({ listSize }) => [...(listSize?.sizedFields ?? [])]))
  return { fields, types, inputFields, sizedNames }
}

type Abstract = InterfaceTypeDefinitionNode | UnionTypeDefinitionNode
type Names = { readonly cost: string | null; readonly listSize: string | null }

// A field of an interface is resolved by one of its members; which one, nobody knows yet, so the costliest counts.
const inherit = (
  { name, fields: own = [] }: InterfaceTypeDefinitionNode,
  members: readonly string[],
  fields: Map<string, FieldCost>,
): void => {
  for (const field of own) {
    const coordinate = `${name.value}.${field.name.value}`
    const costs = [name.value, ...members].flatMap(type => fields.get(`${type}.${field.name.value}`) ?? [])
    if (costs.length === 0) continue
    const weights = costs.flatMap(({ weight }) => weight ?? [])
    const argumentWeights = new Map<string, number>()
    for (const cost of costs) {
      for (const [argument, weight] of cost.argumentWeights) {
        argumentWeights.set(argument, Math.max(weight, argumentWeights.get(argument) ?? 0))
      }
    }
    fields.set(coordinate, {
      weight: weights.length > 0 ? Math.max(...weights) : null,
      listSize: fields.get(coordinate)?.listSize ?? longest(costs),
      argumentWeights,
    })
  }
}

const longest = (costs: readonly FieldCost[]): ListSize | null => {
  const sizes = costs.flatMap(({ listSize }) => listSize ?? [])
  return sizes.sort((a, b) => (b.assumedSize ?? 0) - (a.assumedSize ?? 0))[0] ?? null
}

const costOf = (field: FieldDefinitionNode, names: Names): FieldCost | null => {
  const weight = weightIn(field.directives, names.cost)
  const listSize = listSizeIn(field.directives, names.listSize)
  const argumentWeights = new Map<string, number>()
  for (const argument of field.arguments ?? []) {
    const argumentWeight = weightIn(argument.directives, names.cost)
    if (argumentWeight !== null) argumentWeights.set(argument.name.value, argumentWeight)
  }
  const hasAny = weight !== null || listSize !== null || argumentWeights.size > 0
  return hasAny ? { weight, listSize, argumentWeights } : null
}

// A weight below zero would let one part of an operation pay for another.
const weightIn = (directives: Directives, name: string | null): number | null => {
  const weight = valueIn(find(directives, name), 'weight')
  return typeof weight === 'number' ? Math.max(0, weight) : null
}

const listSizeIn = (directives: Directives, name: string | null): ListSize | null => {
  const directive = find(directives, name)
  if (!directive) return null
  const assumedSize = valueIn(directive, 'assumedSize')
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : null,
    slicingArguments: textsIn(directive, 'slicingArguments'),
    sizedFields: new Set(textsIn(directive, 'sizedFields')),
    requireOneSlicingArgument: valueIn(directive, 'requireOneSlicingArgument') !== false,
  }
}

type Directives = readonly DirectiveNode[] | undefined

const find = (directives: Directives, wanted: string | null): DirectiveNode | undefined =>
  directives?.find(({ name }) => name.value === wanted)

const argumentOf = (directive: DirectiveNode | undefined, wanted: string): ValueNode | undefined =>
  directive?.arguments?.find(({ name }) => name.value === wanted)?.value

const valueIn = (directive: DirectiveNode | undefined, name: string): number | boolean | null => {
  const value = argumentOf(directive, name)
  // IBM's specification writes weights as texts.
  if (value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING) return Number(value.value)
  return value?.kind === Kind.BOOLEAN ? value.value : null
}

const textsIn = (directive: DirectiveNode, name: string): readonly string[] => {
  const value = argumentOf(directive, name)
  return value?.kind === Kind.LIST ? value.values.flatMap(one => (one.kind === Kind.STRING ? one.value : [])) : []
}
