import { setTimeout as wait } from 'node:timers/promises'
import { type HostilePlace, slowest } from '../hostile-world.ts'
import type { Row } from '../row.ts'
import { ask, type Reply, sendBytes } from '../send.ts'

const canary = '{ book(id: "b1") { title } }'

/** Sends many requests, some at a time, and keeps one reply of each kind. */
const flood = async (count: number, send: (index: number) => Promise<Reply>): Promise<readonly Reply[]> => {
  const kinds = new Map<string, Reply>()
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const reply = await send(next++)
      kinds.set(`${reply.status} ${reply.code}`, reply)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return [...kinds.values()]
}

const atOnce = 16

/** The best of several honest requests while something goes on; a sentence when each had to wait. */
const canaryFault = async (place: HostilePlace): Promise<string | null> => {
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 4; attempt++) {
    const startedAt = performance.now()
    const { status } = await ask(place, canary)
    if (status === 200) best = Math.min(best, performance.now() - startedAt)
  }
  return best < longestWaitMs ? null : `Honest requests were answered after ${Math.round(best)} ms at best.`
}

const longestWaitMs = 250

/** Much of what is harmless alone. */
export const floodRows: readonly Row[] = [
  {
    name: '60,000 different operations',
    send: place => flood(60_000, i => ask(place, `query Q${i} { a${i}: __typename }`)),
    ...{ status: 200, code: null },
    ...{ isLong: true, isFilling: true },
  },
  {
    name: 'another 20,000 different operations',
    send: place => flood(20_000, i => ask(place, `query R${i} { b${i}: __typename }`)),
    ...{ status: 200, code: null },
    isLong: true,
  },
  {
    name: '10,000 different operations that are not valid',
    send: place => flood(10_000, i => ask(place, `{ nothing${i} { at all } }`)),
    ...{ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    isLong: true,
  },
  {
    name: '10,000 different hashes of operations that were never sent',
    send: place =>
      flood(10_000, i =>
        ask(place, { extensions: { persistedQuery: { version: 1, sha256Hash: i.toString(16).padStart(64, '0') } } }),
      ),
    ...{ status: 200, code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
    isLong: true,
  },
  {
    name: '10,000 names of saved operations that are not there',
    send: place => flood(10_000, i => ask(place, { documentId: `operation-${i}` })),
    ...{ status: 404, code: 'NOT_FOUND' },
    isLong: true,
  },
  {
    name: '500 connections that send headers byte by byte, beside an honest one',
    send: async place => {
      const slow = Array.from({ length: 500 }, () =>
        sendBytes(place, 'POST /graphql HTTP/1.1\r\nhost: gateway\r\n', slowest.headersMs / 10),
      )
      await wait(slowest.headersMs / 2)
      const fault = await canaryFault(place)
      const replies = await Promise.all(slow)
      if (fault) throw new Error(fault)
      return replies
    },
    ...{ status: 408, code: 'REQUEST_TIMEOUT' },
    isLong: true,
  },
]
