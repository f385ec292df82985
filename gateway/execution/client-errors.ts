import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { FetchFailure } from './fetched.ts'
import { withoutStandIns } from './stand-ins.ts'

/** The operation in whose words errors are told. */
export type ClientOperation = {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operationName: string | null
  /** Under which name a client's field stands in the fetched data. */
  readonly responseName: (field: FieldNode) => string
}

/** A failure that left a field away although another field failed, beside it in one object. */
class FailureBeside extends FetchFailure {
  readonly whole: FetchFailure

  constructor(whole: FetchFailure) {
    super(whole.code, whole.message)
    this.whole = whole
  }
}

/** Gives the failure of one field of an object that misses all fields of a fetch. */
export const failureOfField = (whole: FetchFailure, key: string): FetchFailure => {
  const own = [whole, ...whole.others].find(({ below }) => below[0] === key)
  return own ? new FetchFailure(own.code, own.message, own.below.slice(1)) : new FailureBeside(whole)
}

/**
 * Tells the errors of an answer in the client's words: paths by the client's aliases, messages and codes that it may
 * read. A null has one error: where several fields of an object failed and the null moved up, the one that moved it.
 */
export const clientErrors = (result: ExecutionResult, operation: ClientOperation): readonly GraphQLError[] => {
  const { data, errors = [] } = result
  const byPlace = new Map<string, GraphQLError>()
  for (const [index, error] of errors.entries()) {
    const place = error.path ? JSON.stringify(error.path.slice(0, depthOfNull(data, error.path))) : `#${index}`
    byPlace.delete(place)
    byPlace.set(place, error)
  }
  return [...byPlace.values()].map(error => clientError(error, data, operation))
}

// How many steps of a path lead to the null that it ends in: fewer than all where the null moved up.
const depthOfNull = (data: unknown, path: readonly (string | number)[]): number => {
  let value = data
  for (const [depth, step] of path.entries()) {
    if (typeof value !== 'object' || value === null) return depth
    value = (value as Record<string | number, unknown>)[step]
  }
  return path.length
}

const clientError = (error: GraphQLError, data: unknown, operation: ClientOperation): GraphQLError => {
  const { originalError, nodes, path } = error
  if (originalError instanceof FetchFailure) {
    const { failure, path } = failureInWords(originalError, error.path ?? [], data, operation)
    return new GraphQLError(failure.message, { ...(nodes && { nodes }), path, extensions: { code: failure.code } })
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

type InWords = { readonly failure: FetchFailure; readonly path: Path }
type Path = readonly (string | number)[]

const failureInWords = (failure: FetchFailure, path: Path, data: unknown, operation: ClientOperation): InWords => {
  const fallback = { failure, path }
  if (!(failure instanceof FailureBeside)) return furthest(failure, path, operation) ?? fallback
  const parent = path.slice(0, -1)
  // While the object of both fields stands, each is missing by itself; a null that moved up is the failed one's.
  if (isObjectAt(data, parent)) return fallback
  return furthest(failure.whole, parent, operation) ?? fallback
}

// Of several failures below one null: one that lies at a field of the client's, best at one that may not be null.
const furthest = (failure: FetchFailure, place: Path, operation: ClientOperation): InWords | null => {
  const fields = fieldsAt(place, operation)
  const candidates = [failure, ...failure.others].flatMap(candidate => {
    const { path, isNonNull } = clientPath(candidate.below, fields, operation)
    return path.length > 0 ? [{ failure: candidate, path: [...place, ...path], isNonNull }] : []
  })
  return candidates.find(({ isNonNull }) => isNonNull) ?? candidates[0] ?? null
}

const isObjectAt = (data: unknown, path: Path): boolean => {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return false
    value = (value as Record<string | number, unknown>)[step]
  }
  return typeof value === 'object' && value !== null
}

/** A field of the client's, or its whole operation, with the type of what stands below it. */
type Asked = { readonly node: FieldNode | OperationDefinitionNode; readonly type: GraphQLOutputType | undefined }

// A path in the subgraph's words becomes the client's as far as the client asked for its fields.
const clientPath = (
  below: Path,
  fields: readonly Asked[],
  operation: ClientOperation,
): { readonly path: Path; readonly isNonNull: boolean } => {
  const path: (string | number)[] = []
  let asked = fields
  let isNonNull = false
  for (const step of below) {
    if (typeof step === 'number') {
      path.push(step)
      continue
    }
    asked = fieldsBelow(asked, operation).filter(({ node }) => operation.responseName(node) === step)
    const first = asked[0]?.node
    if (first?.kind !== Kind.FIELD) break
    if (!path.some(step => typeof step === 'string')) isNonNull = asked.some(({ type }) => isNonNullType(type))
    path.push(keyOf(first))
  }
  // An index alone says nothing when the field below it was not the client's.
  while (typeof path.at(-1) === 'number' && path.length < below.length) path.pop()
  return { path, isNonNull }
}

// What of the operation a path of the answer leads to; the operation itself for an empty path.
const fieldsAt = (path: Path, operation: ClientOperation): readonly Asked[] => {
  const { document, operationName, schema } = operation
  let found: readonly Asked[] = document.definitions.flatMap(node =>
    node.kind === Kind.OPERATION_DEFINITION && (operationName === null || node.name?.value === operationName)
      ? [{ node, type: schema.getRootType(node.operation) ?? undefined }]
      : [],
  )
  for (const step of path) {
    if (typeof step === 'string') found = fieldsBelow(found, operation).filter(({ node }) => keyOf(node) === step)
  }
  return found
}

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

const fieldsBelow = (
  parents: readonly Asked[],
  { document, schema }: ClientOperation,
): readonly (Asked & { readonly node: FieldNode })[] => {
  const fieldsOf = (
    set: SelectionSetNode | undefined,
    parent: GraphQLNamedType | undefined,
  ): ReturnType<typeof fieldsBelow> =>
    (set?.selections ?? []).flatMap(selection => {
      if (selection.kind === Kind.FIELD) {
        const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {}
        return [{ node: selection, type: fields[selection.name.value]?.type }]
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : document.definitions.find(
              definition =>
                definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
            )
      if (fragment?.kind !== Kind.INLINE_FRAGMENT && fragment?.kind !== Kind.FRAGMENT_DEFINITION) return []
      const condition = fragment.typeCondition?.name.value
      return fieldsOf(fragment.selectionSet, condition === undefined ? parent : schema.getType(condition))
    })
  return parents.flatMap(({ node, type }) => fieldsOf(node.selectionSet, getNamedType(type)))
}
