import type { ByteText } from '../../byte-text.ts'
import { isAskedEntity } from '../check-keys.ts'
import { type FetchedObject, isFetchedObject, own } from '../fetched.ts'
import type { FetchNode } from '../plan.ts'
import type { SubgraphReply } from '../read-reply.ts'
import type { Fits } from '../rewrites.ts'
import { type Collected, newCollected } from './collected.ts'
import type { EntityStep, Program, ProgramStep, RootStep } from './compile-operation.ts'
import { type Batch, prepareBatch, type VariableValues } from './request-body.ts'
import { newRunState } from './run-state.ts'
import { isUnusual, unusual } from './runtime.ts'

/** Sends the ready JSON body of a GraphQL request. Never throws. */
export type SendBody = (request: { readonly subgraph: string; readonly body: Buffer }) => Promise<ByteReply>

/** A reply whose texts are byte texts, and the same in plain text. Its data is null where it cannot be byte text. */
export type ByteReply = SubgraphReply & {
  /** Whether each text in it may be written as JSON as it stands. */
  readonly isPlain: boolean
  readonly asText: () => SubgraphReply
}

/** What a program needs to run. */
export type ProgramOptions = {
  /** As the client sent them, under the names that fetches use. */
  readonly variables: VariableValues
  readonly fits: Fits
  readonly send: SendBody
}

/** The answer's data as JSON in byte text, or all that was asked until something unusual came. */
export type ProgramOutcome =
  | { readonly kind: 'written'; readonly text: ByteText }
  | { readonly kind: 'unusual'; readonly sent: ReadonlyMap<FetchNode, SentFetch> }
  /** The program itself is wrong. */
  | { readonly kind: 'fault'; readonly cause: unknown; readonly sent: ReadonlyMap<FetchNode, SentFetch> }

/** A fetch that is under way or has ended. */
export type SentFetch = {
  /** The representations that were sent, as JSON in byte text, in the order of the reply; empty for root fields. */
  readonly representations: readonly string[]
  /** The step's own part of the reply, in plain text; null when it must be asked alone. */
  readonly reply: () => Promise<SubgraphReply | null>
}

/**
 * Runs a program. Each step starts as soon as those before it have ended; steps that become ready together and ask one
 * subgraph share a request. At the first error or anything else unusual the program ends at once: what it has asked is
 * the interpreter's to go on with, which alone knows how errors are told.
 */
export const runProgram = (program: Program, options: ProgramOptions): Promise<ProgramOutcome> =>
  new Promise((resolve, reject) => {
    const { steps } = program
    const { variables, send, fits } = options
    const sent = new Map<FetchNode, SentFetch>()
    const run = newRunState()
    const waitsFor = steps.map(({ after }) => after.length)
    let left = steps.length
    let isOver = false

    /** Does work that may meet something unusual. */
    const attempt = (work: () => void): void => {
      if (isOver) return
      try {
        work()
      } catch (thrown) {
        isOver = true
        resolve(isUnusual(thrown) ? { kind: 'unusual', sent } : { kind: 'fault', cause: thrown, sent })
      }
    }

    /** Starts steps that are ready, and those that become ready because nothing was to be asked. */
    const start = (ready: readonly ProgramStep[]): void => {
      const waiting = new Map<string, EntityStep[]>()
      const queue = [...ready]
      for (const step of queue) {
        if (step.kind === 'root') {
          startRoot(step)
          continue
        }
        const collected = newCollected()
        run.collected[step.index] = collected
        step.collect(run)
        if (collected.texts.length === 0) {
          run.entities[step.index] = []
          queue.push(...end(step))
          continue
        }
        const others = waiting.get(step.node.serviceName)
        if (others) others.push(step)
        else waiting.set(step.node.serviceName, [step])
      }
      for (const [subgraph, group] of waiting) startEntities(subgraph, group)
      if (left === 0) {
        isOver = true
        resolve({ kind: 'written', text: program.write(run) })
      }
    }

    const startRoot = (step: RootStep): void => {
      const reply = send({ subgraph: step.node.serviceName, body: bytesOf(step.writeBody(variables)) })
      sent.set(step.node, { representations: [], reply: async () => (await reply).asText() })
      reply.then(
        given =>
          attempt(() => {
            if (given.errors.length > 0 || !isFetchedObject(given.data)) return unusual()
            run.roots[step.position] = given.data
            run.isPlain &&= given.isPlain
            start(end(step))
          }),
        reject,
      )
    }

    const startEntities = (subgraph: string, group: readonly EntityStep[]): void => {
      const batch = batchOf(program, group)
      const representations = group.map(({ index }) => run.collected[index]!.texts)
      const reply = send({ subgraph, body: bytesOf(batch.write(variables, representations)) })
      for (const [place, { node, index }] of group.entries()) {
        const texts = run.collected[index]!.texts
        sent.set(node, { representations: texts, reply: async () => partOf((await reply).asText(), batch.keys, place) })
      }
      reply.then(
        given =>
          attempt(() => {
            const { data } = given
            if (given.errors.length > 0 || !isFetchedObject(data)) return unusual()
            run.isPlain &&= given.isPlain
            for (const [place, step] of group.entries()) {
              const entities = own(data, batch.keys[place]!)
              run.entities[step.index] = readEntities(entities, step, run.collected[step.index]!, fits)
            }
            start(group.flatMap(end))
          }),
        reject,
      )
    }

    /** Marks a step as ended and answers those that are ready now. */
    const end = ({ next }: ProgramStep): readonly ProgramStep[] => {
      left--
      return next.flatMap(index => (--waitsFor[index]! === 0 ? steps[index]! : []))
    }

    attempt(() => start(steps.filter(({ after }) => after.length === 0)))
  })

