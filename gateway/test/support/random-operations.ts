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

/** A random valid operation over the market with its variables. */
export type RandomOperation = { readonly query: string; readonly variables: Record<string, unknown> }

/** How fields are renamed: not at all, to names that mean nothing, or to names that trap gateways. */
export const aliasModes = ['none', 'random', 'hostile'] as const
export type AliasMode = (typeof aliasModes)[number]

const harmless = ['a', 'b1', 'camelCase', 'snake_case', 'Z', '_x', 'c', 'd', 'e', 'f']

/** Names of keys, of required fields, of planners' own making, and those that every JavaScript object has. */
const hostile = [
  ...['id', 'sku', 'email', 'number', 'shelf', 'code', 'weight', 'maker', 'address', 'city', 'parts', 'grams', 'title'],
  ...['name', 'size', 'h', 'sent', '__typename', '_entities', 'representations', '_0', 'id__alias_0', 'sku__alias_0'],
  ...['weight__client', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length'],
]

const declarations: Record<string, { readonly type: string; readonly values: readonly unknown[] }> = {
  yes: { type: 'Boolean = true', values: [true, false, undefined] },
  no: { type: 'Boolean!', values: [true, false] },
  first: { type: 'Int', values: [0, 1, 4, null, undefined] },
  limit: { type: 'Int', values: [1, 2, undefined, undefined] },
  many: { type: 'Int = 2', values: [1, null, undefined] },
  term: { type: 'String', values: ['w', null, undefined] },
  upper: { type: 'Boolean', values: [true, null, undefined] },
  kind: { type: 'Kind', values: ['STAFF', 'GUEST', null, undefined] },
  row: { type: '[Int!]', values: [[1, 2], [], 7, null, undefined] },
  short: { type: 'UserFilter = { limit: 1 }', values: [{}, { limit: 2 }, null, undefined] },
  id: { type: 'ID! = "p1"', values: ['p2', 'p3', 'none', undefined] },
  zone: { type: '[[Int!]]', values: [[[1, 2], null], [], 5, null, undefined] },
  filter: { type: 'UserFilter', values: [{ kind: 'STAFF' }, { limit: 1 }, { kind: null, limit: 3 }, null, undefined] },
  probes: { type: '[Probe!]', values: [[{ limit: 1 }, {}], { limit: 0 }, [], null, undefined] },
  near: { type: 'Place = { city: "Bergen" }', values: [{}, { zone: [[3]] }, { city: null }, null, undefined] },
  probe: {
    type: 'Probe',
    values: [{}, { near: {} }, { near: null, tags: [null] }, { kind: null, near: { city: null } }, null, undefined],
  },
}

const probes = [
  ...['', '(probe: $probe)', '(probe: { near: { zone: $zone } })', '(probe: { limit: $limit, kind: $kind })'],
  ...['(probe: { near: { city: null, zone: [$row, [1, 2], null] }, tags: "x" })', '(probe: { near: $near })'],
  ...['(probe: null, other: $many)', '(probe: { near: { city: $term }, tags: [$term, "x"] }, other: $first)'],
]

const argumentsOf: Record<string, readonly string[]> = {
  'Query.products': ['', '(first: 4)', '(first: 4)', '(first: $first)', '(first: $many)'],
  'Query.product': ['(id: $id)', '(id: "p2")', '(id: "p4")', '(id: "p1")', '(id: "none")'],
  'Query.search': ['', '(term: "w")', '(term: $term)', '(term: null)'],
  'Query.user': ['(id: "u1")', '(id: "u2")', '(id: "u3")', '(id: "none")'],
  'Query.users': [
    '',
    '(filter: $short)',
    '(filter: { limit: $limit })',
    '(filter: { kind: STAFF })',
    '(filter: $filter)',
    '(filter: { kind: $kind, limit: 3 })',
  ],
  'Query.echo': probes,
  'Product.probe': probes,
  'Mutation.move': ['(id: "p1")', '(id: $id, to: $kind)', '(id: "p2", to: null)', '(id: $id, to: STAFF)'],
  'Mutation.greet': ['(id: "u1")', '(id: "u2")', '(id: "u3")', '(id: "none")'],
  'Mutation.count': [
    '',
    '(probes: [{ limit: 3 }, {}])',
    '(probes: { near: null })',
    '(probes: $probes)',
    '(probes: null)',
  ],
  'Mutation.rate': [
    '(id: "m1")',
    '(id: "m2", stars: $limit)',
    '(id: "m3", stars: null)',
    '(id: "none", stars: $first)',
  ],
  'Product.name': ['', '', '(upper: true)', '(upper: $upper)'],
  'Note.name': ['', '(upper: $upper)'],
}

// Longer operations ask nothing that shorter ones do not, and take the planner's time.
const longest = 2500

/** What a row of random operations is made of. */
export type RowOptions = {
  readonly seed: number
  readonly mode: AliasMode
}

/** Creates an endless row of valid operations; the same options give the same row. */
export const randomOperations = (schema: GraphQLSchema, { seed, mode }: RowOptions): (() => RandomOperation) => {
  const random = mulberry32(seed)
  const below = (count: number): number => Math.floor(random() * count)
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)]!
  const aliases = mode === 'hostile' ? hostile : harmless
  let fragments: string[] = []

  const alias = (): string => (mode !== 'none' && random() < 0.35 ? `${oneOf(aliases)}: ` : '')

  const condition = (): string =>
    random() < 0.12 ? ` @${oneOf(['skip', 'include'])}(if: ${oneOf(['$yes', '$no', '$no', 'true', 'false'])})` : ''
  const conditions = (): string => {
    const first = condition()
    const second = first === '' ? '' : condition()
    return first.slice(0, 4) === second.slice(0, 4) ? first : first + second
  }

  const field = (type: GraphQLCompositeType, depth: number): string => {
    if (isUnionType(type) || random() < 0.08) return `${alias()}__typename${conditions()}`
    const name = oneOf(Object.keys(type.getFields()))
    const result = getNamedType(type.getFields()[name]!.type)
    if (isCompositeType(result) && depth <= 0) return '__typename'
    const args = oneOf(argumentsOf[`${type.name}.${name}`] ?? [''])
    const inner = isCompositeType(result) ? ` ${selections(result, depth - 1)}` : ''
    return `${alias()}${name}${args}${conditions()}${inner}`
  }

  const fragmentOn = (type: GraphQLCompositeType): GraphQLCompositeType => {
    const possible = isAbstractType(type) ? [...schema.getPossibleTypes(type), type] : [type]
    const interfaces = isObjectType(type) ? type.getInterfaces() : []
    return oneOf([...possible, ...interfaces])
  }

  const selections = (type: GraphQLCompositeType, depth: number): string => {
    const parts = Array.from({ length: 1 + below(4) }, () => {
      const roll = random()
      if (roll < (isAbstractType(type) ? 0.5 : 0.12)) {
        const on = fragmentOn(type)
        const condition = on === type && random() < 0.3 ? '' : ` on ${on.name}`
        return `...${condition}${conditions()} ${selections(on, depth - 1)}`
      }
      if (roll > 0.95 && depth > 0) {
        const on = fragmentOn(type)
        const position = fragments.push('') - 1
        fragments[position] = `fragment F${position} on ${on.name} ${selections(on, depth - 1)}`
        return `...F${position}${conditions()} ...F${position}`
      }
      return field(type, depth)
    })
    return `{ ${parts.join(' ')} }`
  }

  const attempt = (): RandomOperation | null => {
    fragments = []
    const kind = random() < 0.1 ? 'mutation' : 'query'
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
    const body = [selections(root!, 3 + below(3)), ...fragments].join('\n')
    const variables: Record<string, unknown> = {}
    const declared = Object.entries(declarations).flatMap(([name, { type, values }]) => {
      if (!new RegExp(`\\$${name}\\b`).test(body)) return []
      const value = oneOf(values)
      if (value !== undefined) variables[name] = value
      return [`$${name}: ${type}`]
    })
    const query = `${kind} Random${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`
    if (body.length > longest) return null
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
