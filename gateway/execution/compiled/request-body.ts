import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  type VariableDefinitionNode,
  visit,
} from 'graphql'
import { type ByteText, toByteText } from '../../byte-text.ts'
import { own } from '../fetched.ts'
import { notCovered } from './not-covered.ts'

/** One GraphQL text that a step sends. */
export type StepText = {
  readonly query: string
  readonly operationName: string | undefined
  /** Names of the client's variables in it. */
  readonly variables: readonly string[]
}

/** Values of the client's variables, under the names that fetches use. */
export type VariableValues = Readonly<Record<string, unknown>>

/** Writes the body of a request for root fields. */
export type WriteRootBody = (variables: VariableValues) => ByteText

/** Writes the body of a request for entities; `representations[i]` are the JSON texts of the i-th step. */
export type WriteEntityBody = (variables: VariableValues, representations: readonly (readonly ByteText[])[]) => ByteText

/** Prepares the body of a request for root fields. */
export const prepareRootBody = (step: StepText): WriteRootBody => {
  const head = headOf(step)
  return variables => `${head}${given(step.variables, variables).join(',')}}}`
}

/** Prepares the body of one step's request for entities. */
export const prepareEntityBody = (step: StepText): WriteEntityBody => {
  const head = `${headOf(step)}"representations":[`
  return (variables, [texts = []]) =>
    `${[`${head}${texts.join(',')}]`, ...given(step.variables, variables)].join(',')}}}`
}

/** A request for the entities of several steps at once. */
export type Batch = {
  readonly write: WriteEntityBody
  /** Response keys of the steps' entities, in their order. */
  readonly keys: readonly string[]
}

/**
 * Prepares one request for several steps that ask one subgraph: each asks `_entities` under an alias of its own, with
 * representations and fragments of its own. One request instead of several saves both sides what a request costs.
 */
export const prepareBatch = (steps: readonly StepText[]): Batch => {
  const documents = steps.map(({ query }) => parse(query, { noLocation: true }))
  const taken = steps.flatMap(({ variables }) => variables)
  let prefix = 'representations'
  while (taken.some(name => name.startsWith(prefix))) prefix += '_'
  const keys = steps.map((_, index) => `entities${index}`)
  const definitions = new Map<string, VariableDefinitionNode>()
  const selections: SelectionNode[] = []
  const fragments: DocumentNode['definitions'][number][] = []
  for (const [index, document] of documents.entries()) {
    for (const definition of renamed(document, keys[index]!, `${prefix}${index}`).definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) {
        fragments.push(definition)
        continue
      }
      if (definition.directives?.length) notCovered('a fetch with directives')
      for (const variable of definition.variableDefinitions ?? [])
        definitions.set(variable.variable.name.value, variable)
      selections.push(...definition.selectionSet.selections)
    }
  }
  const [first] = steps
  const operation: OperationDefinitionNode = {
    ...documents[0]!.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)!,
    variableDefinitions: [...definitions.values()],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
  const query = stripIgnoredCharacters(print({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }))
  const variables = [...new Set(taken)]
  const head = headOf({ query, operationName: first?.operationName, variables })
  return {
    keys,
    write: (values, representations) => {
      const lists = representations.map((texts, index) => `"${prefix}${index}":[${texts.join(',')}]`)
      return `${head}${[...lists, ...given(variables, values)].join(',')}}}`
    },
  }
}

const renamed = (document: DocumentNode, key: string, variable: string): DocumentNode => {
  const rename = (name: string) => ({ kind: Kind.NAME, value: `${name}_${key}` }) as const
  return visit(document, {
    FragmentDefinition: fragment => ({ ...fragment, name: rename(fragment.name.value) }),
    FragmentSpread: spread => ({ ...spread, name: rename(spread.name.value) }),
    Variable: node =>
      node.name.value === 'representations' ? { ...node, name: { kind: Kind.NAME, value: variable } } : undefined,
    Field: {
      leave: field =>
        field.name.value === '_entities' ? { ...field, alias: { kind: Kind.NAME, value: key } } : undefined,
    },
  })
}

const headOf = ({ query, operationName }: StepText): string => {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`
  return toByteText(`{"query":${JSON.stringify(query)},${name}"variables":{`)
}

// A variable that the client left out stays left out: the subgraph has the default.
const given = (names: readonly string[], values: VariableValues): readonly string[] =>
  names.flatMap(name => {
    const value = own(values, name)
    return value === undefined ? [] : [toByteText(`${JSON.stringify(name)}:${JSON.stringify(value)}`)]
  })
