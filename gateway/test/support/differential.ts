import { type ExecutionResult, type GraphQLSchema, graphql, Kind, parse, print, validate, visit } from 'graphql'
import { nullOn } from './compare.ts'
import { differenceOf, type Executions, readExecutions, sumOf } from './executions.ts'
import { type Market, marketOfAllErrors, marketSchema, markets, startMarket } from './market.ts'
import { type RandomOperation, type RowOptions, randomOperations } from './random-operations.ts'
import type { TestSubgraph } from './subgraph-server.ts'
import { startTestGateway, type TestGateway } from './test-gateway.ts'

/** What may be wrong with an answer. Order counts where the values are right, errors count on their own. */
export const faults = ['data', 'order', 'errors'] as const
export type Fault = (typeof faults)[number]

/** What answers an operation: the interpreter alone, or a compiled program, which leaves what is unusual to it. */
export const engines = ['interpreter', 'program'] as const
export type Engine = (typeof engines)[number]

/** Who is asked, over which market. */
export type Side = { readonly engine: Engine; readonly market: Market }

/** The markets that take turns for an engine: the interpreter must tell errors, a program answers where there are none. */
export const turns: Readonly<Record<Engine, readonly Market[]>> = {
  interpreter: ['broken', 'faceless', 'broken', 'calm'],
  program: ['calm', 'calm', 'calm', 'faceless', 'calm', 'calm', 'calm', 'broken'],
}

/** An operation that the gateway answers wrongly. */
export type Difference = {
  readonly turn: number
  readonly side: Side
  readonly fault: Fault
  readonly operation: RandomOperation
  readonly ours: unknown
  readonly expected: unknown
}

/** One random row of operations, asked of the gateway and of graphql-js over one schema. */
export type Row = RowOptions & {
  readonly operations: number
  readonly engine: Engine
  /** The operations take turns with them; `turns` of the engine when left out. */
  readonly markets?: readonly Market[]
}

/** What came of a row. */
export type Score = {
  readonly differences: readonly Difference[]
  /** By who answered: how many operations were executed. Those with wrong variables never are. */
  readonly executions: Executions
}

/** The markets behind a gateway for each engine, and beside it as one schema. */
export type Differential = AsyncDisposable & {
  /** What is wrong with the answer to an operation; empty when nothing is. */
  compare(operation: RandomOperation, side: Side): Promise<readonly Omit<Difference, 'turn' | 'side' | 'operation'>[]>
  /** Compares a whole row; tells after each operation how many are done. */
  run(row: Row, onTurn?: (turn: number, operation: RandomOperation, side: Side) => Promise<void> | void): Promise<Score>
  /** A smaller operation with the same fault of the same engine, found by leaving selections out one by one. */
  shrink(difference: Difference): Promise<RandomOperation>
  /** The gateway that is asked. */
  gatewayOf(side: Side): TestGateway
}

/** Starts the markets, a gateway for each engine, and their oracles. */
export const startDifferential = async (): Promise<Differential> => {
  const worlds = new Map<Market, World>()
  for (const market of markets) worlds.set(market, await startWorld(market))
  const { schema } = worlds.get('broken')!

  const gatewayOf: Differential['gatewayOf'] = ({ engine, market }) => worlds.get(market)!.gateways[engine]

  const compare: Differential['compare'] = async (operation, side) => {
    const world = worlds.get(side.market)!
    const [answer, expected] = await Promise.all([
      gatewayOf(side).ask(operation) as Promise<unknown> as Promise<ExecutionResult>,
      run(world.schema, operation),
    ])
    // Without an error of ours it does not matter which ones there may be.
    const possible = answer.errors ? await run(world.allErrors, operation) : { data: null }
    // Of a long row the requests alone would fill the memory.
    for (const { received } of world.subgraphs) received.length = 0
    return differencesOf(answer, expected, possible)
  }

  const executionsOf = async (engine: Engine): Promise<Executions> =>
    sumOf(await Promise.all(markets.map(market => readExecutions(gatewayOf({ engine, market })))))

  return {
    compare,
    gatewayOf,
    run: async ({ operations, engine, markets = turns[engine], ...options }, onTurn = () => {}) => {
      const next = randomOperations(schema, options)
      const differences: Difference[] = []
      const before = await executionsOf(engine)
      for (let turn = 1; turn <= operations; turn++) {
        const operation = next()
        const side = { engine, market: markets[turn % markets.length]! }
        for (const found of await compare(operation, side)) differences.push({ turn, side, operation, ...found })
        await onTurn(turn, operation, side)
      }
      return { differences, executions: differenceOf(await executionsOf(engine), before) }
    },
    shrink: async ({ operation, fault, side }) => {
      const isStillWrong = async (smaller: RandomOperation): Promise<boolean> =>
        (await compare(smaller, side)).some(found => found.fault === fault)
      let smallest = operation
      for (let position = 0; ; ) {
        const smaller = withoutSelection(schema, smallest, position)
        if (smaller === 'no such selection') return smallest
        if (smaller !== 'not valid' && (await isStillWrong(smaller))) smallest = smaller
        else position += 1
      }
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([...worlds.values()].map(world => world[Symbol.asyncDispose]()))
    },
  }
}

