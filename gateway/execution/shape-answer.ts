import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { type Fetched, type FetchedObject, FetchFailure, isFetchedObject, own } from './fetched.ts'
import type { Fits } from './rewrites.ts'
import type { FetchedAnswer } from './run-plan.ts'
import { isTypeIrrelevant, type StandIns, withoutStandIns } from './stand-ins.ts'

/** What is needed to write the client's answer. */
export type ShapeOptions = {
  readonly answer: FetchedAnswer
  /** Ours alone: Apollo Server replaces the resolvers of the schema that it is given. */
  readonly schema: GraphQLSchema
  readonly standIns: StandIns
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** Under which name a client's field stands in the fetched data. */
  readonly responseName: (field: FieldNode) => string
  readonly fits: Fits
}

/**
 * Writes the client's answer from the fetched data: graphql-js runs the client's own document over it, so null rules,
 * key order, type names, introspection and leaf checks are its own, and an error's path is the client's.
 */
export const shapeAnswer = (options: ShapeOptions): ExecutionResult => {
  const { answer, standIns, document, operationName, variables, responseName, fits } = options
  const schema = standIns.schema !== options.schema && isIntrospection(document) ? options.schema : standIns.schema

  const fieldResolver: GraphQLFieldResolver<FetchedObject, unknown> = (source, _args, _context, info) => {
    const key = responseName(info.fieldNodes[0]!)
    const value = own(source, key)
    if (value === undefined) {
      const failure = failureFor(answer, source, key)
      if (failure) throw failure
      return null
    }
    if (!isPossible(value, info.returnType, fits)) {
      throw new FetchFailure(
        'SUBGRAPH_ERROR',
        withoutStandIns(
          `The subgraph of "${info.parentType.name}.${info.fieldName}" gave a value of another shape than the schema promises.`,
        ),
      )
    }
    // A failure that is returned counts as thrown, also inside a list, where it then has its index.
    return value
  }

  const result = execute({
    schema,
    document,
    ...(operationName !== null && { operationName }),
    variableValues: variables,
    rootValue: answer.root,
    fieldResolver,
    typeResolver: (value, _context, info, type) => {
      const given = isFetchedObject(value) ? own(value, '__typename') : undefined
      const typename = typeof given === 'string' ? given : undefined
      const standIn = standIns.of(typename ?? type.name)
      return standIn && isTypeIrrelevant(typename ?? type.name, info) ? standIn : typename
    },
  })
  if ('then' in result) throw new Error('Shaping an answer waited for something, though all data was there.')
  const fragments = fragmentSelections(document)
  const errors = [
    ...oneErrorPerNull(result).map(error => clientError(error, fragments, responseName)),
    ...answer.loose.map(failure => new GraphQLError(failure.message, { extensions: { code: failure.code } })),
  ]
  return errors.length > 0 ? { ...result, errors } : result
}

const isIntrospection = (document: DocumentNode): boolean => {
  let found = false
  visit(document, {
    Field: ({ name }) => {
      if (name.value !== '__schema' && name.value !== '__type') return undefined
      found = true
      return BREAK
    },
  })
  return found
}

const failureFor = (answer: FetchedAnswer, source: FetchedObject, key: string): FetchFailure | null => {
  const missing = answer.missing.get(source)
  // A fetch that was never sent, because an earlier one failed, has no entry of its own: the earlier one's error counts.
  const entry = missing?.find(({ keys }) => keys.has(key)) ?? missing?.[0]
  if (!entry) return null
  const { failure } = entry
  const [first, ...below] = failure.below
  if (first === undefined) return failure
  return new FetchFailure(failure.code, failure.message, first === key ? below : [])
}

const isPossible = (value: Fetched, type: GraphQLOutputType, fits: Fits): boolean => {
  if (isNonNullType(type)) return isPossible(value, type.ofType, fits)
  if (value === null || value instanceof FetchFailure) return true
  if (isListType(type)) return Array.isArray(value) && value.every(item => isPossible(item, type.ofType, fits))
  if (!isCompositeType(getNamedType(type))) return true
  if (!isFetchedObject(value)) return false
  const typename = own(value, '__typename')
  if (!isObjectType(type) || typeof typename !== 'string') return true
  // An @interfaceObject names its interface.
  return fits(typename, type.name) || fits(type.name, typename)
}

// A null has one reason: where several fields of an object failed and the null moved up, the one that moved it stays.
const oneErrorPerNull = ({ data, errors = [] }: ExecutionResult): readonly GraphQLError[] => {
  const byPlace = new Map<string, GraphQLError>()
  for (const [index, error] of errors.entries()) {
    const place = error.path ? nullPlace(data, error.path) : `#${index}`
    byPlace.delete(place)
    byPlace.set(place, error)
  }
  return [...byPlace.values()]
}

const nullPlace = (data: unknown, path: readonly (string | number)[]): string => {
  let value = data
  for (const [depth, step] of path.entries()) {
    if (typeof value !== 'object' || value === null) return JSON.stringify(path.slice(0, depth))
    value = (value as Record<string | number, unknown>)[step]
  }
  return JSON.stringify(path)
}

type Fragments = ReadonlyMap<string, SelectionSetNode>

const clientError = (
  error: GraphQLError,
  fragments: Fragments,
  responseName: ShapeOptions['responseName'],
): GraphQLError => {
  const { originalError, nodes, path } = error
  if (originalError instanceof FetchFailure) {
    const fields = (nodes ?? []).filter(node => node.kind === Kind.FIELD)
    return new GraphQLError(originalError.message, {
      ...(nodes && { nodes }),
      path: [...(path ?? []), ...clientPath(originalError.below, fields, fragments, responseName)],
      extensions: { code: originalError.code },
    })
  }
  // The gateway's own variables and arguments are checked before, except an explicit null for an argument of its own.
  if (!path) return error
  const isInput = /^Argument "/.test(error.message)
  const isNull = /^Cannot return null for non-nullable field/.test(error.message)
  const field = nodes?.[0]?.kind === Kind.FIELD ? nodes[0].name.value : ''
  const message =
    isInput || isNull
      ? withoutStandIns(error.message)
      : `The subgraph of the field "${field}" gave a value that is not of the type that the schema promises.`
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    path,
    extensions: { code: isInput ? 'BAD_USER_INPUT' : 'SUBGRAPH_ERROR' },
  })
}

// A path in the subgraph's words becomes the client's as far as the client asked for its fields.
const clientPath = (
  below: readonly (string | number)[],
  fields: readonly FieldNode[],
  fragments: Fragments,
  responseName: ShapeOptions['responseName'],
): readonly (string | number)[] => {
  const path: (string | number)[] = []
  let parents = fields
  for (const step of below) {
    if (typeof step === 'number') {
      path.push(step)
      continue
    }
    const asked = parents
      .flatMap(parent => (parent.selectionSet ? fieldsOf(parent.selectionSet, fragments) : []))
      .filter(field => responseName(field) === step)
    const first = asked[0]
    if (!first) break
    path.push(first.alias?.value ?? first.name.value)
    parents = asked
  }
  // An index alone says nothing when the field below it was not the client's.
  while (typeof path.at(-1) === 'number' && path.length < below.length) path.pop()
  return path
}

const fieldsOf = (set: SelectionSetNode, fragments: Fragments): readonly FieldNode[] =>
  set.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments)
    const fragment = fragments.get(selection.name.value)
    return fragment ? fieldsOf(fragment, fragments) : []
  })

const fragmentSelections = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap(definition =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [],
    ),
  )
