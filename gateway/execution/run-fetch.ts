import type { AnswerTrace } from './answer-trace.ts'
import { dropKeys, isAskedEntity, withoutKeys } from './check-keys.ts'
import { type FetchedField, type FetchShape, fetchShape } from './fetch-shape.ts'
import { type FetchedObject, FetchFailure, isFetchedObject, own } from './fetched.ts'
import { type KeysOf, keyEcho } from './key-echo.ts'
import { type IsObjectType, mergeInto } from './merge.ts'
import { addMissing, type MissingByObject, whyMissing } from './missing-fields.ts'
import type { FetchNode } from './plan.ts'
import { failureOf, hasShape, placeErrors, type SubgraphError, type SubgraphReply } from './read-reply.ts'
import { collectRepresentations } from './representations.ts'
import { applyRewrites, type Fits } from './rewrites.ts'

/** One request to one subgraph. */
export type SubgraphRequest = {
  /** The step of the plan that asks. */
  readonly node: FetchNode
  readonly subgraph: string
  readonly operationKind: string
  readonly operationName: string | undefined
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Sends a request. Never throws: a subgraph that is away, slow or wrong is a reply with null data and an error. */
export type FetchFromSubgraph = (request: SubgraphRequest) => Promise<SubgraphReply>

/** What a plan needs to run. */
export type RunOptions = {
  readonly fetch: FetchFromSubgraph
  /** As the client sent them; an absent one stays absent. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Coerced, with defaults: they decide the plan's conditions. */
  readonly conditions: Readonly<Record<string, unknown>>
  readonly fits: Fits
  readonly isObjectType: IsObjectType
  /** The fields of the same object that a subgraph requires for a field of its own. */
  readonly requirementsOf: RequirementsOf
  readonly keysOf: KeysOf
  readonly warn: Warn
  /** Null where nobody asked for the plan. */
  readonly trace: Pick<AnswerTrace, 'unusable'> | null
}

/** Tells the operator of something that no client may read. */
export type Warn = (fields: object, message: string) => void

/** Gives what `@requires` says of a field in a subgraph; undefined when nothing. */
export type RequirementsOf = (subgraph: string, typename: string, field: string) => ReadonlySet<string> | undefined

/** What the fetches of a plan bring together, while they do. */
export type Collected = { root: FetchedObject; missing: MissingByObject; loose: FetchFailure[] }

/** Runs one fetch for the objects at hand and merges what came, or notes what is missing and why. */
export const runFetch = async (
  node: FetchNode,
  objects: readonly FetchedObject[],
  answer: Collected,
  options: RunOptions,
): Promise<void> => {
  if (objects.length === 0) return
  if (node.requires) return fetchEntities(node, objects, answer, options)
  const shape = fetchShape(node)
  const { data, errors } = await send(node, node.operation, {}, options)
  if (!isFetchedObject(data) || !hasShape(data, shape.selections, options.fits)) {
    const failures = errors.length > 0 && data === null ? errors : [brokenReply(node, options)]
    for (const object of objects) miss(answer, object, failures, shape, options)
    return
  }
  loosen(answer, placeErrors(data, errors))
  applyRewrites(node.outputRewrites, data, options.fits)
  for (const object of objects) mergeInto(object, data, options.isObjectType)
}

const fetchEntities = async (
  node: FetchNode,
  objects: readonly FetchedObject[],
  answer: Collected,
  options: RunOptions,
): Promise<void> => {
  const { fits } = options
  const shape = fetchShape(node)
  const { values, asked, blocked } = collectRepresentations(node, objects, fits, {
    whyMissing: (object, name) => whyMissing(answer.missing, object, name),
    isForSomeFields: (object, name) =>
      shape.fields.some(field => requirements(node, object, field, options)?.has(name)),
  })
  for (const { object, failure } of blocked) {
    addMissing(answer.missing, object, { failure, keys: keysFor(object, shape, options) })
  }
  if (values.length === 0) return
  const echo = keyEcho(node, options.keysOf)
  const reply = await send(node, echo.operation, { representations: values }, options)
  const { data } = reply
  const entities = isFetchedObject(data) ? own(data, '_entities') : null
  const errors = withoutKeys(reply.errors, echo, entities, `The subgraph "${node.serviceName}" failed.`)
  const isWhole =
    Array.isArray(entities) &&
    // One more or one less, and nobody knows whose values these are.
    entities.length === values.length &&
    entities.every((entity, index) => {
      if (entity === null) return true
      return isFetchedObject(entity) && hasShape(entity, shape.selections, fits, String(values[index]!.__typename))
    })
  if (!isFetchedObject(data) || !Array.isArray(entities) || !isWhole) {
    const isTold = errors.length > 0 && (entities === null || entities === undefined)
    const failures = isTold ? errors : [brokenReply(node, options)]
    for (const { object } of asked.flat()) miss(answer, object, failures, shape, options)
    return
  }
  const stranger = entities.findIndex((entity, index) =>
    isFetchedObject(entity) ? !isAskedEntity(entity, values[index]!, echo, fits) : false,
  )
  if (stranger >= 0) {
    // One that is wrong leaves none to be believed: the others may be right by chance.
    options.warn({ subgraph: node.serviceName }, 'a subgraph answered with other entities than it was asked for')
    const failures = [brokenReply(node, options)]
    for (const { object } of asked.flat()) miss(answer, object, failures, shape, options)
    return
  }
  for (const entity of entities) if (isFetchedObject(entity)) dropKeys(entity, echo)
  loosen(answer, placeErrors(data, errors))
  for (const [index, entity] of entities.entries()) {
    const [first] = asked[index] ?? []
    const typename = first && own(first.object, '__typename')
    if (isFetchedObject(entity)) {
      applyRewrites(node.outputRewrites, entity, fits, typeof typename === 'string' ? typename : undefined)
    }
    for (const { object, failed } of asked[index] ?? []) {
      if (isFetchedObject(entity)) {
        mergeInto(object, entity, options.isObjectType)
      } else {
        const failure = entity instanceof FetchFailure ? entity : null
        addMissing(answer.missing, object, { failure, keys: keysFor(object, shape, options) })
      }
      failDependents(node, shape, object, failed, options)
    }
  }
}

// The keys that a fetch brings to an object of this type; of a type that nobody knows yet it may be any of them.
const keysFor = (object: FetchedObject, { fields }: FetchShape, { fits }: RunOptions): ReadonlySet<string> =>
  new Set(fields.filter(field => mayFit(object, field, fits)).map(({ key }) => key))

const mayFit = (object: FetchedObject, { conditions, types }: FetchedField, fits: Fits): boolean => {
  const typename = own(object, '__typename')
  if (typeof typename !== 'string') return true
  const isOrMayBe = (condition: string): boolean => fits(typename, condition) || fits(condition, typename)
  return conditions.every(isOrMayBe) && (types === null || types.some(isOrMayBe))
}

// What a field requires is known under the type that the subgraph knows: maybe only the interface of the object's own.
const requirements = (
  node: FetchNode,
  object: FetchedObject,
  { name, conditions }: FetchedField,
  { requirementsOf }: RunOptions,
): ReadonlySet<string> | undefined => {
  for (const typename of [...conditions, String(own(object, '__typename'))]) {
    const required = requirementsOf(node.serviceName, typename, name)
    if (required) return required
  }
  return undefined
}

// The subgraph was sent null for a required value that failed: what it made of that null is no result.
const failDependents = (
  node: FetchNode,
  shape: FetchShape,
  object: FetchedObject,
  failed: ReadonlyMap<string, FetchFailure>,
  options: RunOptions,
): void => {
  if (failed.size === 0) return
  for (const field of shape.fields) {
    if (!mayFit(object, field, options.fits)) continue
    const required = requirements(node, object, field, options)
    const reason = [...failed].find(([name]) => required?.has(name))?.[1]
    if (reason) object[field.key] = new FetchFailure(reason.code, reason.message)
  }
}

const send = async (
  node: FetchNode,
  query: string,
  added: Readonly<Record<string, unknown>>,
  { fetch, variables }: RunOptions,
): Promise<{ data: unknown; errors: readonly SubgraphError[] }> => {
  const used = Object.create(null) as Record<string, unknown>
  for (const name of node.variableUsages ?? []) {
    const value = own(variables, name)
    if (value !== undefined) used[name] = value
  }
  const reply = await fetch({
    node,
    subgraph: node.serviceName,
    operationKind: node.operationKind,
    operationName: node.operationName,
    query,
    variables: Object.assign(used, added),
  })
  return { data: reply.data ?? null, errors: reply.errors }
}

const brokenReply = (node: FetchNode, { trace }: RunOptions): SubgraphError => {
  trace?.unusable(node)
  return {
    code: 'SUBGRAPH_ERROR',
    message: `The subgraph "${node.serviceName}" gave an answer that does not fit the question.`,
    path: null,
  }
}

const miss = (
  answer: Collected,
  object: FetchedObject,
  errors: readonly SubgraphError[],
  shape: FetchShape,
  options: RunOptions,
): void => {
  const [failure, ...others] = errors.map(error => failureOf(error, pathInObject(error)))
  if (!failure) return
  failure.others.push(...others)
  addMissing(answer.missing, object, { failure, keys: keysFor(object, shape, options) })
}

const pathInObject = ({ path }: SubgraphError): readonly (string | number)[] =>
  path?.[0] === '_entities' ? path.slice(2) : (path ?? [])

const loosen = (answer: Collected, errors: readonly SubgraphError[]): void => {
  for (const error of errors) answer.loose.push(failureOf(error))
}
