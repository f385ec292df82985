// The market with field rules: as subgraphs for the gateway, and as one schema with the rules on its resolvers.
import {
  type DirectiveNode,
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { isLeftOut } from '../../conditions.ts'
import { type Market, marketSchema, startMarket } from './market.ts'
import type { Asker, TestSubgraph } from './subgraph-server.ts'

type Rule = {
  /** As it stands in the SDL of subgraphs. */
  readonly directive: string
  readonly isMet: (asker: Asker) => boolean
}

const signedIn: Rule = { directive: '@authenticated', isMet: ({ subject }) => subject !== null }
const scoped = (...anyOf: readonly (readonly string[])[]): Rule => ({
  directive: `@requiresScopes(scopes: ${JSON.stringify(anyOf)})`,
  isMet: ({ scopes }) => anyOf.some(names => names.every(name => scopes.has(name))),
})
/** The gateway lets it pass for all who have signed in, the subgraph decides by the row. */
const byRow: Rule = { directive: '@policy(policies: [["own_stock"]])', isMet: signedIn.isMet }

/** What the market demands, by coordinate. */
export const rules: Readonly<Record<string, Rule>> = {
  'Query.echo': signedIn,
  'Query.named': scoped(['names:read']),
  'Mutation.rate': scoped(['rate:write']),
  'User.born': signedIn,
  'User.address': scoped(['address:read']),
  'User.kind': scoped(['staff'], ['address:read', 'names:read']),
  // They require an address, so they must demand what it does.
  'Product.label': scoped(['address:read']),
  'Product.digest': scoped(['address:read']),
  'Product.inStock': byRow,
  'Film.minutes': scoped(['film:read', 'staff'], ['admin']),
  'Game.lead': signedIn,
  'Film.score': scoped(['score:read']),
  'Game.score': scoped(['score:read']),
  Note: scoped(['note:read']),
  Copy: scoped(['admin'], ['staff']),
  Grade: signedIn,
}

/** Eight sets of rights. */
export const askers: Readonly<Record<string, Asker>> = {
  nobody: { subject: null, scopes: new Set(), organization: null },
  guest: asker(''),
  staff: asker('staff'),
  reader: asker('names:read address:read score:read'),
  critic: asker('rate:write score:read note:read film:read'),
  clerk: asker('names:read', 'bell'),
  projectionist: asker('film:read staff note:read', 'axe'),
  admin: asker('admin staff names:read address:read score:read note:read rate:write film:read', 'cup'),
}

function asker(scope: string, organization: string | null = null): Asker {
  return { subject: 'ana', scopes: new Set(scope.split(' ').filter(Boolean)), organization }
}

const unauthorized = (): GraphQLError =>
  new GraphQLError('Unauthorized field or type', { extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } })

/** The row rule behind "own_stock". */
const ownStock = (row: { readonly sku?: unknown; readonly inStock?: unknown }, { organization }: Asker): unknown =>
  organization !== null && row.sku === organization ? (row.inStock ?? null) : unauthorized()

/** Starts the market's subgraphs with the rules in their SDL. */
export const startGuardedMarket = (market: Market): Promise<TestSubgraph[]> =>
  startMarket(market, {
    sdl: withDirectives,
    resolvers: resolvers => ({
      Product: {
        ...resolvers.Product,
        inStock: (row: { sku: unknown; inStock: unknown }, _: unknown, asker: Asker) => ownStock(row, asker),
      },
    }),
  })

const withDirectives = (sdl: string): string => {
  const directivesOf = (coordinate: string): readonly DirectiveNode[] => {
    const rule = Object.hasOwn(rules, coordinate) ? rules[coordinate] : undefined
    if (!rule) return []
    const [definition] = parse(`scalar Any ${rule.directive}`).definitions
    return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : []
  }
  const document = parse(sdl.replace('import: [', 'import: ["@authenticated", "@requiresScopes", "@policy", '))
  const guarded = visit(document, {
    EnumTypeDefinition: node => ({
      ...node,
      directives: [...(node.directives ?? []), ...directivesOf(node.name.value)],
    }),
    ObjectTypeDefinition: node => {
      const isInterfaceObject = node.directives?.some(({ name }) => name.value === 'interfaceObject')
      const fields = node.fields?.map(field => {
        // The interface object stands for both types.
        const type = isInterfaceObject ? 'Film' : node.name.value
        const isExternal = field.directives?.some(({ name }) => name.value === 'external')
        const added = isExternal ? [] : directivesOf(`${type}.${field.name.value}`)
        return { ...field, directives: [...(field.directives ?? []), ...added] }
      })
      const directives = [...(node.directives ?? []), ...directivesOf(node.name.value)]
      return { ...node, directives, ...(fields && { fields }) }
    },
  })
  return print(guarded)
}

