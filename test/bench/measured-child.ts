import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Profiler } from 'node:inspector/promises'
import { fileURLToPath } from 'node:url'
import type { ContestantName, Surroundings } from './contestants.ts'
import type { Listening } from './listening.ts'
import type { LoadOrder, LoadOutcome } from './load.ts'

/** What a child is for. */
export type Role =
  | { readonly kind: 'subgraphs' }
  | { readonly kind: 'contestant'; readonly name: ContestantName; readonly surroundings: Surroundings }

/** What a child can be asked. */
export type Ask =
  | { readonly ask: 'start'; readonly role: Role }
  | { readonly ask: 'load'; readonly order: LoadOrder }
  | { readonly ask: 'record'; readonly isOn: boolean }
  | { readonly ask: 'profile'; readonly isOn: boolean }
  | { readonly ask: 'cpu' | 'traffic' }

/** What each of these is answered with. */
export type Answers = {
  readonly start: Pick<Listening, 'url' | 'headers'> | { readonly missing: string }
  readonly load: LoadOutcome
  /** CPU milliseconds of the whole process, all threads, since its start. */
  readonly cpu: number
  readonly record: null
  /** What ran since it was switched on; null then. */
  readonly profile: Profiler.Profile | null
  readonly traffic: { readonly requests: number; readonly refused: number }
}

/** An answer on its way between two processes. */
export type Answer = { readonly value: Answers[keyof Answers] } | { readonly error: string }

/** A part of the benchmark that runs in a process of its own. */
export type MeasuredChild = AsyncDisposable & {
  /** Asks one thing; the next may be asked when this one is answered. Rejects with what the child threw. */
  ask<A extends Ask>(ask: A): Promise<Answers[A['ask']]>
}

/** Starts a process for one part of the benchmark. */
export const startChild = (): MeasuredChild => {
  const child = fork(fileURLToPath(new URL('bench-child-command.ts', import.meta.url)), {
    env: quietEnvironment(),
    execArgv: [],
    serialization: 'advanced',
  })
  const gone = once(child, 'exit')
  return {
    ask: async ask => {
      const answered = Promise.race([
        once(child, 'message'),
        gone.then(([code, signal]) => {
          throw new Error(`A part of the benchmark ended with "${signal ?? code}" before it answered "${ask.ask}".`)
        }),
      ])
      child.send(ask)
      const [answer] = (await answered) as [Answer]
      if ('error' in answer) throw new Error(answer.error)
      return answer.value as never
    },
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}

/** Production as everybody would run it, and nobody reports to anybody. */
const quietEnvironment = (): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('APOLLO_'))
  return { ...Object.fromEntries(inherited), NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1' }
}
