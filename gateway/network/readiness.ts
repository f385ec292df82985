import { setTimeout as delay } from 'node:timers/promises'
import type { Member } from './members.ts'

const intervalMs = 100

/** Waits until a member's `/health/ready` answers 200: its database is open and the feeds that it follows have been read once. */
export const untilReady = async (member: Member, signal: AbortSignal): Promise<void> => {
  const url = `http://${addressOf(member)}/health/ready`
  while (!signal.aborted && !(await answersOk(url))) await delay(intervalMs)
}

/** Host and port as a browser on this machine would ask for them. */
export const addressOf = (member: Member): string => {
  const host = member.environment.HOST ?? '127.0.0.1'
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `${reachable}:${member.port}`
}

const answersOk = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
