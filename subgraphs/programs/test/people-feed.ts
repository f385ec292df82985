import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A change as the feed of people tells it. */
export type ToldPerson = { readonly id: string; readonly name?: string; readonly erased?: true }

/** A feed of people that tells what a test says, in place of the subgraph. */
export type PeopleFeed = AsyncDisposable & { readonly url: string; tell(person: ToldPerson): void }

const feed = 'A-feed-of-people'

/** Starts a feed of people on a port of its own. */
export const startPeopleFeed = async (): Promise<PeopleFeed> => {
  const changes: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    const since = new URL(request.url ?? '', 'http://feed').searchParams.get('since')
    const start = Number(since?.split('.')[1] ?? 0)
    const page = {
      feed,
      restarted: false,
      changes: changes.slice(start),
      next: `${feed}.${changes.length}`,
      more: false,
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(page))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    tell: ({ id, name, erased }) => {
      const cursor = `${feed}.${changes.length + 1}`
      const told = { cursor, type: 'Person', id, version: changes.length + 1, deleted: false, visibility: 'PUBLIC' }
      changes.push({ ...told, ...(erased && { erased }), ...(name !== undefined && { fields: { name } }) })
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
