import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site of made-up pages, to show that the guard sees what it is there for. */
export type ScratchSite = AsyncDisposable & { readonly origin: string }

/** Serves HTML by path under a policy as strict as that of the gateway's pages. */
export const startScratchSite = async (pages: Readonly<Record<string, string>>): Promise<ScratchSite> => {
  const server = createServer((request, response) => {
    const body = pages[request.url ?? '']
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': request.url?.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src *; img-src * data:",
    })
    response.end(body)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
