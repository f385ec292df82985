import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql'

/** A random valid query with its variables. */
export type RandomOperation = { readonly query: string; readonly variables: Record<string, unknown> }

/** Aliases that trap gateways: names of keys and required fields, names that every object has. */
const aliases = ['id', 'isbn', 'weight', 'name', 'title', 'x', 'y', 'constructor', '__proto__', 'toString']

const declarations: Record<string, { type: string; values: readonly unknown[] }> = {
  yes: { type: 'Boolean = true', values: [true, false, undefined] },
  no: { type: 'Boolean!', values: [true, false] },
  first: { type: 'Int', values: [0, 1, 4, undefined] },
  term: { type: 'String', values: ['w', null, undefined] },
  upper: { type: 'Boolean', values: [true, null, undefined] },
  filter: { type: 'AuthorFilter', values: [{ genre: 'SEA' }, { limit: 1 }, { genre: 'LAND', limit: 3 }, undefined] },
}

const argumentsOf: Record<string, readonly string[]> = {
  'Query.books': ['', '', '(first: 4)', '(first: $first)'],
  'Query.book': ['(id: "b2")', '(id: "b4")', '(id: "none")'],
  'Query.search': ['', '(term: "w")', '(term: $term)', '(term: null)'],
  'Query.author': ['(id: "a1")', '(id: "a2")', '(id: "none")'],
  'Query.authors': ['', '(filter: { genre: SEA })', '(filter: $filter)', '(filter: { limit: 3 })'],
  'Book.title': ['', '', '(upper: true)', '(upper: $upper)'],
}

/** Creates an endless row of valid queries; the same seed gives the same row. */
export const randomOperations = (schema: GraphQLSchema, seed: number): (() => RandomOperation) => {
  const random = mulberry32(seed)
  const below = (count: number): number => Math.floor(random() * count)
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)]!
  let fragments: string[] = []

  const condition = (): string =>
    random() < 0.12 ? ` @${oneOf(['skip', 'include'])}(if: ${oneOf(['$yes', '$no', '$no', 'true', 'false'])})` : ''

  const field = (type: GraphQLCompositeType, depth: number): string => {
    if (isUnionType(type) || random() < 0.08) return `${random() < 0.3 ? 't: ' : ''}__typename${condition()}`
    const names = Object.keys(type.getFields())
    const name = oneOf(names)
    const result = getNamedType(type.getFields()[name]!.type)
    if (isCompositeType(result) && depth <= 0) return oneOf(['__typename', '__typename'])
    const alias = random() < 0.3 ? `${oneOf(aliases)}: ` : ''
    const args = oneOf(argumentsOf[`${type.name}.${name}`] ?? [''])
    const below = isCompositeType(result) ? ` ${selections(result, depth - 1)}` : ''
    return `${alias}${name}${args}${condition()}${below}`
  }

  const fragmentOn = (type: GraphQLCompositeType): GraphQLCompositeType => {
    const possible = isAbstractType(type) ? [...schema.getPossibleTypes(type), type] : [type]
    const interfaces = isObjectType(type) ? type.getInterfaces() : []
    return oneOf([...possible, ...interfaces])
  }

  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const parts = Array.from({ length: 1 + below(4) }, () => {
      const roll = random()
      if (roll < (isAbstractType(type) ? 0.6 : 0.12)) {
        const on = fragmentOn(type)
        return `... on ${on.name}${condition()} ${selections(on, depth - 1)}`
      }
      if (roll > 0.95 && depth > 0) {
        const on = fragmentOn(type)
        const name = `F${fragments.length}`
        fragments.push('')
        fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${selections(on, depth - 1)}`
        return `...${name}${condition()} ...${name}`
      }
      return field(type, depth)
    })
    return `{ ${parts.join(' ')} }`
  }

  const attempt = (): RandomOperation | null => {
    fragments = []
    const body = [selections(schema.getQueryType()!, 4), ...fragments].join('\n')
    const variables: Record<string, unknown> = {}
    const declared = Object.entries(declarations).flatMap(([name, { type, values }]) => {
      if (!new RegExp(`\\$${name}\\b`).test(body)) return []
      const value = oneOf(values)
      if (value !== undefined) variables[name] = value
      return [`$${name}: ${type}`]
    })
    const query = `query Random${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`
    return validate(schema, parse(query)).length === 0 ? { query, variables } : null
  }

  return () => {
    for (;;) {
      const operation = attempt()
      if (operation) return operation
    }
  }
}

// A small generator of numbers that repeats itself for the same seed.
const mulberry32 = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
}
