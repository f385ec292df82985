import type { Fits } from '../rewrites.ts'
import { type GeneratedCode, literal, property } from './generated-code.ts'
import { type Layout, type Link, type Reached, requiredOf, type Spot, type TypedSpot } from './layout.ts'
import { notCovered } from './not-covered.ts'
import type { Step } from './steps.ts'

/** An object in code: what is known of its place, and the variables that hold its sources, links among them. */
export type HeldObject = { readonly typed: TypedSpot; readonly variables: readonly string[] }

/** Writes the code that reads objects. */
export type ObjectReader = {
  /** Holds an object of a type whose own sources are in `bases`. */
  hold(spot: Spot, typename: string, bases: readonly string[], isThere: (step: number) => boolean): HeldObject
  /** Expressions of a field's values, one for each holder; `lost` stands for one of an entity that nobody knows. */
  values(object: HeldObject, reached: Reached, lost: 'null' | 'unusual()'): readonly string[]
  /** Statements that declare the variables of the links among these sources. */
  declareLinks(object: HeldObject, sources: ReadonlySet<number>): string
  /** A variable that `declareLinks` sets: the entity's position in the reply. */
  positionOf(object: HeldObject, link: Link): string
  /** An expression for the name of an object's type, where several types may stand. */
  typename(spot: Spot, bases: readonly string[], types: readonly string[]): string
  /** A statement that ends the program where a source says that the object is of another type; empty where none says it. */
  refuseOtherType(object: HeldObject, source: number): string
  /** The field that is all a step sends of its entities beside one type's name; null for none. */
  soleKey(step: number): string | null
  /** The property of an object that holds the position of a step's entity. */
  mark(step: number): string
}

/** Creates the reader of one program's code. */
export const createObjectReader = (options: {
  code: GeneratedCode
  layout: Layout
  steps: readonly Step[]
  fits: Fits
}): ObjectReader => {
  const { code, layout, steps, fits } = options
  const marks = steps.map(({ index }) => Symbol(`position of the entity of step ${index}`))
  const soleKeys = steps.map(step => soleKeyOf(step, layout, fits))

  const mark = (step: number): string => code.constant(marks[step])

  const isLink = ({ typed }: HeldObject, source: number): boolean => typed.links.some(link => link.source === source)

  const values: ObjectReader['values'] = (object, { holders }, lost) =>
    holders.map(({ source, key }) => {
      const variable = object.variables[source]!
      const value = property(variable, key)
      return isLink(object, source) ? `(${variable}===null?${lost}:${value})` : value
    })

  /** The sources that hold a link's sole key and were there before the link's step. */
  const keyOf = ({ typed }: HeldObject, { step }: Link): Reached | null => {
    const key = soleKeys[step]
    if (key === null || key === undefined) return null
    const reached = layout.reach(typed, key)
    const holders = reached?.holders.filter(({ source }) => steps[step]!.before.has(typed.sources[source]!.step)) ?? []
    return reached && holders.length > 0 ? { ...reached, holders } : notCovered('a key that is nowhere')
  }

  const positionOf: ObjectReader['positionOf'] = ({ variables }, { source }) => `${variables[source]}p`

  return {
    hold: (spot, typename, bases, isThere) => {
      const typed = layout.typed(spot, typename, isThere)
      return { typed, variables: [...bases, ...typed.links.map(() => code.variable())] }
    },
    values,
    declareLinks: (object, sources) => {
      const wanted = new Set(sources)
      const statements: string[] = []
      // The last to start first: the key of an entity may stand in an entity of a step that had ended before.
      const started = ({ step }: Link): number => steps[step]!.before.size
      for (const link of object.typed.links.toSorted((one, other) => started(other) - started(one))) {
        if (!wanted.has(link.source)) continue
        const key = keyOf(object, link)
        for (const { source } of key?.holders ?? []) wanted.add(source)
        const positions = `run.collected[${link.step}].positions`
        const position = key
          ? `${code.keep(positions)}.get(${values(object, key, 'unusual()').toReversed().join('??')})`
          : `${object.variables[link.carrier]}[${mark(link.step)}]`
        const [variable, found] = [object.variables[link.source], positionOf(object, link)]
        const entities = code.keep(`run.entities[${link.step}]`)
        statements.unshift(
          `const ${found}=${position};if(${found}===undefined)return unusual();const ${variable}=${entities}[${found}];`,
        )
      }
      return statements.join('')
    },
    positionOf,
    typename: (spot, bases, types) => {
      // A subgraph that has their interface as an @interfaceObject says the interface's name.
      const teller = spot.sources.findIndex(source =>
        types.every(
          name => layout.namesOf(source, name).length === 1 && layout.fieldsOf(source, name).has('__typename'),
        ),
      )
      return teller < 0
        ? notCovered(`objects of "${spot.typename}" that do not say their type`)
        : property(bases[teller]!, '__typename')
    },
    refuseOtherType: ({ typed, variables }, source) => {
      const named = layout.fieldsOf(typed.sources[source]!, typed.typename).get('__typename')
      if (!named) return ''
      const value = property(variables[source]!, named.key)
      const checks = layout.namesOf(typed.sources[source]!, typed.typename).map(name => `${value}!==${literal(name)}`)
      return `if(${checks.join('&&')})return unusual();`
    },
    soleKey: step => soleKeys[step] ?? null,
    mark,
  }
}

const soleKeyOf = ({ node }: Step, layout: Layout, fits: Fits): string | null => {
  const [part, ...others] = node.requires ?? []
  const typename = part?.kind === 'InlineFragment' ? part.typeCondition : undefined
  // Keys of two types may be alike.
  if (typename === undefined || others.length > 0 || layout.possibleTypes(typename).join() !== typename) return null
  const keys = requiredOf(node, typename, fits).filter(({ name }) => name !== '__typename')
  const [only] = keys
  return only && keys.length === 1 && !only.selections ? (only.alias ?? only.name) : null
}