type World = AsyncDisposable & {
  readonly subgraphs: readonly TestSubgraph[]
  readonly gateways: Readonly<Record<Engine, TestGateway>>
  readonly schema: GraphQLSchema
  readonly allErrors: GraphQLSchema
}

const startWorld = async (market: Market): Promise<World> => {
  // Lists of lists of lists are what is random here; their cost is none of this test's business,
  // and a busy machine is no fault.
  const limits = { MAX_OPERATION_COST: '1000000000000', SUBGRAPH_TIMEOUT_MS: '600000', REQUEST_TIMEOUT_MS: '600000' }
  const env = { LOG_LEVEL: 'silent', ...limits }
  const subgraphs = await startMarket(market)
  const gateways = {
    interpreter: await startTestGateway(subgraphs, { ...env, COMPILE_AT_USE: '0' }),
    program: await startTestGateway(subgraphs, { ...env, COMPILE_AT_USE: '1' }),
  }
  return {
    subgraphs,
    gateways,
    schema: marketSchema(market),
    allErrors: marketOfAllErrors(market),
    [Symbol.asyncDispose]: async () => {
      await gateways.interpreter[Symbol.asyncDispose]()
      await gateways.program[Symbol.asyncDispose]()
    },
  }
}

const run = async (schema: GraphQLSchema, { query, variables }: RandomOperation): Promise<ExecutionResult> =>
  graphql({ schema, source: query, variableValues: variables })

const differencesOf = (
  ours: ExecutionResult,
  expected: ExecutionResult,
  possible: ExecutionResult,
): Omit<Difference, 'turn' | 'side' | 'operation'>[] => {
  const found: Omit<Difference, 'turn' | 'side' | 'operation'>[] = []
  const [ourText, expectedText] = [JSON.stringify(ours.data), JSON.stringify(expected.data)]
  if (sorted(ours.data) !== sorted(expected.data)) found.push({ fault: 'data', ours: ourText, expected: expectedText })
  else if (ourText !== expectedText) found.push({ fault: 'order', ours: ourText, expected: expectedText })

  // Of several errors below one null graphql-js reports those that came first: the null must be the same, and each of
  // our paths one that graphql-js may report.
  const [ourNulls, expectedNulls] = [nulls(ours), nulls(expected)]
  const allowed = new Set(paths(possible))
  const isAlike = String(ourNulls) === String(expectedNulls) && paths(ours).every(path => allowed.has(path))
  if (!isAlike) found.push({ fault: 'errors', ours: ours.errors ?? [], expected: expected.errors ?? [] })
  return found
}

const nulls = ({ data, errors = [] }: ExecutionResult): readonly string[] =>
  [...new Set(errors.map(({ path }) => nullOn(data, path ?? [])))].sort()

const paths = ({ errors = [] }: ExecutionResult): readonly string[] => errors.map(({ path }) => (path ?? []).join('.'))

// JSON with the keys of each object in alphabetical order; "__proto__" is a key as any other.
const sorted = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'nothing'
  if (Array.isArray(value)) return `[${value.map(sorted)}]`
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`)
  return `{${entries.sort()}}`
}

const withoutSelection = (
  schema: GraphQLSchema,
  { query, variables }: RandomOperation,
  position: number,
): RandomOperation | 'no such selection' | 'not valid' => {
  let seen = -1
  const removed = () => {
    seen += 1
    return seen === position ? null : undefined
  }
  const cut = visit(parse(query), { Field: removed, InlineFragment: removed, FragmentSpread: removed })
  if (seen < position) return 'no such selection'
  const spread = new Set<string>()
  const used = new Set<string>()
  visit(cut, { FragmentSpread: ({ name }) => void spread.add(name.value) })
  const kept = visit(cut, { FragmentDefinition: node => (spread.has(node.name.value) ? undefined : null) })
  visit(kept, { Variable: (node, _, parent) => void (isDefinition(parent) || used.add(node.name.value)) })
  const clean = visit(kept, { VariableDefinition: node => (used.has(node.variable.name.value) ? undefined : null) })
  const text = print(clean)
  try {
    if (validate(schema, parse(text)).length > 0) return 'not valid'
  } catch {
    return 'not valid'
  }
  const left = Object.entries(variables).filter(([name]) => used.has(name))
  return { query: text, variables: Object.fromEntries(left) }
}

const isDefinition = (parent: unknown): boolean =>
  typeof parent === 'object' && parent !== null && 'kind' in parent && parent.kind === Kind.VARIABLE_DEFINITION
