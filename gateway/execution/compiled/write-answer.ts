import {
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { Fits } from '../rewrites.ts'
import { createAskedFields } from './asked-fields.ts'
import { areNull, type GeneratedCode, literal, refuseOtherThanLists, refuseUneven } from './generated-code.ts'
import type { HeldObject, ObjectReader } from './held-object.ts'
import { type Layout, type Link, type OpenPath, type Reached, requiredOf, type Source, type Spot } from './layout.ts'
import { notCovered } from './not-covered.ts'
import type { Step } from './steps.ts'

/** What is needed to generate the function that writes an answer. */
export type WriterOptions = {
  readonly code: GeneratedCode
  readonly layout: Layout
  readonly reader: ObjectReader
  readonly steps: readonly Step[]
  /** The client's operation, all conditions decided. */
  readonly document: DocumentNode
  /** As clients see it. */
  readonly schema: GraphQLSchema
  readonly fits: Fits
  readonly responseName: (field: FieldNode) => string
}

/** What stands at a place of the answer: values of several sources, and what the client asks of the object there. */
type Below = {
  readonly typename: string
  readonly sources: readonly Source[]
  readonly sets: readonly SelectionSetNode[]
}

/**
 * Generates the function that writes the answer's data as JSON text from a run whose steps have all ended. What the
 * client asked for, in which order and under which names, is settled in its code.
 */
export const generateWriter = (options: WriterOptions): string => {
  const { code, layout, reader, steps, document, schema, fits, responseName } = options
  const asked = createAskedFields(document, fits)

  /** The name of a function that writes an object. */
  const writeSpot = (spot: Spot, sets: readonly SelectionSetNode[]): string => {
    const type = schema.getType(spot.typename)
    if (isObjectType(type)) return writeObject(spot, type.name, sets)
    if (!isAbstractType(type)) return notCovered(`the type "${spot.typename}"`)
    const types = schema.getPossibleTypes(type).map(({ name }) => name)
    const variables = spot.sources.map(() => code.variable())
    return code.addFunction(variables, () => {
      const cases = types.map(
        name => `case ${literal(name)}:return ${writeObject(spot, name, sets)}(${variables.join(',')});`,
      )
      return `switch(${reader.typename(spot, variables, types)}){${cases.join('')}default:return unusual()}`
    })
  }

  const writeObject = (spot: Spot, typename: string, sets: readonly SelectionSetNode[]): string => {
    const bases = spot.sources.map(() => code.variable())
    return code.addFunction(bases, () => {
      const object = reader.hold(spot, typename, bases, () => true)
      const used = new Set<number>()
      const fields = [...asked.fieldsOf(sets, typename)].map(([key, nodes]) => {
        const head = `${JSON.stringify(key)}:`
        const [node] = nodes
        if (node?.name.value === '__typename') return [literal(head + JSON.stringify(typename))]
        const reached = reach(object, node!)
        for (const { source } of reached.holders) used.add(source)
        return [literal(head), ...writeField(object, reached, typeOf(typename, node!), nodes)]
      })
      const text = joined([
        literal('{'),
        ...fields.flatMap((field, index) => (index ? [literal(','), ...field] : field)),
        literal('}'),
      ])
      const checks = spot.sources.map((_, index) => checkType(object, index)).join('')
      const links = object.typed.links.filter(({ source }) => used.has(source))
      const ofLinks = links.map(({ source }) => {
        const check = reader.refuseOtherType(object, source)
        return check && `if(${object.variables[source]}!==null){${check}}`
      })
      const head = `${checks}${reader.declareLinks(object, used)}`
      const [link] = links
      if (!link || !isDecidedBy(link, object, sets)) return `${head}${ofLinks.join('')}return ${text}`
      // Wherever this entity stands the text is the same, so it is written once.
      const [texts, position] = [code.list(), reader.positionOf(object, link)]
      return `${head}const text=${texts}[${position}];if(text!==undefined)return text;${ofLinks.join('')}return ${texts}[${position}]=flat(${text})`
    })
  }

  /** Whether everything that is asked of an object comes from one entity, or from the key that chose it. */
  const isDecidedBy = (link: Link, object: HeldObject, sets: readonly SelectionSetNode[]): boolean => {
    const { typename } = object.typed
    const required = requiredOf(steps[link.step]!.node, typename, fits)
    const keys = new Set(required.flatMap(({ alias, name, selections }) => (selections ? [] : [alias ?? name])))
    return [...asked.fieldsOf(sets, typename).values()].every(([node]) => {
      if (node?.name.value === '__typename') return true
      const { holders } = reach(object, node!)
      return holders.every(({ source }) => source === link.source) || keys.has(responseName(node!))
    })
  }

  const reach = (object: HeldObject, node: FieldNode): Reached => {
    const name = responseName(node)
    if (name in Object.prototype) return notCovered(`the name "${name}"`)
    return (
      layout.reach(object.typed, name) ??
      notCovered(`"${object.typed.typename}.${node.name.value}", which no step brings`)
    )
  }

  // The fields of introspection are no fields of a type.
  const typeOf = (typename: string, { name }: FieldNode): GraphQLOutputType => {
    const type = schema.getType(typename)
    return (isObjectType(type) ? type.getFields()[name.value]?.type : undefined) ?? notCovered(`"${name.value}"`)
  }

  const checkType = (object: HeldObject, source: number): string => {
    const variable = object.variables[source]
    const check = reader.refuseOtherType(object, source)
    return check === '' ? `if(typeof ${variable}!=="object"||isArray(${variable}))return unusual();` : check
  }

  const writeField = (
    object: HeldObject,
    reached: Reached,
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
  ): readonly string[] => {
    const values = reader.values(object, reached, 'null')
    const named = getNamedType(type)
    // The later step's value stands where two have one, unless it is null.
    if (isLeafType(named)) return writeValue(type, [values.toReversed().join('??')], reached.paths, null)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    return writeValue(type, values, reached.paths, { typename: named.name, sources: reached.sources, sets })
  }

  /** Expressions that together write a value, given those of its sources. */
  const writeValue = (
    type: GraphQLOutputType,
    values: readonly string[],
    paths: readonly OpenPath[],
    below: Below | null,
  ): readonly string[] => {
    const isNullable = !isNonNullType(type)
    const inner = isNullable ? type : type.ofType
    if (!isNullable && !below && !isListType(inner)) return writeLeaf(inner, values[0]!)
    const variables = values.map(() => code.variable())
    const name = code.addFunction(variables, () => {
      const ifNull = `if(${areNull(variables)})return ${isNullable ? '"null"' : 'unusual()'};`
      return `${ifNull}${refuseUneven(variables)}${writePresent(inner, variables, paths, below)}`
    })
    return [`${name}(${values.join(',')})`]
  }

  /** Statements that answer the text of a value that is not null. */
  const writePresent = (
    type: GraphQLOutputType,
    values: readonly string[],
    paths: readonly OpenPath[],
    below: Below | null,
  ): string => {
    if (isListType(type)) {
      const items = values.map(list => `${list}[i]`)
      const item = joined(writeValue(type.ofType, items, layout.intoList(paths), below))
      return `${refuseOtherThanLists(values)}if(${values[0]}.length===0)return "[]";let text="[";for(let i=0;i<${values[0]}.length;i++)text+=i===0?${item}:","+${item};return text+"]"`
    }
    if (!below) return `return ${joined(writeLeaf(type, values[0]!))}`
    const write = writeSpot({ typename: below.typename, sources: below.sources, paths }, below.sets)
    // Properties of undefined cannot be read.
    const isMissing = values.map(value => `${value}===undefined`).join('||')
    return `if(${isMissing})return unusual();return ${write}(${values.join(',')})`
  }

  // The quotes stand with the constant texts around: fewer and longer parts are joined faster.
  const writeLeaf = (type: GraphQLOutputType, value: string): readonly string[] => {
    const quotes = literal('"')
    if (isEnumType(type)) {
      const names = new Set(type.getValues().map(({ name }) => name))
      return [quotes, `enumText(${value},${code.constant(names)})`, quotes]
    }
    const name = String(type)
    if (name === 'String' || name === 'ID') {
      const isPlain = code.keep('run.isPlain')
      return [quotes, `${name === 'ID' ? 'idText' : 'stringText'}(${value},${isPlain})`, quotes]
    }
    return [`${leafWriters.get(name) ?? 'anyLeaf'}(${value})`]
  }

  return code.addEntry(() => {
    const roots = layout.root.sources.map((_, index) => code.keep(`run.roots[${index}]`))
    return `return ${writeSpot(layout.root, asked.root)}(${roots.join(',')})`
  })
}

const leafWriters: ReadonlyMap<string, string> = new Map([
  ['Int', 'intLeaf'],
  ['Float', 'floatLeaf'],
  ['Boolean', 'booleanLeaf'],
])

/** Joins expressions of text; constants that stand side by side become one. */
const joined = (parts: readonly string[]): string => {
  const merged: string[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (last?.startsWith('"') && part.startsWith('"')) merged[merged.length - 1] = last.slice(0, -1) + part.slice(1)
    else merged.push(part)
  }
  return merged.join('+')
}
