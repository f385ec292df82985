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
  visit,
} from 'graphql'
import type { AnswerTrace } from './answer-trace.ts'
import { clientErrors, failureOfField } from './client-errors.ts'
import { type Fetched, type FetchedObject, FetchFailure, isFetchedObject, own } from './fetched.ts'
import { whyMissing } from './missing-fields.ts'
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
  /** Fields of the document that the viewer may not read; null for none. */
  readonly denied: ReadonlySet<FieldNode> | null
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
  /** Under which name a client's field stands in the fetched data. */
  readonly responseName: (field: FieldNode) => string
  readonly fits: Fits
  /** Null where nobody asked for the plan. */
  readonly trace: Pick<AnswerTrace, 'resolved'> | null
}

/**
 * Writes the client's answer from the fetched data: graphql-js runs the client's own document over it, so null rules,
 * key order, type names, introspection and leaf checks are its own, and an error's path is the client's.
 */
export const shapeAnswer = (options: ShapeOptions): ExecutionResult => {
  const { answer, standIns, document, denied, operationName, variables, responseName, fits, trace } = options
  const schema = standIns.schema !== options.schema && isIntrospection(document) ? options.schema : standIns.schema

  const fieldResolver: GraphQLFieldResolver<FetchedObject, unknown> = (source, _args, _context, info) => {
    // Asked before the data: what the planner fetched for itself may stand there under the same name.
    if (denied && info.fieldNodes.every(node => denied.has(node))) {
      throw new FetchFailure('UNAUTHORIZED_FIELD_OR_TYPE', 'Unauthorized field or type')
    }
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
    trace?.resolved(info, value)
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
      if (standIn && isTypeIrrelevant(typename ?? type.name, info)) return standIn
      const isKnown = typename !== undefined && isObjectType(schema.getType(typename))
      const failure = isKnown || !isFetchedObject(value) ? null : failureOfType(answer, value)
      if (failure) throw failure
      return typename
    },
  })
  if ('then' in result) throw new Error('Shaping an answer waited for something, though all data was there.')
  const errors = [
    ...clientErrors(result, { schema, document, operationName, responseName }),
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
  const failure = whyMissing(answer.missing, source, key)
  return failure ? failureOfField(failure, key) : null
}

// Without a type name nobody can tell which fields the client asked for, so the failure counts for the whole object.
const failureOfType = (answer: FetchedAnswer, value: FetchedObject): FetchFailure | null =>
  whyMissing(answer.missing, value, '__typename') ?? null

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
