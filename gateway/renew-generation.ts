import { setImmediate } from 'node:timers/promises'
import type { Generation } from './generation.ts'
import type { Generations } from './generations.ts'
import type { ReplanOutcome } from './planning/replan.ts'
import type { QueryPlan } from './supergraph/apollo.ts'
import { type LoadedSupergraph, readSupergraph, readSupergraphFile } from './supergraph/load-supergraph.ts'

/** What a renewal works with. */
export type RenewalOptions = {
  /** Path of the supergraph's SDL file. */
  readonly file: string
  readonly generations: Generations
  /** Throws a sentence when the supergraph cannot be served. */
  readonly create: (supergraph: LoadedSupergraph) => Generation
  /** Plans operations for another supergraph, off the event loop. Never rejects. */
  readonly replan: (sdl: string, texts: readonly string[]) => Promise<ReplanOutcome<QueryPlan>>
  readonly onEnd: (result: 'served' | 'refused') => void
  /** Aborted when the gateway stops. */
  readonly signal: AbortSignal
  readonly log: Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>
}

/**
 * Creates the function that serves what the supergraph's file holds now, if that is something else than before. It
 * resolves when the new generation serves or the file is refused, which goes into the log; it never rejects, and calls
 * of it follow each other.
 */
export const createRenewal = (options: RenewalOptions): (() => Promise<void>) => {
  const { file, generations, onEnd, signal, log } = options
  let running = Promise.resolve()
  let looked = generations.current.supergraph.sdl
  const renew = async (): Promise<void> => {
    if (signal.aborted) return
    const { hash, sdl: servedSdl } = generations.current.supergraph
    try {
      const sdl = await readSupergraphFile(file)
      // What was refused once is not refused again, and what is served already needs nothing.
      const isNew = sdl !== looked && sdl !== servedSdl
      looked = sdl
      const served = isNew ? await serveText(sdl, options) : null
      if (!served) return
      log.info({ from: hash, ...served }, 'a new supergraph is served')
      onEnd('served')
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      log.error({ reason, supergraph: hash }, 'the changed supergraph is refused; the old one is served on')
      onEnd('refused')
    }
  }
  return () => {
    running = running.then(renew)
    return running
  }
}

type Served = {
  readonly to: string
  readonly replannedOperations: number
  readonly loadMs: number
  readonly durationMs: number
}

// Null when the gateway stopped meanwhile.
const serveText = async (sdl: string, options: RenewalOptions): Promise<Served | null> => {
  const { file, generations, create, signal, log } = options
  const old = generations.current
  const startedAt = performance.now()
  const next = create(readSupergraph(sdl, `The supergraph file "${file}"`))
  const loadMs = Math.round(performance.now() - startedAt)
  try {
    const { plans, failure } = await options.replan(sdl, old.planner.mostUsed(mostReplanned))
    if (failure !== null && !signal.aborted)
      log.warn({ reason: failure }, 'not all operations were planned before their supergraph serves')
    // The most used last: the cache drops the first ones when it is full.
    for (const { text, plan } of plans.toReversed()) {
      next.planner.adopt(text, plan)
      await setImmediate()
    }
    if (signal.aborted) {
      await next[Symbol.asyncDispose]()
      return null
    }
    generations.serve(next)
    const durationMs = Math.round(performance.now() - startedAt)
    return { to: next.supergraph.hash, replannedOperations: plans.length, loadMs, durationMs }
  } catch (cause) {
    await next[Symbol.asyncDispose]()
    throw cause
  }
}

// What is used less than the 500th operation is asked seldom enough to wait for its own plan, some 10 ms; 500 of them
// keep the planning thread for a few seconds.
const mostReplanned = 500
