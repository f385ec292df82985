import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What the process with the gateway is started with. */
export type GatewayOrder = {
  readonly supergraphFile: string
  /** Where the subgraphs listen, each at `/<name>`. */
  readonly origin: string
  readonly planCacheBytes: number
  /** Whether plans are compiled to programs. */
  readonly isCompiling: boolean
}

/** A gateway in a process of its own, so that nothing but it is in the heap that is measured. */
export type MemoryChild = AsyncDisposable & {
  readonly url: string
  /** Bytes of the JavaScript heap after garbage collection. */
  heap(): Promise<number>
  /** Serves what the supergraph's file holds now. */
  renew(): Promise<void>
}

/** What the process is asked, and what it answers with. */
export type MemoryAsk = { readonly ask: 'start'; readonly order: GatewayOrder } | { readonly ask: 'heap' | 'renew' }
export type MemoryAnswer = { readonly value: string | number | null } | { readonly error: string }

/** Starts a gateway that can be asked for its heap. */
export const startMemoryChild = async (order: GatewayOrder): Promise<MemoryChild> => {
  const child = fork(fileURLToPath(new URL('memory-child-command.ts', import.meta.url)), {
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    execArgv: ['--expose-gc'],
  })
  const gone = once(child, 'exit')
  const ask = async (message: MemoryAsk): Promise<string | number | null> => {
    const answered = Promise.race([
      once(child, 'message'),
      gone.then(([code, signal]) => {
        throw new Error(`The measured gateway ended with "${signal ?? code}" before it answered "${message.ask}".`)
      }),
    ])
    child.send(message)
    const [answer] = (await answered) as [MemoryAnswer]
    if ('error' in answer) throw new Error(answer.error)
    return answer.value
  }
  return {
    url: String(await ask({ ask: 'start', order })),
    heap: async () => Number(await ask({ ask: 'heap' })),
    renew: async () => void (await ask({ ask: 'renew' })),
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.disconnect()
      await gone
    },
  }
}
