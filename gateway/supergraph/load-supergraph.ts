import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type FieldRules, readFieldRules } from '@exchange-network/schema/field-rules'
import { type DocumentNode, type GraphQLSchema, isAbstractType, Kind, parse, visit } from 'graphql'
import type { CostDirectives } from '../field-cost.ts'
import { openApolloSupergraph, type QueryPlan, supportedFeatures } from './apollo.ts'
import { readCostDirectives } from './cost-directives.ts'
import { type EntityKeys, readEntityKeys } from './entity-keys.ts'
import { type FieldSets, readFieldSets, subgraphNames } from './field-sets.ts'
import { createRequirementVariants } from './requirement-variants.ts'
import { readTypes } from './supergraph-types.ts'
import { createFieldWidening } from './widened-fields.ts'

/** A supergraph that was read and checked. Nothing in it changes: a newer one is another object. */
export type LoadedSupergraph = {
  /** SHA-256 of the text, to tell one supergraph from the next in logs. */
  readonly hash: string
  readonly sdl: string
  /** For Apollo Server, which instruments the schema that it is given. */
  readonly serverSchema: GraphQLSchema
  /** An equal schema of our own, for shaping answers. */
  readonly answerSchema: GraphQLSchema
  /** With all types and fields, also those that clients do not see. */
  readonly fullSchema: GraphQLSchema
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[]
  readonly fieldSets: FieldSets
  readonly fieldRules: FieldRules
  readonly keysOf: EntityKeys
  readonly costs: CostDirectives
  /** By the name of an interface: the subgraphs that have it as an `@interfaceObject`, by their names. */
  readonly interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>
  /** Tells whether an object of type `typename` fits the type condition. */
  fits(typename: string, condition: string): boolean
  /** Plans a document of one operation; makes the planner at the first one. */
  plan(document: DocumentNode): QueryPlan
  /** Makes the planner now. */
  openPlanner(): void
}

/** Reads a supergraph from a file. Throws an Error with a sentence for the person who starts the gateway. */
export const loadSupergraph = async (file: string): Promise<LoadedSupergraph> =>
  readSupergraph(await readSupergraphFile(file), `The supergraph file "${file}"`)

/** Reads the text of a supergraph's file. Throws an Error with a sentence. */
export const readSupergraphFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code})`
    throw new Error(
      `The supergraph file "${file}" ${reason}. Set SUPERGRAPH to an SDL file that "npm run schema:compose" or another Federation 2 composition wrote.`,
      { cause },
    )
  })

/** Reads the text of a supergraph; `subject` begins the sentence of an error. */
export const readSupergraph = (sdl: string, subject = 'The supergraph'): LoadedSupergraph => {
  const refuse = (cause: unknown): never => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${subject} is no valid Federation 2 supergraph: ${reason.trim()}`, { cause })
  }
  let document: DocumentNode
  try {
    document = parse(sdl, { noLocation: true })
  } catch (cause) {
    return refuse(cause)
  }
  refuseUnknownFeatures(document, subject)
  try {
    const variants = createRequirementVariants(document)
    const apollo = openApolloSupergraph(document, variants, createFieldWidening(document))
    return {
      hash: createHash('sha256').update(sdl).digest('hex'),
      sdl,
      serverSchema: apollo.apiSchema(),
      answerSchema: apollo.apiSchema(),
      fullSchema: apollo.fullSchema,
      subgraphs: apollo.subgraphs,
      fieldSets: readFieldSets(variants.document),
      fieldRules: readFieldRules(document),
      keysOf: readEntityKeys(document),
      costs: readCostDirectives(document),
      interfaceObjects: readInterfaceObjects(document),
      fits: typeConditions(apollo.fullSchema),
      plan: apollo.plan,
      openPlanner: apollo.openPlanner,
    }
  } catch (cause) {
    return refuse(cause)
  }
}

const readInterfaceObjects = (document: DocumentNode): LoadedSupergraph['interfaceObjects'] => {
  const names = subgraphNames(document)
  const namesOf = (graphs: ReadonlySet<string>) => new Set([...graphs].flatMap(graph => names.get(graph) ?? []))
  return new Map([...readTypes(document).interfaceObjects].map(([name, graphs]) => [name, namesOf(graphs)]))
}

// A feature with a purpose changes what an answer must be, so one that we do not know is a reason not to start.
const refuseUnknownFeatures = (document: DocumentNode, subject: string): void => {
  const unknown: string[] = []
  visit(document, {
    Directive: ({ name, arguments: args = [] }) => {
      if (name.value !== 'link' && name.value !== 'core') return
      const argument = (wanted: string): string | undefined => {
        const value = args.find(arg => arg.name.value === wanted)?.value
        return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined
      }
      const url = argument('url') ?? argument('feature')
      const purpose = argument('for')
      if (url && purpose && !supportedFeatures.has(url)) unknown.push(`"${url}" (for: ${purpose})`)
    },
  })
  if (unknown.length === 0) return
  throw new Error(
    `${subject} uses ${unknown.join(', ')}, which this gateway does not support. Compose without it, or use a gateway that does.`,
  )
}

const typeConditions = (schema: GraphQLSchema): LoadedSupergraph['fits'] => {
  const members = new Map<string, Set<string>>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue
    const names = schema.getPossibleTypes(type).map(({ name }) => name)
    // An entity that came from an @interfaceObject carries the interface's name until its own type is known.
    const interfaces = 'getInterfaces' in type ? schema.getImplementations(type).interfaces : []
    members.set(type.name, new Set([...names, ...interfaces.map(({ name }) => name)]))
  }
  return (typename, condition) => typename === condition || (members.get(condition)?.has(typename) ?? false)
}