/**
 * The market as one schema, whose resolvers apply the rules; the context is the asker. A field is looked at when it is
 * resolved: every place of the operation that leads to it must be denied, or it is read.
 */
export const guardedSchema = (market: Market): GraphQLSchema =>
  marketSchema(market, (coordinate, resolve) => (source, args, context, info) => {
    const asker = context as Asker
    if (placesOf(info).every(place => isDenied(place, asker, info.schema))) throw unauthorized()
    return coordinate === 'Product.inStock'
      ? ownStock(source as { sku: unknown; inStock: unknown }, asker)
      : resolve(source, args, context, info)
  })

/** One place of the operation that selects a field. */
type Place = {
  readonly node: FieldNode
  /** The type that is selected from there, and the object types that the fragments around it leave. */
  readonly type: GraphQLCompositeType
  readonly possible: readonly string[]
  /** What encloses it, outermost first: fields and type conditions. */
  readonly around: readonly (Place | GraphQLNamedType)[]
}

/** All places that lead to the field being resolved, found by walking down from the root along its path. */
const placesOf = (info: GraphQLResolveInfo): readonly Place[] => {
  const steps: { key: string; typename: string }[] = []
  for (let path: GraphQLResolveInfo['path'] | undefined = info.path; path; path = path.prev) {
    if (path.typename) steps.unshift({ key: String(path.key), typename: path.typename })
  }
  const { schema, operation } = info
  const root = schema.getRootType(operation.operation)!
  type Set = Omit<Place, 'node'> & { readonly set: SelectionSetNode }
  let sets: readonly Set[] = [{ set: operation.selectionSet, type: root, possible: [root.name], around: [] }]
  let places: readonly Place[] = []
  for (const { key, typename } of steps) {
    const found = (from: Set): Place[] =>
      from.set.selections.flatMap(selection => {
        if (isLeftOut(selection, info.variableValues)) return []
        if (selection.kind === Kind.FIELD) {
          const isIt = (selection.alias ?? selection.name).value === key
          const { set: _, ...place } = from
          return isIt ? [{ ...place, node: selection }] : []
        }
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value]!
        const type = schema.getType(fragment.typeCondition?.name.value ?? from.type.name) as GraphQLCompositeType
        const left = from.possible.filter(name => namesOf(schema, type).includes(name))
        if (!namesOf(schema, type).includes(typename)) return []
        return found({ set: fragment.selectionSet, type, possible: left, around: [...from.around, type] })
      })
    places = sets.flatMap(found)
    sets = places.flatMap(place => {
      const below = typeBelow(place)
      const set = place.node.selectionSet
      return set && isCompositeType(below)
        ? [{ set, type: below, possible: namesOf(schema, below), around: [...place.around, place] }]
        : []
    })
  }
  return places
}

const namesOf = (schema: GraphQLSchema, type: GraphQLNamedType): readonly string[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name]

const typeBelow = ({ type, node }: Place): GraphQLNamedType | undefined =>
  'getFields' in type ? getNamedType(type.getFields()[node.name.value]?.type) : undefined

const isDenied = (place: Place, asker: Asker, schema: GraphQLSchema): boolean => {
  const unmet = (coordinate: string): boolean =>
    Object.hasOwn(rules, coordinate) && rules[coordinate]!.isMet(asker) === false
  // Composition gives an interface what its types demand.
  const ofType = (type: GraphQLNamedType): boolean =>
    unmet(type.name) || (isInterfaceType(type) && namesOf(schema, type).some(unmet))
  const name = place.node.name.value
  const below = typeBelow(place)
  return (
    place.around.some(each => ('node' in each ? isDenied(each, asker, schema) : ofType(each))) ||
    place.possible.some(typename => unmet(typename) || unmet(`${typename}.${name}`)) ||
    (isInterfaceType(place.type) && namesOf(schema, place.type).some(typename => unmet(`${typename}.${name}`))) ||
    (below !== undefined && ofType(below))
  )
}
