import type { TestGateway } from './test-gateway.ts'

/** Gateways that the tests of a file share, one for each kind of settings; starting one costs half a second of CPU. */
export type SharedGateways<Play> = AsyncDisposable & {
  /** Gives the gateway with these settings, behind which `play` now plays the subgraph. */
  at(play: Play, env?: Record<string, string>): Promise<TestGateway>
}

/** Shares gateways; `start` gets a stand-in that plays whatever was asked for last, so tests run one after the other. */
export const shareGateways = <Args extends readonly unknown[]>(
  start: (play: (...args: Args) => unknown, env: Record<string, string>) => Promise<TestGateway>,
): SharedGateways<(...args: Args) => unknown> => {
  const started = new Map<string, Promise<TestGateway>>()
  let now: (...args: Args) => unknown = () => undefined
  return {
    at: (play, env = {}) => {
      now = play
      const key = JSON.stringify(env)
      const known = started.get(key) ?? start((...args) => now(...args), { ...asInterpreted(), ...env })
      started.set(key, known)
      return known
    },
    [Symbol.asyncDispose]: async () => {
      for (const gateway of started.values()) await (await gateway)[Symbol.asyncDispose]()
    },
  }
}

// A test that asks what another one has asked must not meet a program by that: the project decides who answers.
const asInterpreted = (): Record<string, string> => ({ COMPILE_AT_USE: process.env.COMPILE_AT_USE ?? '0' })
