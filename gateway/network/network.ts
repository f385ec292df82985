import { type Member, networkMembers } from './members.ts'
import { findObstacles } from './preflight.ts'
import { untilReady } from './readiness.ts'
import { type MemberEvent, type SupervisedProcess, superviseProcess } from './supervised-process.ts'

export type NetworkSettings = {
  readonly gatewayPort: number
  readonly host: string
  /** Absolute path. */
  readonly dataFolder: string
}

/** What the network tells while it starts and runs; the terminal prints it. */
export type NetworkEvent = MemberEvent & { readonly member: Member }

export type RunningNetwork = {
  readonly members: readonly Member[]
  /** Resolves with the member that could not be started, if one ever cannot. */
  readonly failure: Promise<string>
  /** Resolves when every process is ready, the feeds that it follows read once. Never resolves after a failure. */
  readonly ready: Promise<void>
  /** Ends the gateway first, so that no request meets a half-stopped network, then the subgraphs. */
  stop(): Promise<void>
}

/** A start that cannot succeed, in sentences for the person who tried. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}

const stopGraceMs = 10_000

/** Starts every process of the network on this machine at once. Throws `StartRefused` when something stands in the way. */
export const startNetwork = async (
  settings: NetworkSettings,
  tell: (event: NetworkEvent) => void,
): Promise<RunningNetwork> => {
  const members = networkMembers(settings)
  const obstacles = await findObstacles(members, settings.dataFolder)
  if (obstacles.length > 0) throw new StartRefused(obstacles.join('\n'))

  const failure = Promise.withResolvers<string>()
  const stopping = new AbortController()
  const started = members.map(member => {
    const ready = Promise.withResolvers<void>()
    const supervised = superviseProcess(member, event => {
      tell({ ...event, member })
      if (event.kind === 'ready') ready.resolve()
      if (event.kind === 'failed') failure.resolve(member.name)
    })
    return { member, ready: ready.promise.then(() => untilReady(member, stopping.signal)), supervised }
  })
  return {
    members,
    failure: failure.promise,
    ready: Promise.all(started.map(one => one.ready)).then(() => undefined),
    stop: () => {
      stopping.abort()
      return stopInOrder(started)
    },
  }
}

const stopInOrder = async (started: readonly { member: Member; supervised: SupervisedProcess }[]): Promise<void> => {
  const stopAll = (isMember: (name: string) => boolean) =>
    Promise.all(started.filter(one => isMember(one.member.name)).map(one => one.supervised.stop(stopGraceMs)))
  await stopAll(name => name === 'gateway')
  await stopAll(name => name !== 'gateway')
}
