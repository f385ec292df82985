import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpServer } from '../http/http-server.ts'
import { addWebRoutes } from '../http/web-routes.ts'
import { createLog } from '../observe/log.ts'

const html = '<meta name="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/assets/page-1.js"></script>'
const folders: string[] = []

const builtPages = async (pages: readonly string[] = ['dashboard', 'playground']): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-network-pages-'))
  folders.push(folder)
  for (const page of pages) {
    await mkdir(join(folder, page, 'assets'), { recursive: true })
    await writeFile(join(folder, page, 'index.html'), html)
    await writeFile(join(folder, page, 'assets', 'page-1.js'), `console.log('${page}')`)
    await writeFile(join(folder, page, 'assets', 'page-1.js.br'), 'compressed')
  }
  return folder
}

const serve = (folder: string, changed: Partial<Parameters<typeof addWebRoutes>[1]> = {}) => {
  const app = createHttpServer({ maxBodyBytes: 1000, log: createLog('silent'), onRefusal: () => {} })
  addWebRoutes(app, {
    folder,
    hasPlayground: true,
    dashboardPages: ['/', '/programs/:slug'],
    canAskDashboard: () => true,
    ...changed,
  })
  app.get('/graphql', async () => ({ data: null }))
  return (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers: { host: 'x', ...headers } })
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

describe('the dashboard', () => {
  it('is one page at all of its paths, which runs nothing but its own files and stands in no frame', async () => {
    const ask = serve(await builtPages())

    for (const url of ['/', '/programs/some-visit', '/programs/some-visit?topic=stem']) {
      const { statusCode, headers, body } = await ask(url)
      expect([statusCode, body, headers['cache-control']]).toEqual([200, html, 'no-cache'])
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
    }
  })

  it('has assets that may be kept for ever and are compressed for those who take that', async () => {
    const ask = serve(await builtPages())

    const plain = await ask('/assets/page-1.js')
    const small = await ask('/assets/page-1.js', { 'accept-encoding': 'br' })

    expect([plain.body, plain.headers['cache-control']]).toEqual([
      "console.log('dashboard')",
      'public, max-age=31536000, immutable',
    ])
    expect([small.body, small.headers['content-encoding']]).toEqual(['compressed', 'br'])
  })

  it('tells a person who strays where to go, and a program that there is nothing', async () => {
    const ask = serve(await builtPages())

    const page = await ask('/nowhere/at-all', { accept: 'text/html' })
    const answer = await ask('/nowhere/at-all', { accept: '*/*' })

    expect([page.statusCode, page.body]).toEqual([404, html])
    expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([404, 'NOT_FOUND'])
  })

  it('gives no file outside of its folder', async () => {
    const ask = serve(await builtPages())

    for (const url of [
      '/assets/../../secret',
      '/..%2f..%2fetc/passwd',
      '/assets/%2e%2e/%2e%2e/playground/index.html',
      '/index.html.br',
    ]) {
      expect([url, (await ask(url)).statusCode]).toEqual([url, 404])
    }
  })

  it('is a text that says how to ask where the supergraph is another one', async () => {
    const ask = serve(await builtPages(), { canAskDashboard: () => false })

    expect((await ask('/')).body).toContain('This is a GraphQL gateway.')
    expect((await ask('/programs/some-visit')).json().errors[0].message).toContain('another supergraph')
  })

  it('is the new one as soon as it is built anew, with its assets', async () => {
    const folder = await builtPages()
    const ask = serve(folder)
    await ask('/')

    await writeFile(join(folder, 'dashboard', 'index.html'), 'the new page')
    await writeFile(join(folder, 'dashboard', 'assets', 'page-2.js'), 'new')

    expect((await ask('/')).body).toBe('the new page')
    expect((await ask('/assets/page-2.js')).body).toBe('new')
  })

  it('says what to run where it is not built', async () => {
    const ask = serve(await builtPages([]))

    expect((await ask('/')).statusCode).toBe(200)
    expect((await ask('/programs/some-visit')).json().errors[0].message).toContain('npm run build:web')
    expect((await ask('/playground/')).json().errors[0].message).toContain('npm run build:web')
  })
})

describe('the playground', () => {
  it('gets another nonce each time, the same in its policy', async () => {
    const ask = serve(await builtPages())

    const pages = [await ask('/playground/'), await ask('/playground/')]
    const nonces = pages.map(({ body }) => /nonce="([^"]+)"/.exec(body)?.[1] ?? '')

    expect(new Set(nonces).size).toBe(2)
    for (const [i, { headers }] of pages.entries()) {
      expect(headers['content-security-policy']).toContain(`style-src-elem 'self' 'nonce-${nonces[i]}'`)
      expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*(unsafe|nonce|data:|blob:)/)
    }
  })

  it('is where a browser is led that opens the address of GraphQL; a client is not', async () => {
    const ask = serve(await builtPages())

    const visit = await ask('/graphql?query=%7Bx%7D', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })

    expect([visit.statusCode, visit.headers.location]).toEqual([303, '/playground/'])
    expect((await ask('/graphql', { accept: 'application/json' })).statusCode).toBe(200)
    expect((await ask('/graphql', { accept: '*/*' })).statusCode).toBe(200)
  })

  it('is not there where it is switched off, and nobody is led to it', async () => {
    const ask = serve(await builtPages(), { hasPlayground: false })

    expect((await ask('/playground/')).statusCode).toBe(404)
    expect((await ask('/playground/assets/page-1.js')).statusCode).toBe(404)
    expect((await ask('/graphql', { accept: 'text/html' })).statusCode).toBe(200)
  })
})
