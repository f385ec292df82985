import { type GraphQLOutputType, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql'
import { fetchShape, type Selection } from '../fetch-shape.ts'
import type { FetchNode, RequiredSelection } from '../plan.ts'
import type { Fits } from '../rewrites.ts'
import { notCovered } from './not-covered.ts'
import type { PathPart, Step } from './steps.ts'

// Where the fetched values stand. Replies are not merged: an entity's reply hangs on the object that it was asked for.
// So one object of the answer has several sources, and which of them holds a field is known here, before anything runs.

/** What one step's reply holds of one object. */
export type Source = { readonly step: number; readonly selections: readonly Selection[] }

/** A place of an object in the answer, of any type that may stand there. */
export type Spot = {
  /** Object, interface or union. */
  readonly typename: string
  readonly sources: readonly Source[]
  readonly paths: readonly OpenPath[]
}

/** A path that leads through a place or ends at it; `at` is the part that comes next. */
export type OpenPath = { readonly step: number; readonly at: number; readonly types: readonly string[] | null }

/** A place whose object has a known type. */
export type TypedSpot = {
  readonly typename: string
  /** The spot's own sources, then those of the links. */
  readonly sources: readonly Source[]
  /** Entities that hang on the object, in the order of the steps. */
  readonly links: readonly Link[]
  readonly paths: readonly OpenPath[]
}

/** An entity that hangs on an object: which of the sources carries it, and as which it is one itself. */
export type Link = { readonly step: number; readonly carrier: number; readonly source: number }

/** A field below a typed spot. */
export type Reached = {
  /** Sources that hold the field, with the name that it has there. Never empty. */
  readonly holders: readonly { readonly source: number; readonly key: string }[]
  readonly type: GraphQLOutputType
  /** What stands there, lists taken away: as many sources as holders. */
  readonly sources: readonly Source[]
  readonly paths: readonly OpenPath[]
}

/** Answers what is where. */
export type Layout = {
  readonly root: Spot
  possibleTypes(typename: string): readonly string[]
  /** The spot for one type; `isThere` says which steps have ended. Null when the type cannot be reached. */
  typed(spot: Spot, typename: string, isThere: (step: number) => boolean): TypedSpot
  /** Tells whether a path ends at this spot, for objects of this type. */
  endsAt(spot: Spot, typename: string, step: number): boolean
  reach(spot: TypedSpot, key: string): Reached | null
  /** The paths that go on into the items of a list. */
  intoList(paths: readonly OpenPath[]): readonly OpenPath[]
  /** What a source may say that an object of a type is: of an @interfaceObject its subgraph says the interface. */
  namesOf(source: Source, typename: string): readonly string[]
  /** Fields that a source holds of an object of a type, by the key in the answer. */
  fieldsOf(source: Source, typename: string): ReadonlyMap<string, HeldField>
}

/** A field in a reply. */
export type HeldField = { readonly key: string; readonly name: string; readonly below: readonly Selection[] | null }

/** Creates the layout of a plan. `schema` has all types, also those that clients do not see. */
export const createLayout = (options: {
  steps: readonly Step[]
  rootType: string
  schema: GraphQLSchema
  fits: Fits
  interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>
}): Layout => {
  const { steps, schema, fits, interfaceObjects } = options
  const renames = steps.map(({ node }) => readRenames(node))

  const advance = (paths: readonly OpenPath[], move: (part: PathPart) => boolean): OpenPath[] =>
    paths.flatMap(({ step, at }) => {
      const part = steps[step]?.path[at]
      return part && move(part) ? [{ step, at: at + 1, types: part.types }] : []
    })

  /** The paths that an object of a type lets through. */
  const open = (paths: readonly OpenPath[], typename: string): OpenPath[] =>
    paths.flatMap(path => {
      let { at, types } = path
      const isOfType = (): boolean => types?.some(type => fits(typename, type)) ?? true
      while (isOfType()) {
        const part = steps[path.step]?.path[at]
        if (part?.key !== '') return [{ step: path.step, at, types: null }]
        types = part.types
        at++
      }
      return []
    })

  const isEnded = ({ step, at }: OpenPath): boolean => at === steps[step]?.path.length

  const linksAt = (paths: readonly OpenPath[], typename: string, isThere: (step: number) => boolean): Step[] =>
    paths.flatMap(path => {
      const step = steps[path.step]
      if (!step || !isEnded(path) || !isThere(path.step)) return []
      return requiredOf(step.node, typename, fits).length > 0 ? [step] : []
    })

  const fieldsOf: Layout['fieldsOf'] = ({ step, selections }, typename) => {
    const fields = new Map<string, HeldField>()
    const read = (list: readonly Selection[]): void => {
      for (const selection of list) {
        if (selection.optional) notCovered('a field of a fetch that may be left out')
        if (selection.kind === 'group') {
          if (selection.condition === null || fits(typename, selection.condition)) read(selection.of)
          continue
        }
        const key = renames[step]?.get(selection.key) ?? selection.key
        const known = fields.get(key)
        if (known && known.key !== selection.key) notCovered('one field under two names')
        const below = known?.below && selection.below ? [...known.below, ...selection.below] : selection.below
        fields.set(key, { key: selection.key, name: selection.name, below })
      }
    }
    read(selections)
    return fields
  }

  return {
    root: {
      typename: options.rootType,
      sources: steps.flatMap(({ index, node }) =>
        node.requires ? [] : [{ step: index, selections: fetchShape(node).selections }],
      ),
      paths: steps.flatMap(({ index, node }) => (node.requires ? [{ step: index, at: 0, types: null }] : [])),
    },
    possibleTypes: typename => {
      const type = schema.getType(typename)
      if (isObjectType(type)) return [typename]
      return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : []
    },
    typed: (spot, typename, isThere) => {
      const paths = open(spot.paths, typename)
      const links: Link[] = []
      const sources = [...spot.sources]
      for (const step of linksAt(paths, typename, isThere)) {
        const carrier = spot.sources.findIndex(source => step.before.has(source.step))
        if (carrier < 0) notCovered('an entity that is asked for before its object is there')
        links.push({ step: step.index, carrier, source: sources.length })
        sources.push({ step: step.index, selections: fetchShape(step.node).selections })
      }
      return { typename, sources, links, paths: paths.filter(path => !isEnded(path)) }
    },
    endsAt: (spot, typename, step) =>
      open(spot.paths, typename).some(path => path.step === step && isEnded(path)) &&
      requiredOf(steps[step]!.node, typename, fits).length > 0,
    reach: ({ typename, sources, paths }, key) => {
      const holders: { source: number; key: string }[] = []
      const below: Source[] = []
      let type: GraphQLOutputType | undefined
      for (const [index, source] of sources.entries()) {
        const field = fieldsOf(source, typename).get(key)
        if (!field) continue
        holders.push({ source: index, key: field.key })
        below.push({ step: source.step, selections: field.below ?? [] })
        type = fieldType(schema, typename, field.name) ?? notCovered(`the field "${typename}.${field.name}"`)
      }
      return type ? { holders, type, sources: below, paths: advance(paths, part => part.key === key) } : null
    },
    // A path may end at a list: then it means the list's items.
    intoList: paths => [
      ...paths.filter(isEnded).map(path => ({ ...path, types: null })),
      ...advance(paths, part => part.key === '@'),
    ],
    namesOf: ({ step }, typename) => {
      const type = schema.getType(typename)
      const subgraph = steps[step]!.node.serviceName
      const interfaces = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : []
      return [typename, ...interfaces.filter(name => interfaceObjects.get(name)?.has(subgraph))]
    },
    fieldsOf,
  }
}

/** Under which name a step asks for objects of a type: where the subgraph knows only their interface, under that. */
export const sentTypename = (node: FetchNode, typename: string, fits: Fits): string => {
  let sent = typename
  for (const rewrite of node.inputRewrites ?? []) {
    const [fragment = '', field, ...more] = rewrite.path
    const isTypename = rewrite.kind === 'ValueSetter' && field === '__typename' && more.length === 0
    if (!isTypename || !fragment.startsWith(fragmentPrefix) || typeof rewrite.setValueTo !== 'string') {
      return notCovered('representations that are rewritten')
    }
    if (fits(typename, fragment.slice(fragmentPrefix.length))) sent = rewrite.setValueTo
  }
  return sent
}

const fragmentPrefix = '... on '

/** The fields that a step needs of an object of a type, in the order of the plan. Empty when it is not for the type. */
export const requiredOf = (node: FetchNode, typename: string, fits: Fits): readonly RequiredField[] =>
  requiredFields(node.requires ?? [], typename, fits)

/** A field of a representation. */
export type RequiredField = Extract<RequiredSelection, { kind: 'Field' }>

/** The fields of required selections that apply to a type; the same field twice is one. */
export const requiredFields = (
  selections: readonly RequiredSelection[],
  typename: string,
  fits: Fits,
): readonly RequiredField[] => {
  const fields = new Map<string, RequiredField>()
  const read = (list: readonly RequiredSelection[]): void => {
    for (const selection of list) {
      if (selection.kind === 'InlineFragment') {
        if (selection.typeCondition === undefined || fits(typename, selection.typeCondition)) read(selection.selections)
        continue
      }
      const key = selection.alias ?? selection.name
      const known = fields.get(key)
      const below = [...(known?.selections ?? []), ...(selection.selections ?? [])]
      fields.set(key, below.length > 0 ? { ...selection, selections: below } : selection)
    }
  }
  read(selections)
  return [...fields.values()]
}

const fieldType = (schema: GraphQLSchema, typename: string, name: string): GraphQLOutputType | undefined => {
  const type = schema.getType(typename)
  if (name === '__typename') return schema.getType('String') as GraphQLOutputType
  return isObjectType(type) ? type.getFields()[name]?.type : undefined
}

// Aliases of the planner's own making stand once in a fetch, so their place in it need not be looked at.
const readRenames = ({ outputRewrites }: FetchNode): ReadonlyMap<string, string> => {
  const renames = new Map<string, string>()
  for (const rewrite of outputRewrites ?? []) {
    const last = rewrite.path.at(-1)
    if (rewrite.kind !== 'KeyRenamer' || last === undefined) return notCovered('values that are rewritten')
    if ((renames.get(last) ?? rewrite.renameKeyTo) !== rewrite.renameKeyTo) notCovered('an alias of two fields')
    renames.set(last, rewrite.renameKeyTo)
  }
  return renames
}
