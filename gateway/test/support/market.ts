// The widest world of the tests: as one schema for graphql-js, and cut into four subgraphs for the gateway.
import {
  buildASTSchema,
  type DocumentNode,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  visit,
} from 'graphql'
import { createRows, type Mood, type Row } from './market-rows.ts'
import { federatedSdl, type MediaAs, oneSdl } from './market-sdl.ts'
import { type ResolverMap, startSubgraph, type TestSubgraph } from './subgraph-server.ts'

// What the gateway sent with a reference, or the row itself in one schema. Nothing sent is the gateway's fault.
const required = (row: Row, field: string): unknown => {
  if (!('sent' in row)) return row[field]
  const value = (row.sent as Record<string, unknown>)[field]
  return value === undefined ? new Error(`Field "${field}" was required and not sent.`) : value
}
const inside = (value: unknown, field: string): unknown =>
  value === null || value instanceof Error ? value : (value as Record<string, unknown>)[field]
const textOf = (...values: readonly unknown[]): unknown =>
  values.find(value => value instanceof Error) ?? values.map(value => value ?? 'none').join(' ')

const gramsOf = (parts: unknown): unknown =>
  Array.isArray(parts) ? textOf(...parts.map(part => inside(part, 'grams'))) : textOf(parts)

const labelOf = (row: Row): unknown => {
  const maker = required(row, 'maker')
  const address = inside(maker, 'address') ?? null
  return textOf(inside(maker, 'name'), inside(address, 'city'))
}

// In one schema a product's name is a function of the field's arguments; the gateway sent its result.
const requiredName = (row: Row, upper: boolean): unknown => {
  const name = required(row, 'name')
  return typeof name === 'function' ? name({ upper }) : name
}

const requiring = {
  Product: {
    shipping: (row: Row) => textOf(required(row, 'weight')),
    postage: (row: Row) => textOf(required(row, 'weight'), inside(required(row, 'size'), 'h')),
    label: (row: Row) => labelOf(row),
    contents: (row: Row) => gramsOf(required(row, 'parts')),
    sign: (row: Row) => textOf(requiredName(row, true)),
    badge: (row: Row, args: { with: string | null }) => {
      const name = requiredName(row, false)
      return row.hasBadge ? textOf(name, args.with, required(row, 'weight')) : null
    },
    digest: (row: Row) => textOf('sent' in row ? required(row, 'label') : labelOf(row)),
  },
  Media: {
    blurb: (row: Row) => textOf(required(row, 'title')),
    verdict: (row: Row, { short }: { short: boolean | null }) => {
      const title = required(row, 'title')
      // What the gateway sends of a failed title is null.
      if (title instanceof Error || (title === null && row.id === 'm2')) return title
      return {
        text: short ? title : `${title}!`,
        note: `On ${title}`,
        grade: title === null ? 'UGLY' : 'GOOD',
        by: row.lead,
      }
    },
  },
}

const isSame = (row: Row, sent: Record<string, unknown>): boolean => {
  if (row.__typename === 'Copy') {
    return row.number === sent.number && inside(row.shelf, 'code') === inside(sent.shelf, 'code')
  }
  return ['id', 'sku', 'email'].some(key => sent[key] !== undefined && row[key] === sent[key])
}

const referenceTo = (all: readonly Row[]) => (sent: Record<string, unknown>) => {
  const row = all.find(candidate => isSame(candidate, sent))
  return row ? { ...row, sent } : null
}

const createResolvers = (mood: Mood): ResolverMap => {
  const { User, Product, Media, Review, Copy, Note } = createRows(mood)

  const rootFields = {
    products: (_: unknown, { first }: { first: number | null }) => Product.slice(0, first ?? 1),
    product: (_: unknown, { id }: { id: string }) => Product.find(row => row.id === id) ?? null,
    media: () => [Media[0], Media[2], null, Media[1]],
    search: (_: unknown, { term }: { term?: string | null }) => [
      ...(term === null ? [] : [Product[3], User[1]]),
      term === undefined ? Media[0] : Media[1],
      Note[0],
      null,
      User[0],
      Product[0],
    ],
    named: () => [Product[1], User[0], Note[0], User[2]],
    grid: () => [[Product[0], User[2], null], null, [], [Media[2], Note[0]]],
    copies: () => Copy,
    user: (_: unknown, { id }: { id: string }) => User.find(row => row.id === id) ?? null,
    users: (_: unknown, { filter }: { filter: { kind?: string | null; limit: number } | null }) =>
      User.filter(({ kind }) => !filter?.kind || filter.kind === kind).slice(0, filter?.limit),
    echo: (_: unknown, args: object) => JSON.stringify(args),
    shelfTop: () => [Product[1], Product[3], Product[0]],
    reviews: () => Review,
    best: () => Media[0],
    reviewed: () => [Media[2], Media[1], Media[0]],
  }

  // They change nothing, so that the gateway's and the one schema's do not disturb each other.
  const mutations = {
    move: (_: unknown, { id, to }: { id: string; to: string | null }) => (to ? rootFields.product(_, { id }) : null),
    greet: rootFields.user,
    count: (_: unknown, { probes }: { probes: readonly { limit: number }[] | null }) =>
      probes?.map(({ limit }) => Product[limit] ?? null),
    rate: (_: unknown, { id }: { id: string }) => Media.find(row => row.id === id) ?? null,
  }

  return {
    Query: rootFields,
    Mutation: mutations,
    User: { __resolveReference: referenceTo(User) },
    Product: { ...requiring.Product, __resolveReference: referenceTo(Product) },
    Media: { ...requiring.Media, __resolveReference: referenceTo(Media) },
    Film: { ...requiring.Media, __resolveReference: referenceTo(Media) },
    Game: { ...requiring.Media, __resolveReference: referenceTo(Media) },
    Copy: { __resolveReference: referenceTo(Copy) },
  }
}

