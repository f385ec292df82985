import type { NetworkEvent } from './network.ts'

/** Turns what the network tells into lines for a person at a terminal. */
export const eventLine = (event: NetworkEvent): string | null => {
  const line = (text: string) => `${event.member.name.padEnd(13)} ${text}`
  switch (event.kind) {
    case 'line': {
      const text = logLine(event.text)
      return text === null ? null : line(text)
    }
    case 'ready':
      return line(`is up at ${event.url} (process ${event.pid})`)
    case 'died':
      return line(`died (${event.cause}); it is started again in ${event.restartInMs / 1000} s`)
    case 'failed':
      return line(`could not start (${event.cause}); its last lines above say why`)
  }
}

const levelNames: Readonly<Record<number, string>> = { 40: 'warning: ', 50: 'error: ', 60: 'fatal: ' }

/** A pino line as a sentence, or null when it need not be shown; anything else as it is. */
const logLine = (text: string): string | null => {
  if (!text.startsWith('{')) return text
  try {
    const entry = JSON.parse(text) as Record<string, unknown>
    if (typeof entry.msg !== 'string' || entry.level === undefined) return text
    // Requests would drown the rest, and where a member is was said when it was ready.
    if (Number(entry.level) <= 30 && (entry.msg === 'request' || 'url' in entry)) return null
    const error = entry.err as { message?: string } | undefined
    return `${levelNames[Number(entry.level)] ?? ''}${entry.msg}${error?.message === undefined ? '' : `: ${error.message}`}`
  } catch {
    return text
  }
}
