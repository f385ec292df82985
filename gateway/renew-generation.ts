import { readApproval, whyNotToFollow } from '@exchange-network/schema/approval'
import type { Generation } from './generation.ts'
import type { Generations } from './generations.ts'
import { planAhead } from './planning/plan-ahead.ts'
import { type LoadedSupergraph, readSupergraph, readSupergraphFile } from './supergraph/load-supergraph.ts'

/** What a renewal works with. */
export type RenewalOptions = {
  /** Path of the supergraph's SDL file. */
  readonly file: string
  readonly generations: Generations
  /** Throws a sentence when the supergraph cannot be served. */
  readonly create: (supergraph: LoadedSupergraph) => Generation
  /** Longest time to plan operations ahead. */
  readonly planningMs: number
  readonly onEnd: (result: 'served' | 'refused') => void
  /** Aborted when the gateway stops. */
  readonly signal: AbortSignal
  readonly log: Record<'info' | 'warn' | 'error', (fields: object, message: string) => void>
}

/**
 * Creates the function that serves what the supergraph's file holds now, if that is something else than before. It
 * resolves when the new generation serves or the file is refused, which goes into the log; it never rejects, and calls
 * of it follow each other. A supergraph that guards less than the served one is refused until it is approved of.
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
      const approval = readApproval(file)
      // What was refused once is not refused again, and what is served already needs nothing.
      const isNew = sdl + approval !== looked && sdl !== servedSdl
      looked = sdl + approval
      const served = isNew ? await serveText(sdl, approval, options) : null
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
const serveText = async (sdl: string, approval: string, options: RenewalOptions): Promise<Served | null> => {
  const { file, generations, create, planningMs, signal, log } = options
  const old = generations.current
  const startedAt = performance.now()
  const supergraph = readSupergraph(sdl, `The supergraph file "${file}"`)
  const objection = whyNotToFollow({ old: old.supergraph.sdl, next: sdl, file, approval })
  if (objection !== null) throw new Error(objection)
  const next = create(supergraph)
  const loadMs = Math.round(performance.now() - startedAt)
  try {
    await next.ready
    const { planned, isCutShort } = await planAhead(old.planner.mostUsed(mostReplanned), {
      planner: next.planner,
      schema: next.supergraph.answerSchema,
      signal: AbortSignal.any([signal, AbortSignal.timeout(planningMs)]),
    })
    if (isCutShort && !signal.aborted) {
      log.warn({ planned, planningMs }, 'not all operations were planned before their supergraph serves')
    }
    if (signal.aborted) {
      await next[Symbol.asyncDispose]()
      return null
    }
    generations.serve(next)
    const durationMs = Math.round(performance.now() - startedAt)
    return { to: next.supergraph.hash, replannedOperations: planned, loadMs, durationMs }
  } catch (cause) {
    await next[Symbol.asyncDispose]()
    throw cause
  }
}

// What is used less than the 500th operation is asked seldom enough to wait for its own plan, some 10 ms; 500 of them
// keep the planning thread for a few seconds.
const mostReplanned = 500