const bytesOf = (text: ByteText): Buffer => Buffer.from(text, 'latin1')

/** Takes the entities from a reply: as many as were asked for, and each the one that was. */
const readEntities = (
  given: unknown,
  { plainKeys, echo }: EntityStep,
  { texts, types, keys }: Collected,
  fits: Fits,
): unknown[] => {
  if (!Array.isArray(given) || given.length !== texts.length) return unusual()
  for (let index = 0; index < given.length; index++) {
    const entity: unknown = given[index]
    if (entity === null) continue
    if (!isFetchedObject(entity)) return unusual()
    const type = types[index]!
    const plain = plainKeys.get(type)
    const named = entity.__typename
    if (named !== undefined && typeof named !== 'string') return unusual()
    const isOther = named !== undefined && named !== type
    // An ID may be the number 1 here and the text "1" there, which only the longer way knows.
    if (plain && !isOther && entity[plain.alias] === keys[index] && keys[index] !== undefined) continue
    if (!isAskedEntity(entity, JSON.parse(texts[index]!) as FetchedObject, echo, fits)) return unusual()
  }
  return given
}

/** The step's own part of a shared reply, as if it had asked alone. */
const partOf = (reply: SubgraphReply, keys: readonly string[], index: number): SubgraphReply | null => {
  const { data, errors } = reply
  if (keys.length === 1) return reply
  if (!isFetchedObject(data)) {
    // A step's fault that took all of the reply must not be another step's; a subgraph that is away is everybody's.
    return errors.some(({ path }) => path !== null) ? null : reply
  }
  const own = errors.flatMap(error => {
    const [first, ...rest] = error.path ?? []
    if (first === keys[index]) return [{ ...error, path: ['_entities', ...rest] }]
    // Told once, by the first step.
    return index === 0 && !keys.includes(String(first)) ? [error] : []
  })
  return { data: { _entities: data[keys[index]!] }, errors: own }
}

// Which steps meet in a request may differ from one run to the next, as replies come sooner or later.
const batchOf = (program: Program, steps: readonly EntityStep[]): Batch => {
  const [only] = steps
  if (only && steps.length === 1) return { write: only.writeBody, keys: ['_entities'] }
  const known = batches.get(program) ?? new Map<string, Batch>()
  batches.set(program, known)
  const name = steps.map(({ index }) => index).join()
  const batch = known.get(name) ?? prepareBatch(steps.map(({ text }) => text))
  if (known.size < maxBatches) known.set(name, batch)
  return batch
}

const batches = new WeakMap<Program, Map<string, Batch>>()
const maxBatches = 32
