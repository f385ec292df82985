import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Member } from './members.ts'

/** What happens to a supervised process, in the order in which it happens. */
export type MemberEvent =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'ready'; readonly url: string; readonly pid: number }
  | { readonly kind: 'died'; readonly cause: string; readonly restartInMs: number }
  /** It ended before it had ever been ready, so that starting it again would only repeat the fault. */
  | { readonly kind: 'failed'; readonly cause: string }

/** A process that is started again whenever it dies, until it is stopped. */
export type SupervisedProcess = {
  /** Ends it: politely first, by force after `graceMs`. Resolves when it is gone; never throws. */
  stop(graceMs: number): Promise<void>
}

export type Backoff = {
  /** Wait before the first restart; doubles with each death in a row. */
  readonly firstMs: number
  readonly mostMs: number
  /** A process that lived this long starts the row anew. */
  readonly steadyAfterMs: number
}

export const defaultBackoff: Backoff = { firstMs: 500, mostMs: 30_000, steadyAfterMs: 60_000 }

/** Starts a member's `main.ts` in its folder and keeps it running. It says that it is ready by the message `{ ready: { url } }`. */
export const superviseProcess = (
  member: Member,
  tell: (event: MemberEvent) => void,
  backoff: Backoff = defaultBackoff,
): SupervisedProcess => {
  let child: ChildProcess | null = null
  let restart: NodeJS.Timeout | undefined
  let stopping = false
  let wasReady = false
  let deathsInARow = 0

  const start = (): void => {
    const startedAt = performance.now()
    const launched = launch(member, tell)
    child = launched
    launched.on('message', message => {
      const url = readyUrl(message)
      if (url === null) return
      wasReady = true
      tell({ kind: 'ready', url, pid: launched.pid ?? 0 })
    })
    // 'close' and not 'exit': its last words are read by then.
    launched.once('close', (code, signal) => {
      child = null
      if (stopping) return
      const cause = signal === null ? `exit code ${code}` : `signal ${signal}`
      if (!wasReady) return tell({ kind: 'failed', cause })
      deathsInARow = performance.now() - startedAt > backoff.steadyAfterMs ? 1 : deathsInARow + 1
      const restartInMs = Math.min(backoff.firstMs * 2 ** (deathsInARow - 1), backoff.mostMs)
      tell({ kind: 'died', cause, restartInMs })
      restart = setTimeout(start, restartInMs)
    })
  }

  start()
  return {
    stop: async graceMs => {
      stopping = true
      clearTimeout(restart)
      if (child !== null) await end(child, graceMs)
    },
  }
}

const launch = (member: Member, tell: (event: MemberEvent) => void): ChildProcess => {
  const child = spawn(process.execPath, ['main.ts'], {
    cwd: member.folder,
    env: { ...process.env, ...member.environment },
    // The message channel also ends the process when this one is gone, so that nothing is orphaned.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in a terminal then reaches this process alone, which ends the others in order.
    detached: true,
    windowsHide: true,
  })
  child.once('error', error => tell({ kind: 'line', text: error.message }))
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', text => tell({ kind: 'line', text }))
  }
  return child
}

const end = async (child: ChildProcess, graceMs: number): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  child.kill('SIGTERM')
  await once(child, 'close')
  clearTimeout(force)
}

const readyUrl = (message: unknown): string | null => {
  const ready = (message as { ready?: { url?: unknown } } | null)?.ready
  return typeof ready?.url === 'string' ? ready.url : null
}
