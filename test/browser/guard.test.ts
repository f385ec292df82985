import { afterAll, beforeAll, expect } from 'vitest'
import { accessibilityFaults } from './accessibility.ts'
import { activeParts } from './active-parts.ts'
import { describeInBrowser, inBrowser, openTab } from './in-browser.ts'
import { besideTheWindow } from './layout.ts'
import { type ScratchSite, startScratchSite } from './scratch-site.ts'

const page = (body: string) =>
  `<!doctype html><html lang="en"><head><title>A page</title></head><body><main><h1>A page</h1>${body}</main></body></html>`
const withScript = (name: string) => page(`<p>Text</p><script src="/${name}.js"></script>`)

const pages = {
  // A browser asks for it once, unbidden.
  '/favicon.ico': '',
  '/good': withScript('good'),
  '/good.js': 'document.querySelector("p").textContent = "Done"; console.warn("only a warning")',
  '/inline': page('<script>globalThis.ran = true</script>'),
  '/handler': page('<img src="/favicon.ico" alt="" onerror="globalThis.ran = true">'),
  '/foreign': withScript('foreign'),
  '/foreign.js': 'fetch("http://elsewhere.example/pixel").catch(() => {})',
  '/console': withScript('console'),
  '/console.js': 'console.error("something is not right")',
  '/broken': withScript('broken'),
  '/broken.js': 'setTimeout(() => { throw new Error("nobody catches this") })',
  '/dialog': withScript('dialog'),
  '/dialog.js': 'alert(1)',
  '/window': withScript('window'),
  '/window.js': 'open("/console")',
  '/socket': withScript('socket'),
  '/socket.js': 'try { new WebSocket("ws://elsewhere.example/").onerror = () => {} } catch {}',
  '/active': page(
    '<a href="javascript:x">A</a><iframe></iframe><p onclick="x">B</p><a href="https://a.example/">C</a>',
  ),
  '/wide': page(`<p>${'x'.repeat(500)}</p>`),
  '/pale': page('<p><button></button></p><img src="data:,">'),
}

const faultyPages = [
  ['a script that stands in the page', '/inline', /script-src-elem of the content security policy forbids inline/],
  [
    'a handler that stands in an attribute',
    '/handler',
    /script-src-attr of the content security policy forbids inline/,
  ],
  ['a request to another host', '/foreign', /Asked another host: http:\/\/elsewhere.example\/pixel/],
  ['a socket to anywhere', '/socket', /Opened a socket: ws:\/\/elsewhere.example\//],
  ['an error on the console', '/console', /The console says: something is not right/],
  ['an error that nobody catches', '/broken', /A script failed: nobody catches this/],
  ['a dialog', '/dialog', /Opened a dialog: alert "1"/],
  ['what a tab does that the page opened', '/window', /The console says: something is not right/],
] as const

describeInBrowser('the guard of the tests in a browser', () => {
  let site: ScratchSite
  beforeAll(async () => {
    site = await startScratchSite(pages)
  })
  afterAll(() => site[Symbol.asyncDispose]())

  inBrowser('lets a page pass that does nothing wrong', async ({ open }) => {
    const { page, guard } = await open(`${site.origin}/good`)

    await page.getByText('Done').waitFor()
    expect(guard.faults).toEqual([])
    expect(await accessibilityFaults(page)).toEqual([])
  })

  inBrowser.for(faultyPages)('sees %s', async ([, path, sentence], { browser }) => {
    const { context, guard } = await openTab(browser, new URL(path, site.origin))

    await expect.poll(() => guard.faults).toContainEqual(expect.stringMatching(sentence))
    await context.close()
  })

  inBrowser.fails('fails a test whose page did something wrong', async ({ open }) => {
    const { page } = await open(`${site.origin}/console`)

    await page.getByText('Text').waitFor()
  })

  inBrowser('forgives what a test provokes, and only that', async ({ open }) => {
    const { guard } = await open(`${site.origin}/console`)

    await expect.poll(() => guard.faults).toHaveLength(1)
    expect(() => guard.forgive(/something else/)).toThrow('No fault matches /something else/')
    guard.forgive(/something is not right/)

    expect(guard.faults).toEqual([])
  })

  inBrowser('lets no test find what another one left', async ({ open }) => {
    const first = await open(`${site.origin}/good`)
    await first.page.evaluate('localStorage.setItem("kept", "yes")')

    const second = await open(`${site.origin}/good`)

    expect(await second.page.evaluate('localStorage.length')).toBe(0)
  })

  inBrowser('names the elements that people with a disability cannot use', async ({ open }) => {
    const { page } = await open(`${site.origin}/pale`)

    expect(await accessibilityFaults(page)).toEqual([
      expect.stringMatching(/^button-name: Buttons must have discernible text\. At 1, such as button: /),
      expect.stringMatching(/^image-alt: Images must have alternative text\. At 1, such as img: /),
    ])
  })

  inBrowser('finds parts of a page that act, and lets links be', async ({ browser }) => {
    const { page, context } = await openTab(browser, new URL('/active', site.origin))

    expect(await activeParts(page)).toEqual([
      'An address that acts: <a href="javascript:x">A</a>',
      'An element that acts: <iframe></iframe>',
      'A handler: <p onclick="x">B</p>',
    ])
    await context.close()
  })

  inBrowser('finds what a reader would scroll sideways for', async ({ open }) => {
    const { page } = await open(`${site.origin}/wide`)

    expect(await besideTheWindow(page)).toEqual([expect.stringMatching(/pixels lie beside the window, such as <p>xxx/)])
  })
})
