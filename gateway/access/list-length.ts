import { type ArgumentNode, type FieldNode, type GraphQLField, Kind } from 'graphql'
import type { ListSize } from '../field-cost.ts'

/** How long a list may be by what `@listSize` and the arguments say. */
export type ListLength = {
  /** Null when they say nothing. */
  readonly value: number | null
  readonly mistake: { readonly node: FieldNode | ArgumentNode; readonly message: string } | null
}

/**
 * Reads the length that a field asks for. A page, that is a field with `sizedFields`, holds 1 to `maxPageSize` items (0:
 * no limit). No other list counts as empty: what a subgraph makes of 0 or -1 is its own matter.
 */
export const readListLength = ({
  node,
  field,
  listSize,
  variables,
  maxPageSize,
}: {
  readonly node: FieldNode
  readonly field: GraphQLField<unknown, unknown>
  readonly listSize: ListSize | null | undefined
  readonly variables: Readonly<Record<string, unknown>>
  readonly maxPageSize: number
}): ListLength => {
  if (!listSize) return unknown
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = listSize
  if (slicingArguments.length === 0) return { value: assumedSize, mistake: null }

  const given: { name: string; value: number; node: ArgumentNode }[] = []
  const defaults: number[] = []
  for (const name of slicingArguments) {
    const argument = node.arguments?.find(one => one.name.value === name)
    const value = argument && lengthIn(argument, variables)
    const standard = field.args.find(one => one.name === name)?.defaultValue
    // Null leaves the choice to the subgraph, as leaving the argument out does.
    if (argument && typeof value === 'number') given.push({ name, value, node: argument })
    else if (typeof standard === 'number') defaults.push(standard)
  }
  if (requireOneSlicingArgument && (given.length > 1 || (given.length === 0 && defaults.length === 0))) {
    const message = `Field "${field.name}" takes exactly one of ${named(slicingArguments)}, but has ${given.length === 0 ? 'none' : named(given.map(({ name }) => name))}. Send one.`
    return { value: assumedSize, mistake: { node, message } }
  }
  const lengths = [...given.map(({ value }) => value), ...defaults]
  const value = lengths.length > 0 ? Math.max(1, ...lengths) : assumedSize
  if (sizedFields.size === 0 || maxPageSize === 0) return { value, mistake: null }
  const wrong = given.find(one => one.value < 1 || one.value > maxPageSize)
  if (!wrong) return { value, mistake: null }
  const remedy = wrong.value < 1 ? 'Ask for at least 1.' : 'Ask for less and page on for the rest.'
  const message = `Argument "${wrong.name}" is ${wrong.value}, but a page holds 1 to ${maxPageSize}. ${remedy}`
  return { value, mistake: { node: wrong.node, message } }
}

const unknown: ListLength = { value: null, mistake: null }

const lengthIn = ({ value }: ArgumentNode, variables: Readonly<Record<string, unknown>>): unknown =>
  value.kind === Kind.INT ? Number(value.value) : value.kind === Kind.VARIABLE ? variables[value.name.value] : null

const named = (names: readonly string[]): string => names.map(name => `"${name}"`).join(' and ')
