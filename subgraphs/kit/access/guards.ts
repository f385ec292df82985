import {
  type ConstDirectiveNode,
  type DocumentNode,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql'
import { problem } from '../errors/problem.ts'
import type { RequestContext } from '../serve/subgraph.ts'
import { readGuardNames } from './guard-names.ts'
import { type Alternatives, allOf, noRequirement, type Requirement, readRequirements } from './requirements.ts'
import type { Viewer } from './viewer.ts'

/**
 * Decides one `@policy` for one object: `source` is the row whose field is asked for. Runs only for viewers who meet
 * `@authenticated` and `@requiresScopes` of the same field. False and a thrown error both deny.
 */
export type PolicyGuard = (source: unknown, context: RequestContext<unknown>) => boolean | Promise<boolean>

type Field = GraphQLField<unknown, RequestContext<unknown>>
type Resolver = GraphQLFieldResolver<unknown, RequestContext<unknown>>
type SyntaxNode = { readonly directives?: readonly ConstDirectiveNode[] | undefined }
type FieldOfSchema = { coordinate: string; type: GraphQLObjectType; field: Field }

/**
 * Arms every guarded field of a built schema, in place: a viewer who does not meet the guard gets null and
 * UNAUTHORIZED_FIELD_OR_TYPE, and the resolver does not run. A guard on an object type holds for all of its fields and
 * for the fields that return it (there without its policies: they need the object itself); one on a scalar or enum
 * holds for the fields that return it.
 * Returns the coordinates that are guarded. Throws one Error naming each coordinate that it could not arm.
 */
export const armGuards = (
  schema: GraphQLSchema,
  document: DocumentNode,
  policies: Readonly<Record<string, PolicyGuard>>,
): readonly string[] => {
  const requirements = readRequirements(document)
  checkPolicies(requirements, policies)
  const armed = new Map<string, Resolver>()
  for (const { coordinate, type, field } of fieldsOf(schema)) {
    const requirement = requirementOf(requirements, coordinate, type, field)
    if (isOpen(requirement)) continue
    const guarded = guard(field.resolve ?? defaultFieldResolver, requirement, policies)
    field.resolve = guarded
    armed.set(coordinate, guarded)
  }
  checkArmed(schema, document, armed)
  return [...armed.keys()]
}

const fieldsOf = (schema: GraphQLSchema): FieldOfSchema[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(type => !type.name.startsWith('__'))
    .flatMap(type =>
      Object.values(type.getFields()).map(field => ({ coordinate: `${type.name}.${field.name}`, type, field })),
    )

const requirementOf = (
  requirements: ReadonlyMap<string, Requirement>,
  coordinate: string,
  type: GraphQLObjectType,
  field: Field,
): Requirement => {
  const returned = getNamedType(field.type)
  const ofReturned = requirements.get(returned.name) ?? noRequirement
  return allOf([
    requirements.get(coordinate) ?? noRequirement,
    requirements.get(type.name) ?? noRequirement,
    isObjectType(returned) ? { ...ofReturned, policies: [] } : ofReturned,
  ])
}

const isOpen = ({ authenticated, scopes, policies }: Requirement): boolean =>
  !authenticated && scopes.length === 0 && policies.length === 0

const guard = (
  resolve: Resolver,
  requirement: Requirement,
  policies: Readonly<Record<string, PolicyGuard>>,
): Resolver => {
  const fieldIsRead: Resolver = (source, args, context, info) => {
    if (!meets(context.viewer, requirement)) throw denied()
    if (requirement.policies.length === 0) return resolve(source, args, context, info)
    return allowedByPolicies(requirement.policies, policies, source, context).then(isAllowed => {
      if (!isAllowed) throw denied()
      return resolve(source, args, context, info)
    })
  }
  return fieldIsRead
}

const meets = (viewer: Viewer, { authenticated, scopes }: Requirement): boolean =>
  (!authenticated || viewer.subject !== null) &&
  scopes.every(alternatives => alternatives.some(names => names.every(name => viewer.scopes.has(name))))

const allowedByPolicies = async (
  demanded: readonly Alternatives[],
  policies: Readonly<Record<string, PolicyGuard>>,
  source: unknown,
  context: RequestContext<unknown>,
): Promise<boolean> => {
  const holds = async (name: string): Promise<boolean> => {
    try {
      return (await policies[name]!(source, context)) === true
    } catch (cause) {
      context.log.error({ err: cause, policy: name }, 'A policy failed, so it denies.')
      return false
    }
  }
  for (const alternatives of demanded) {
    const verdicts = await Promise.all(
      alternatives.map(async names => (await Promise.all(names.map(holds))).every(Boolean)),
    )
    if (!verdicts.some(Boolean)) return false
  }
  return true
}

const denied = () => problem('UNAUTHORIZED_FIELD_OR_TYPE', 'Unauthorized field or type')

const checkPolicies = (
  requirements: ReadonlyMap<string, Requirement>,
  policies: Readonly<Record<string, PolicyGuard>>,
): void => {
  const demanded = [...requirements].flatMap(([coordinate, requirement]) =>
    requirement.policies.flat(2).map(name => ({ coordinate, name })),
  )
  const missing = demanded
    .filter(({ name }) => !Object.hasOwn(policies, name))
    .map(
      ({ coordinate, name }) => `"${coordinate}" demands the policy "${name}", but the subgraph has none of that name.`,
    )
  const unused = Object.keys(policies)
    .filter(name => !demanded.some(other => other.name === name))
    .map(name => `The subgraph has a policy "${name}", but no @policy in its schema names it.`)
  const mistakes = [...missing, ...unused]
  if (mistakes.length > 0) throw new Error(`${mistakes.join('\n')}\nCorrect "policies" of the subgraph or its schema.`)
}

/** Walks the built schema again, by its own syntax nodes and not by what was read before. */
const checkArmed = (schema: GraphQLSchema, document: DocumentNode, armed: ReadonlyMap<string, Resolver>): void => {
  const guardKind = readGuardNames(document)
  const guardsOn = (...nodes: (SyntaxNode | null | undefined)[]) =>
    nodes.flatMap(node => node?.directives ?? []).flatMap(({ name }) => guardKind(name.value) ?? [])
  const guardsOfType = (type: GraphQLNamedType) => guardsOn(type.astNode, ...type.extensionASTNodes)
  const isGuarded = ({ type, field }: FieldOfSchema): boolean => {
    const returned = getNamedType(field.type)
    const ofReturned = guardsOfType(returned).filter(kind => kind !== 'policy' || !isObjectType(returned))
    return [...guardsOn(field.astNode), ...guardsOfType(type), ...ofReturned].length > 0
  }
  const open = fieldsOf(schema)
    .filter(isGuarded)
    .filter(({ coordinate, field }) => armed.get(coordinate) !== (field.resolve ?? null) || field.subscribe)
  if (open.length === 0) return
  const names = open.map(({ coordinate }) => `"${coordinate}"`).join(', ')
  throw new Error(`Guarded by the schema, but not by code: ${names}. Nothing is served until each has a guard.`)
}
