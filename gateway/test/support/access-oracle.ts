import { join } from 'node:path'
import { buildSubgraphSchema } from '@apollo/subgraph'
import {
  type ExecutionResult,
  type GraphQLSchema,
  graphql,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { openDevelopmentIssuer } from '../../access/development-issuer.ts'
import { nullOn } from './compare.ts'
import { askers, guardedSchema, rules, startGuardedMarket } from './guarded-market.ts'
import type { Market } from './market.ts'
import { type AliasMode, type RandomOperation, randomOperations } from './random-operations.ts'
import { type Asker, askerOf, type TestSubgraph } from './subgraph-server.ts'
import { startTestGateway, type TestGateway } from './test-gateway.ts'

/** An operation that was answered to somebody otherwise than the rules say, or for which too much was fetched. */
export type WrongAccess = {
  readonly asker: string
  readonly operation: RandomOperation
  readonly fault: 'data' | 'errors' | 'fetched'
  readonly ours: unknown
  readonly expected: unknown
}

/** What came of a run. */
export type AccessScore = {
  readonly wrong: readonly WrongAccess[]
  /** Operations of which something was denied to who asked. */
  readonly denied: number
}

/** A guarded market behind a gateway, and beside it as one schema with the rules on its resolvers. */
export type AccessOracle = AsyncDisposable & {
  readonly gateway: TestGateway
  /** Asks random operations, each by one of the eight askers in turn. */
  run(row: { operations: number; seed: number; mode: AliasMode }): Promise<AccessScore>
  /** What is wrong with one answer; empty when nothing is. */
  compare(operation: RandomOperation, asker: string): Promise<readonly WrongAccess[]>
}

/** Starts the oracle. */
export const startAccessOracle = async (market: Market): Promise<AccessOracle> => {
  const subgraphs = await startGuardedMarket(market)
  // Cost, rate and a busy machine are none of this test's business.
  const limits = { MAX_OPERATION_COST: '1000000000000', SUBGRAPH_TIMEOUT_MS: '600000', REQUEST_TIMEOUT_MS: '600000' }
  // And random operations may be long.
  const sizes = { MAX_OPERATION_ROOT_FIELDS: '1000', MAX_OPERATION_ALIASES: '1000', MAX_OPERATION_DIRECTIVES: '1000' }
  const gateway = await startTestGateway(subgraphs, { LOG_LEVEL: 'silent', ...limits, ...sizes })
  const schema = guardedSchema(market)
  const tokens = await tokensFor(gateway)
  let denied = 0

  const compare: AccessOracle['compare'] = async (operation, name) => {
    const asker = askers[name]!
    const token = tokens.get(name)
    const [answer, expected] = await Promise.all([
      gateway.ask({ ...operation, ...(token && { headers: { authorization: `Bearer ${token}` } }) }),
      graphql({ schema, source: operation.query, variableValues: operation.variables, contextValue: asker }),
    ])
    const ours = answer as unknown as ExecutionResult
    if (expected.errors?.some(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE')) denied += 1
    const faults: Omit<WrongAccess, 'asker' | 'operation'>[] = []
    const [ourData, itsData] = [JSON.stringify(ours.data), JSON.stringify(expected.data)]
    if (ourData !== itsData) faults.push({ fault: 'data', ours: ourData, expected: itsData })
    const [ourErrors, itsErrors] = [failures(ours), failures(expected)]
    if (!isSameFailure(ourErrors, itsErrors))
      faults.push({ fault: 'errors', ours: [...ourErrors], expected: [...itsErrors] })
    const fetched = subgraphs.flatMap(readTooMuch)
    if (fetched.length > 0) faults.push({ fault: 'fetched', ours: fetched, expected: [] })
    return faults.map(fault => ({ asker: name, operation, ...fault }))
  }

  return {
    gateway,
    compare,
    run: async ({ operations, ...options }) => {
      const next = randomOperations(schema, options)
      const wrong: WrongAccess[] = []
      const before = denied
      const names = Object.keys(askers)
      for (let turn = 0; turn < operations; turn++) {
        wrong.push(...(await compare(next(), names[turn % names.length]!)))
      }
      return { wrong, denied: denied - before }
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  }
}

const tokensFor = async ({ config }: TestGateway): Promise<ReadonlyMap<string, string>> => {
  const issuer = await openDevelopmentIssuer(join(config.dataDir, 'development-issuer.json'))
  const tokens = new Map<string, string>()
  for (const [name, { subject, scopes, organization }] of Object.entries(askers)) {
    if (subject === null) continue
    const scope = [...scopes].join(' ')
    tokens.set(
      name,
      await issuer.sign({ subject, scope, ...(organization && { organization }), lifetimeSeconds: 86_400 }),
    )
  }
  return tokens
}

/** The codes behind each null of an answer; a null that a subgraph gave where none may stand has none in one schema. */
const failures = ({ data, errors = [] }: ExecutionResult): ReadonlyMap<string, readonly string[]> => {
  const codes = new Map<string, readonly string[]>()
  for (const { path, extensions } of errors) {
    const place = nullOn(data, path ?? [])
    codes.set(place, [...(codes.get(place) ?? []), String(extensions?.code ?? 'SUBGRAPH_ERROR')])
  }
  return codes
}

// Of several errors below one null our answer tells one.
const isSameFailure = (ours: ReturnType<typeof failures>, expected: ReturnType<typeof failures>): boolean =>
  ours.size === expected.size &&
  [...ours].every(([place, codes]) => codes.every(code => expected.get(place)?.includes(code)))

/** Fields that a subgraph was asked for although the one who asked may not read them; empties what it received. */
const readTooMuch = (subgraph: TestSubgraph): string[] => {
  const schema = schemaOf(subgraph)
  return subgraph.received.splice(0).flatMap(({ query, headers }) => {
    const asker = askerOf(headers)
    const info = new TypeInfo(schema)
    const found: string[] = []
    visit(
      parse(query),
      visitWithTypeInfo(info, {
        Field: ({ name }) => {
          const type = info.getParentType()
          if (name.value === '__typename' || !type) return
          const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []
          for (const { name: typename } of types) {
            for (const coordinate of [typename, `${typename}.${name.value}`]) {
              if (isUnmet(coordinate, asker)) found.push(`${subgraph.name}: ${coordinate}`)
            }
          }
        },
      }),
    )
    return found
  })
}

const isUnmet = (coordinate: string, asker: Asker): boolean =>
  Object.hasOwn(rules, coordinate) && !rules[coordinate]!.isMet(asker)

const schemas = new WeakMap<TestSubgraph, GraphQLSchema>()

const schemaOf = (subgraph: TestSubgraph): GraphQLSchema => {
  const known = schemas.get(subgraph)
  if (known) return known
  const schema = buildSubgraphSchema([{ typeDefs: parse(subgraph.sdl) }])
  schemas.set(subgraph, schema)
  return schema
}
