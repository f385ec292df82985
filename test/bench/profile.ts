import { type Profiler, Session } from 'node:inspector/promises'

/** A part of the program and its share of the CPU time in which it was busy, 0 to 1. */
export type Share = { readonly part: string; readonly share: number }

/** A profile that is being taken of this process. */
export type RunningProfile = { stop(): Promise<Profiler.Profile> }

/** Starts to take a CPU profile of this process, of which nothing is measured at the same time. */
export const startProfile = async (): Promise<RunningProfile> => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
  return {
    stop: async () => {
      const { profile } = await session.post('Profiler.stop')
      session.disconnect()
      return profile
    },
  }
}

/**
 * Sums a profile up by part of the program, the largest first: packages, our own rooms, Node's own code, calls of the
 * system, garbage collection. Time counts where it is spent and not where it was caused.
 */
export const sharesOf = (profile: Profiler.Profile): readonly Share[] => {
  const parts = new Map(profile.nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]))
  const times = new Map<string, number>()
  let busy = 0
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const part = parts.get(id)
    const time = profile.timeDeltas?.[index] ?? 0
    if (part === undefined || part === null) continue
    busy += time
    times.set(part, (times.get(part) ?? 0) + time)
  }
  return [...times].map(([part, time]) => ({ part, share: time / busy })).sort((one, other) => other.share - one.share)
}

/** Null for time in which nothing was done. */
const partOf = ({ functionName, url }: Profiler.Profile['nodes'][number]['callFrame']): string | null => {
  if (functionName === '(idle)' || functionName === '(root)') return null
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === 'writev' || functionName.startsWith('write')) {
    if (url === '') return 'writing to sockets (system)'
  }
  const [, npm] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url) ?? []
  if (npm !== undefined) return npm
  if (url.startsWith('wasm:')) return 'undici'
  const [, room] = /\/(gateway\/(?:execution\/compiled|[^/]+(?=\/))|test\/bench)/.exec(url) ?? []
  if (room !== undefined) return room
  if (/\/gateway\/[^/]+$/.test(url)) return 'gateway'
  if (url.startsWith('node:')) return 'Node'
  return url === '' ? 'the engine (V8) and generated code' : url
}
