import { type GraphQLOutputType, getNamedType, isListType, isNonNullType } from 'graphql'
import type { RequiredSelection } from '../plan.ts'
import type { Fits } from '../rewrites.ts'
import {
  areNull,
  type GeneratedCode,
  literal,
  refuseOtherThanLists,
  refuseOtherThanObjects,
  refuseUneven,
} from './generated-code.ts'
import type { HeldObject, ObjectReader } from './held-object.ts'
import {
  type Layout,
  type OpenPath,
  requiredFields,
  requiredOf,
  type Source,
  type Spot,
  sentTypename,
} from './layout.ts'
import { notCovered } from './not-covered.ts'
import type { Step } from './steps.ts'

/** What is needed to generate the function that collects what one step asks for. */
export type CollectorOptions = {
  readonly code: GeneratedCode
  readonly layout: Layout
  readonly reader: ObjectReader
  readonly steps: readonly Step[]
  readonly fits: Fits
  /** The field by which a step's entities of a type are recognised; null where it takes more than one plain field. */
  readonly plainKey: (step: number, typename: string) => string | null
}

/**
 * Generates the function that walks from the replies that are there to the objects that a step asks entities for, and
 * writes their representations. It fills the step's part of `run.collected`.
 */
export const generateCollector = (step: Step, options: CollectorOptions): string => {
  const { code, layout, reader, steps, fits, plainKey } = options
  const isThere = (index: number): boolean => step.before.has(index)
  /** Walks that start at the entities of an earlier step: of these each is there once, of its places many are. */
  const shorter = new Map<string, string>()

  const walkSpot = (spot: Spot, bases: readonly string[]): string => {
    const types = layout.possibleTypes(spot.typename)
    const [only] = types
    if (only !== undefined && types.length === 1) return walkObject(spot, only, bases)
    const cases = types.map(name => ({ name, walk: walkObject(spot, name, bases) }))
    if (cases.every(({ walk }) => walk === '')) return ''
    const texts = cases.map(({ name, walk }) => `case ${literal(name)}:{${walk}break}`)
    return `switch(${reader.typename(spot, bases, types)}){${texts.join('')}default:return unusual()}`
  }

  const walkObject = (spot: Spot, typename: string, bases: readonly string[]): string => {
    const object = reader.hold(spot, typename, bases, isThere)
    if (layout.endsAt(spot, typename, step.index)) return addObject(object, spot.sources.length)
    const open = object.typed.paths.find(path => path.step === step.index)
    const key = open && step.path[open.at]?.key
    if (!open || key === undefined) return ''
    if (key in Object.prototype) notCovered(`the name "${key}"`)
    const reached = layout.reach(object.typed, key)
    // Not there for this type: the path is that of another one.
    if (!reached) return ''
    const walk = walkValue(reached.type, reader.values(object, reached, 'null'), reached.sources, reached.paths)
    if (walk === '') return ''
    const [holder] = reached.holders
    const link = object.typed.links.find(({ source }) => source === holder?.source)
    if (!link || reached.holders.length > 1 || !isWholePath(link.step, open.at)) {
      return reader.declareLinks(object, new Set(reached.holders.map(({ source }) => source))) + walk
    }
    const entity = object.variables[link.source]!
    const entities = code.keep(`run.entities[${link.step}]`)
    const types = code.keep(`run.collected[${link.step}].types`)
    const isOther = `${entity}===null||${types}[i]!==${literal(typename)}`
    // Several types of an outer object may lead to the same entities.
    shorter.set(
      `${link.step} ${typename}`,
      `for(let i=0;i<${entities}.length;i++){const ${entity}=${entities}[i];if(${isOther})continue;${walk}}`,
    )
    return ''
  }

  /** Whether the path of an earlier step is, up to here, this step's own. */
  const isWholePath = (earlier: number, at: number): boolean => {
    const path = steps[earlier]!.path
    const isSame = step.path.slice(0, at).every(({ key, types }, index) => {
      const other = path[index]
      return other?.key === key && String(other.types) === String(types)
    })
    return isSame && path.length === at
  }

  const walkValue = (
    type: GraphQLOutputType,
    values: readonly string[],
    sources: readonly Source[],
    paths: readonly OpenPath[],
  ): string => {
    if (isNonNullType(type)) return walkValue(type.ofType, values, sources, paths)
    const variables = values.map(() => code.variable())
    const walk = isListType(type)
      ? walkList(type.ofType, variables, sources, paths)
      : walkSpot({ typename: getNamedType(type).name, sources, paths }, variables)
    if (walk === '') return ''
    const declared = `const ${variables.map((variable, index) => `${variable}=${values[index]}`).join(',')};`
    const check = isListType(type) ? refuseOtherThanLists(variables) : refuseOtherThanObjects(variables)
    return `${declared}if(!(${areNull(variables)})){${refuseUneven(variables)}${check}${walk}}`
  }

  const walkList = (
    type: GraphQLOutputType,
    lists: readonly string[],
    sources: readonly Source[],
    paths: readonly OpenPath[],
  ): string => {
    const index = code.variable()
    const items = lists.map(list => `${list}[${index}]`)
    const walk = walkValue(type, items, sources, layout.intoList(paths))
    return walk && `for(let ${index}=0;${index}<${lists[0]}.length;${index}++){${walk}}`
  }

  const addObject = (object: HeldObject, bases: number): string => {
    const { typename, sources } = object.typed
    const sent = sentTypename(step.node, typename, fits)
    const { text, leaves, used } = writeRepresentation(requiredOf(step.node, typename, fits), object, sent)
    const checks = sources.slice(0, bases).map((_, index) => reader.refuseOtherType(object, index))
    const sole = leaves.get(reader.soleKey(step.index) ?? '')
    const plain = leaves.get(plainKey(step.index, typename) ?? '') ?? 'undefined'
    const into = code.keep(`run.collected[${step.index}]`)
    const [key, position] = [code.variable(), code.variable()]
    return [
      reader.declareLinks(object, used),
      ...checks,
      `const ${key}=${sole ?? text};let ${position}=${into}.positions.get(${key});`,
      `if(${position}===undefined){${position}=${into}.texts.push(${sole ? text : key})-1;`,
      `${into}.positions.set(${key},${position});${into}.types.push(${literal(typename)});${into}.keys.push(${plain})}`,
      // Every source here was there before the step, so the first one is the carrier.
      sole ? '' : `${object.variables[0]}[${reader.mark(step.index)}]=${position};`,
    ].join('')
  }

  type Representation = {
    /** An expression. */
    readonly text: string
    /** Expressions of the fields without fields of their own, by key. */
    readonly leaves: ReadonlyMap<string, string>
    /** Positions of the sources that it reads. */
    readonly used: ReadonlySet<number>
  }

  const writeRepresentation = (
    required: ReturnType<typeof requiredOf>,
    object: HeldObject,
    sent: string,
  ): Representation => {
    const leaves = new Map<string, string>()
    const used = new Set<number>()
    const parts = required.map(({ name, alias, selections }, index) => {
      const key = alias ?? name
      const head = `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`
      if (key === '__typename') return literal(head + JSON.stringify(sent))
      if (key in Object.prototype) notCovered(`the name "${key}"`)
      const reached = layout.reach(object.typed, key) ?? notCovered(`"${sent}.${key}", which a fetch requires`)
      for (const { source } of reached.holders) used.add(source)
      // What then becomes of the entity depends on whether this is its key, which the interpreter knows.
      const values = reader.values(object, reached, 'unusual()')
      if (selections) {
        const { type, sources, paths } = reached
        return `${literal(head)}+${writeRequired(type, values, sources, paths, selections)}`
      }
      const value = values.toReversed().join('??')
      leaves.set(key, value)
      return `${literal(head)}+sent(${value})`
    })
    return { text: `${parts.join('+')}+"}"`, leaves, used }
  }

  /** An expression that writes a required value with fields of its own. */
  const writeRequired = (
    type: GraphQLOutputType,
    values: readonly string[],
    sources: readonly Source[],
    paths: readonly OpenPath[],
    selections: readonly RequiredSelection[],
  ): string => {
    if (isNonNullType(type)) return writeRequired(type.ofType, values, sources, paths, selections)
    const variables = values.map(() => code.variable())
    const name = code.addFunction(variables, () => {
      const head = `if(${areNull(variables)})return "null";${refuseUneven(variables)}`
      if (!isListType(type)) {
        const spot: Spot = { typename: getNamedType(type).name, sources, paths }
        return head + refuseOtherThanObjects(variables) + writeRequiredObject(spot, variables, selections)
      }
      const items = variables.map(list => `${list}[i]`)
      const item = writeRequired(type.ofType, items, sources, layout.intoList(paths), selections)
      return `${head}${refuseOtherThanLists(variables)}const texts=[];for(let i=0;i<${variables[0]}.length;i++)texts.push(${item});return "["+texts.join(",")+"]"`
    })
    return `${name}(${values.join(',')})`
  }

  const writeRequiredObject = (
    spot: Spot,
    bases: readonly string[],
    selections: readonly RequiredSelection[],
  ): string => {
    const writeOne = (typename: string): string => {
      const fields = requiredFields(selections, typename, fits)
      if (fields.length === 0) return 'return "{}"'
      const object = reader.hold(spot, typename, bases, isThere)
      const { text, used } = writeRepresentation(fields, object, typename)
      return `${reader.declareLinks(object, used)}return ${text}`
    }
    const types = layout.possibleTypes(spot.typename)
    const [only] = types
    if (only !== undefined && types.length === 1) return writeOne(only)
    const cases = types.map(name => `case ${literal(name)}:{${writeOne(name)}}`)
    return `switch(${reader.typename(spot, bases, types)}){${cases.join('')}default:return unusual()}`
  }

  return code.addEntry(() => {
    const known = layout.root.sources.flatMap((source, index) => (isThere(source.step) ? [{ source, index }] : []))
    const spot: Spot = { ...layout.root, sources: known.map(({ source }) => source) }
    const roots = known.map(({ index }) => code.keep(`run.roots[${index}]`))
    const walk = walkSpot(spot, roots)
    return walk + [...shorter.values()].join('')
  })
}
