import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Something that answers at a URL until it is disposed. */
export type Listening = AsyncDisposable & {
  readonly url: string
  /** Of every request, beside those of its body. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Makes a server listen on a free loopback port; disposing it cuts its connections. */
export const listen = async (server: Server): Promise<Listening> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