/**
 * The markets. In the broken one fields fail and entities are unknown; in the faceless one nothing fails, but subgraphs
 * do not know the types of "Media"; in the calm one neither happens, so compiled programs answer to the end.
 */
export const markets = ['calm', 'faceless', 'broken'] as const
export type Market = (typeof markets)[number]

const moodOf = (market: Market): Mood => (market === 'broken' ? 'broken' : 'calm')
const mediaOf = (market: Market): MediaAs => (market === 'calm' ? 'types' : 'interface object')

/** What a test changes about a market. */
export type ChangeMarket = {
  /** Rewrites the SDL of one subgraph. */
  readonly sdl?: (sdl: string) => string
  /** Gives the resolvers of some types anew. */
  readonly resolvers?: (resolvers: ResolverMap) => ResolverMap
}

/** A market as four subgraphs: catalogue, people, stock, reviews. */
export const startMarket = (market: Market, change: ChangeMarket = {}): Promise<TestSubgraph[]> => {
  const resolvers = createResolvers(moodOf(market))
  const started = Object.entries(federatedSdl(mediaOf(market))).map(([name, plain]) => {
    const sdl = change.sdl?.(plain) ?? plain
    return startSubgraph(name, sdl, resolversFor(sdl, { ...resolvers, ...change.resolvers?.(resolvers) }))
  })
  return Promise.all(started)
}

const resolversFor = (sdl: string, resolvers: ResolverMap): ResolverMap => {
  const map: ResolverMap = {}
  for (const node of parse(sdl).definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue
    const isReferenced = node.directives?.some(({ name }) => name.value === 'key')
    const fields = new Set(node.fields?.map(({ name }) => name.value))
    const kept = Object.entries(resolvers[node.name.value] ?? {}).filter(([name]) =>
      name === '__resolveReference' ? isReferenced : fields.has(name) && node.kind === Kind.OBJECT_TYPE_DEFINITION,
    )
    if (kept.length > 0) map[node.name.value] = Object.fromEntries(kept)
  }
  return map
}

/** A market as one schema: what every answer is compared with. */
export const marketSchema = (market: Market, wrap: WrapResolver = (_, resolve) => resolve): GraphQLSchema =>
  withResolvers(parse(oneSdl), createResolvers(moodOf(market)), wrap)

/**
 * The same market where no null moves up, so that graphql-js reports every error there is. Where several errors meet in
 * one null, which one is reported depends on timing; all that may be reported are these.
 */
export const marketOfAllErrors = (market: Market): GraphQLSchema => {
  const strict = marketSchema(market)
  const nullable = visit(parse(oneSdl), {
    FieldDefinition: node => ({
      ...node,
      type: visit(node.type, { NonNullType: { leave: ({ type }) => type } }),
    }),
  })
  return withResolvers(nullable, createResolvers(moodOf(market)), (coordinate, resolve) => {
    const [type = '', field = ''] = coordinate.split('.')
    const strictType = strict.getType(type)
    const text = isObjectType(strictType) ? String(strictType.getFields()[field]?.type) : ''
    return (...args) => refuseNulls(resolve(...args), text)
  })
}

const refuseNulls = (value: unknown, type: string): unknown => {
  const isRequired = type.endsWith('!')
  const inner = isRequired ? type.slice(0, -1) : type
  if (value === null || value === undefined) return isRequired ? new Error('Null is not allowed here.') : value
  if (!Array.isArray(value) || !inner.startsWith('[')) return value
  return value.map(item => refuseNulls(item, inner.slice(1, -1)))
}

type Resolver = GraphQLFieldResolver<unknown, unknown>

/** Makes another resolver of a field's own. */
export type WrapResolver = (coordinate: string, resolve: Resolver) => Resolver

const withResolvers = (document: DocumentNode, resolvers: ResolverMap, wrap: WrapResolver): GraphQLSchema => {
  const schema = buildASTSchema(document)
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    for (const field of Object.values(type.getFields())) {
      const own = resolvers[type.name]?.[field.name] as Resolver | undefined
      field.resolve = wrap(`${type.name}.${field.name}`, own ?? defaultFieldResolver)
    }
  }
  return schema
}
