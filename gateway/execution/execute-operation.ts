import { type DocumentNode, type ExecutionResult, type FieldNode, type GraphQLSchema, isObjectType } from 'graphql'
import type { AnswerTrace } from './answer-trace.ts'
import type { Program } from './compiled/compile-operation.ts'
import { replay } from './compiled/replay.ts'
import { runProgram, type SendBody } from './compiled/run-program.ts'
import type { KeysOf } from './key-echo.ts'
import type { Plan } from './plan.ts'
import type { Fits } from './rewrites.ts'
import type { FetchFromSubgraph, RequirementsOf, SubgraphRequest, Warn } from './run-fetch.ts'
import { runPlan } from './run-plan.ts'
import { shapeAnswer } from './shape-answer.ts'
import type { StandIns } from './stand-ins.ts'
import { WrittenData, writtenAnswer } from './written-answer.ts'

/** One operation, planned and ready to run. */
export type OperationToExecute = {
  readonly plan: Plan
  /** Compiled from the plan; undefined before that, null where the compiler does not cover it. */
  readonly program: Program | null | undefined
  readonly document: DocumentNode
  /** Fields of the document that the viewer may not read, and that the plan leaves out; null for none. */
  readonly denied: ReadonlySet<FieldNode> | null
  readonly operationName: string | null
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>
  /** As the client sent them, under the names that the plan's fetches use. */
  readonly fetchVariables: Readonly<Record<string, unknown>>
  /** Coerced, with defaults. */
  readonly coercedVariables: Readonly<Record<string, unknown>>
  readonly schema: GraphQLSchema
  readonly standIns: StandIns
  readonly fits: Fits
  readonly requirementsOf: RequirementsOf
  readonly keysOf: KeysOf
  readonly warn: Warn
  readonly responseName: (field: FieldNode) => string
  readonly send: SendBody
  /** Hears of an answer that is written already. */
  readonly onWritten: (data: WrittenData) => void
  /** Notes how it runs, where the client asked for the plan; else null. */
  readonly trace: AnswerTrace | null
  /** Hears who answered. */
  readonly onAnswer: (by: AnsweredBy) => void
}

/**
 * Who answered an operation: the program; the interpreter, after the program gave up, or after it failed for a fault of
 * ours; the interpreter, because the
 * compiler does not cover the operation, because it is not compiled, as it comes for the first time, or because only the
 * interpreter notes how it goes.
 */
export type AnsweredBy = 'program' | 'fallback' | 'fault' | 'not_covered' | 'not_compiled' | 'traced'

/**
 * Runs a planned operation. A compiled program answers where all is as expected; the interpreter answers everything
 * else, errors among that, from what the program has fetched already. Throws only when the gateway itself is wrong.
 */
export const executeOperation = async (operation: OperationToExecute): Promise<ExecutionResult> => {
  const { program, send, trace, onAnswer, fits } = operation
  const fetch: FetchFromSubgraph = async request => {
    const reply = await send({ subgraph: request.subgraph, body: bodyOf(request) })
    return reply.asText()
  }
  if (trace) {
    onAnswer('traced')
    return interpret(operation, trace.follow(fetch))
  }
  if (!program) {
    onAnswer(program === null ? 'not_covered' : 'not_compiled')
    return interpret(operation, fetch)
  }
  const outcome = await runProgram(program, { variables: operation.fetchVariables, fits, send })
  if (outcome.kind === 'written') {
    onAnswer('program')
    const data = new WrittenData(outcome.text)
    operation.onWritten(data)
    return writtenAnswer(data)
  }
  if (outcome.kind === 'fault')
    operation.warn({ err: outcome.cause }, 'a compiled program failed, the interpreter goes on')
  onAnswer(outcome.kind === 'fault' ? 'fault' : 'fallback')
  return interpret(operation, replay(outcome.sent, fetch))
}

const bodyOf = ({ query, operationName, variables }: SubgraphRequest): Buffer =>
  Buffer.from(JSON.stringify({ query, ...(operationName !== undefined && { operationName }), variables }))

const interpret = async (operation: OperationToExecute, fetch: FetchFromSubgraph): Promise<ExecutionResult> => {
  const { plan, schema, standIns, document, denied, operationName, variables, responseName, fits, trace } = operation
  const answer = await runPlan(plan, {
    fetch,
    variables: operation.fetchVariables,
    conditions: operation.coercedVariables,
    fits,
    requirementsOf: operation.requirementsOf,
    keysOf: operation.keysOf,
    warn: operation.warn,
    trace,
    isObjectType: typename => isObjectType(schema.getType(typename)),
  })
  const shaped = { schema, standIns, document, denied, operationName, variables, responseName, fits, trace }
  return shapeAnswer({ answer, ...shaped })
}
