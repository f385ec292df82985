import { differences } from '../audit/difference.ts'
import type { BenchCase } from './cases.ts'
import { type ContestantName, contestants, type Surroundings } from './contestants.ts'
import { type MeasuredChild, startChild } from './measured-child.ts'
import type { CaseResult, Profile, Row, Sample } from './result-table.ts'

/** Parts that all contestants of a case share, and how long to measure. */
export type MeasureOptions = {
  readonly subgraphs: MeasuredChild
  readonly load: MeasuredChild
  readonly surroundings: Omit<Surroundings, 'answer'>
  readonly rounds: number
  readonly milliseconds: number
  readonly concurrency: number
  /** Whether profiles are taken after the measurement. */
  readonly isProfiled: boolean
}

type Entrant = {
  readonly name: ContestantName
  readonly child: MeasuredChild
  readonly body: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: number
  readonly calls: number
}

/**
 * Measures one case: the hand-written aggregator says what is right, who says otherwise is not measured, and the others
 * take turns, each round from another start, so that a busy minute of the machine does not fall on one of them alone.
 */
export const measureCase = async (one: BenchCase, options: MeasureOptions): Promise<CaseResult> => {
  const { subgraphs, load, rounds, milliseconds, concurrency } = options
  await using stack = new AsyncDisposableStack()
  await subgraphs.ask({ ask: 'record', isOn: true })
  const entrants: Entrant[] = []
  const remarks = new Map<ContestantName, string>()
  let answer = ''

  // The aggregator first: the null server answers with its text.
  for (const name of ['aggregator', 'null', 'ours', 'saved', 'guarded', 'stock', 'hive'] as const) {
    const child = stack.use(startChild())
    const body = contestants[name].send(one)
    const entered = await enter(name, child, { ...options, body, answer })
    if ('remark' in entered) {
      if (name === 'aggregator')
        throw new Error(`The hand-written aggregator, which says what is right: ${entered.remark}`)
      remarks.set(name, entered.remark)
      continue
    }
    if (name === 'aggregator') answer = entered.text
    const { url, headers, text, calls } = entered
    entrants.push({ name, child, body, url, headers, bytes: Buffer.byteLength(text), calls })
  }

  const samples = new Map<ContestantName, Sample[]>()
  const run = async ({ child, body, url, headers, bytes, name }: Entrant, forMs: number): Promise<Sample> => {
    const order = { url, body, headers, bytes, concurrency, milliseconds: forMs, maxRequests }
    const before = await child.ask({ ask: 'cpu' })
    const outcome = await load.ask({ ask: 'load', order })
    const after = await child.ask({ ask: 'cpu' })
    if (outcome.wrong > 0) remarks.set(name, `${outcome.wrong} of ${outcome.requests} answers were wrong under load`)
    return {
      cpuMs: (after - before) / outcome.requests,
      requestsPerSecond: (outcome.requests / outcome.milliseconds) * 1000,
    }
  }
  for (const entrant of entrants) await run(entrant, Math.max(leastWarmUpMs, milliseconds))
  await subgraphs.ask({ ask: 'record', isOn: false })
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const entrant = entrants[(turn + round) % entrants.length]!
      samples.set(entrant.name, [...(samples.get(entrant.name) ?? []), await run(entrant, milliseconds)])
    }
  }

  const profiles: Profile[] = []
  for (const entrant of options.isProfiled ? entrants : []) {
    if (!profiled.has(entrant.name)) continue
    await entrant.child.ask({ ask: 'profile', isOn: true })
    await run(entrant, Math.max(leastProfileMs, milliseconds))
    const profile = await entrant.child.ask({ ask: 'profile', isOn: false })
    if (profile) profiles.push({ title: contestants[entrant.name].title, name: entrant.name, profile })
  }

  const rows = (Object.keys(contestants) as ContestantName[]).map(
    (name): Row => ({
      name,
      title: contestants[name].title,
      calls: entrants.find(entrant => entrant.name === name)?.calls ?? 0,
      samples: samples.get(name) ?? [],
      remark: remarks.get(name) ?? null,
    }),
  )
  return { name: one.name, bytes: Buffer.byteLength(answer), rows, profiles }
}

// A second bound beside the time, should a contestant answer faster than anything known.
const maxRequests = 200_000
// Less leaves the generated machine code of the slow contestants unfinished.
const leastWarmUpMs = 1500
const leastProfileMs = 3000
const profiled: ReadonlySet<ContestantName> = new Set(['ours', 'saved', 'guarded', 'aggregator'])

type Entered = Pick<Entrant, 'url' | 'headers' | 'calls'> & { readonly text: string }

/** Starts a contestant and looks whether its answer is the right one; an empty one to compare with is any answer. */
const enter = async (
  name: ContestantName,
  child: MeasuredChild,
  { subgraphs, surroundings, body, answer }: MeasureOptions & { readonly body: string; readonly answer: string },
): Promise<Entered | { readonly remark: string }> => {
  try {
    const role = { kind: 'contestant', name, surroundings: { ...surroundings, answer } } as const
    const started = await child.ask({ ask: 'start', role })
    if ('missing' in started) return { remark: started.missing }
    const { url, headers = {} } = started
    // The first request may plan and look around; the second shows what every other one costs the subgraphs.
    const text = await post(url, body, headers)
    const before = await subgraphs.ask({ ask: 'traffic' })
    const again = await post(url, body, headers)
    const after = await subgraphs.ask({ ask: 'traffic' })
    const wrong = wrongAnswer(answer || text, text) ?? wrongAnswer(text, again)
    return wrong === null ? { url, headers, text, calls: after.requests - before.requests } : { remark: wrong }
  } catch (cause) {
    const [sentence = ''] = String(cause).split('\n')
    return { remark: `not measured: it failed before. ${sentence}` }
  }
}

const post = async (url: string, body: string, headers: Entrant['headers']): Promise<string> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`A contestant answered ${response.status}, expected 200: ${text}`)
  return text
}

const wrongAnswer = (expected: string, seen: string): string | null => {
  const answer = JSON.parse(seen)
  if (answer.errors) return `not measured: it answered with errors, e.g. "${answer.errors[0]?.message}"`
  const places = differences(JSON.parse(expected).data, answer.data)
  return places.length === 0 ? null : `not measured: its answer differs in ${places.length} places, e.g. ${places[0]}`
}
