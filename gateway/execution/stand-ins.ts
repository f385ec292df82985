import {
  GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { isLeftOut } from '../conditions.ts'

/**
 * Object types that stand in for entities whose own type nobody fetched. A subgraph that knows an interface as an
 * `@interfaceObject` cannot tell it, and the planner does not look elsewhere for it when the client asks for nothing
 * but fields of the interface.
 */
export type StandIns = {
  /** The answer's schema with the stand-ins, which introspection must not see. */
  readonly schema: GraphQLSchema
  /** Gives the stand-in of an interface; undefined where no subgraph has the interface as an `@interfaceObject`. */
  of(interfaceName: string): string | undefined
}

/** Creates stand-ins for the interfaces that are the keys. `schema` stays as it is. */
export const createStandIns = (schema: GraphQLSchema, interfaceObjects: ReadonlyMap<string, unknown>): StandIns => {
  const standIns = new Map<string, GraphQLObjectType>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInterfaceType(type) || !interfaceObjects.has(type.name)) continue
    const { fields } = type.toConfig()
    const name = `${type.name}${suffix}`
    standIns.set(type.name, new GraphQLObjectType({ name, fields, interfaces: [type, ...type.getInterfaces()] }))
  }
  if (standIns.size === 0) return { schema, of: () => undefined }
  const config = schema.toConfig()
  return {
    schema: new GraphQLSchema({ ...config, types: [...config.types, ...standIns.values()] }),
    of: interfaceName => standIns.get(interfaceName)?.name,
  }
}

/** Tells whether a field asks for nothing that depends on the object's own type: no type name, no narrower fragment. */
export const isTypeIrrelevant = (interfaceName: string, info: GraphQLResolveInfo): boolean => {
  const { schema, fragments, variableValues } = info
  const possibleOf = (typename: string): ReadonlySet<string> => {
    const type = schema.getType(typename)
    const types = isAbstractType(type) ? schema.getPossibleTypes(type) : type ? [type] : []
    return new Set(types.map(({ name }) => name))
  }
  const all = possibleOf(interfaceName)
  // `possible` are the types for which all fragments around the selections apply.
  const isIrrelevantTo = ({ selections }: SelectionSetNode, possible: ReadonlySet<string>): boolean =>
    possible.size === 0 ||
    selections.every(selection => {
      if (isLeftOut(selection, variableValues)) return true
      if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename' && possible.size === all.size
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value]
      if (!fragment) return true
      const condition = fragment.typeCondition?.name.value
      return isIrrelevantTo(
        fragment.selectionSet,
        condition === undefined ? possible : possible.intersection(possibleOf(condition)),
      )
    })
  return info.fieldNodes.every(({ selectionSet }) => !selectionSet || isIrrelevantTo(selectionSet, all))
}

/** Takes the names of stand-ins out of a message: no client knows them. */
export const withoutStandIns = (message: string): string => message.replaceAll(suffix, '')

// Long enough that no schema has such a name.
const suffix = '__of_unknown_type'
