import { type ExecutionResult, type GraphQLSchema, graphql, Kind, parse, print, validate, visit } from 'graphql'
import { nullOn } from './compare.ts'
import { marketOfAllErrors, marketSchema, startMarket } from './market.ts'
import { type RandomOperation, type RowOptions, randomOperations } from './random-operations.ts'
import { startTestGateway } from './test-gateway.ts'

/** What may be wrong with an answer. Order counts where the values are right, errors count on their own. */
export const faults = ['data', 'order', 'errors'] as const
export type Fault = (typeof faults)[number]

/** An operation that the gateway answers wrongly. */
export type Difference = {
  readonly turn: number
  readonly fault: Fault
  readonly operation: RandomOperation
  readonly ours: unknown
  readonly expected: unknown
}

/** One random row of operations, asked of the gateway and of graphql-js over one schema. */
export type Row = RowOptions & { readonly operations: number }

/** The market behind a gateway, and beside it as one schema. */
export type Differential = AsyncDisposable & {
  /** What is wrong with the answer to an operation; empty when nothing is. */
  compare(operation: RandomOperation): Promise<readonly Omit<Difference, 'turn' | 'operation'>[]>
  /** Compares a whole row; tells after each operation how many are done. */
  run(row: Row, onTurn?: (turn: number) => void): Promise<readonly Difference[]>
  /** A smaller operation with the same fault, found by leaving selections out one by one. */
  shrink(difference: Difference): Promise<RandomOperation>
}

/** Starts the market, its gateway and its oracle. */
export const startDifferential = async (): Promise<Differential> => {
  // Lists of lists of lists are what is random here; their cost is none of this test's business.
  const env = { LOG_LEVEL: 'silent', MAX_ANSWER_OBJECTS: '1000000000000' }
  const gateway = await startTestGateway(await startMarket(), env)
  const schema = marketSchema()
  const allErrors = marketOfAllErrors()

  const compare: Differential['compare'] = async operation => {
    const [answer, expected, possible] = await Promise.all([
      gateway.ask(operation) as Promise<unknown> as Promise<ExecutionResult>,
      run(schema, operation),
      run(allErrors, operation),
    ])
    return differencesOf(answer, expected, possible)
  }

  return {
    compare,
    run: async ({ operations, ...options }, onTurn = () => {}) => {
      const next = randomOperations(schema, options)
      const differences: Difference[] = []
      for (let turn = 1; turn <= operations; turn++) {
        const operation = next()
        for (const difference of await compare(operation)) differences.push({ turn, operation, ...difference })
        onTurn(turn)
      }
      return differences
    },
    shrink: async ({ operation, fault }) => {
      const isStillWrong = async (smaller: RandomOperation): Promise<boolean> =>
        (await compare(smaller)).some(found => found.fault === fault)
      let smallest = operation
      for (let position = 0; ; ) {
        const smaller = withoutSelection(schema, smallest, position)
        if (smaller === 'no such selection') return smallest
        if (smaller !== 'not valid' && (await isStillWrong(smaller))) smallest = smaller
        else position += 1
      }
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  }
}

const run = async (schema: GraphQLSchema, { query, variables }: RandomOperation): Promise<ExecutionResult> =>
  graphql({ schema, source: query, variableValues: variables })

const differencesOf = (
  ours: ExecutionResult,
  expected: ExecutionResult,
  possible: ExecutionResult,
): Omit<Difference, 'turn' | 'operation'>[] => {
  const found: Omit<Difference, 'turn' | 'operation'>[] = []
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
