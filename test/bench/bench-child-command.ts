import { contestants, MissingContestantError } from './contestants.ts'
import { runLoad } from './load.ts'
import type { Answer, Answers, Ask, Role } from './measured-child.ts'
import { type RunningProfile, startProfile } from './profile.ts'
import { type RecordedSubgraphs, startRecordedSubgraphs } from './recorded-subgraphs.ts'

// One part of the benchmark in a process of its own. Started by measured-child.ts, never by a person: it speaks by IPC.

let subgraphs: RecordedSubgraphs | null = null
let profile: RunningProfile | null = null

const start = async (role: Role): Promise<Answers['start']> => {
  try {
    if (role.kind === 'contestant') {
      const { url, headers } = await contestants[role.name].start(role.surroundings)
      return { url, ...(headers && { headers }) }
    }
    subgraphs = await startRecordedSubgraphs()
    return { url: subgraphs.url }
  } catch (cause) {
    if (cause instanceof MissingContestantError) return { missing: cause.message }
    throw cause
  }
}

const answer = async (ask: Ask): Promise<Answers[keyof Answers]> => {
  switch (ask.ask) {
    case 'start':
      return start(ask.role)
    case 'cpu': {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    }
    case 'load':
      return runLoad(ask.order)
    case 'record':
      subgraphs?.record(ask.isOn)
      return null
    case 'profile':
      if (ask.isOn) profile = await startProfile()
      return ask.isOn || !profile ? null : profile.stop()
    case 'traffic':
      return { requests: subgraphs?.requests() ?? 0, refused: subgraphs?.refused() ?? 0 }
  }
}

process.on('message', (ask: Ask) => {
  answer(ask).then(
    value => process.send?.({ value } satisfies Answer),
    cause => process.send?.({ error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }),
  )
})

// The one who measures has gone or has closed us: nothing here is worth a farewell.
process.on('disconnect', () => process.exit(0))
