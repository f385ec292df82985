import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { howToInstall } from './find-chromium.ts'
import { type Guard, watchContext } from './guard.ts'

/** A tab of its own context: no storage, cookie or cache of another one. */
export type Tab = { readonly page: Page; readonly context: BrowserContext; readonly guard: Guard }

/** How large the window is, and what else a visitor's browser says. */
export type Look = { readonly width?: number; readonly height?: number } & BrowserContextOptions

/** Opens an address in a fresh context. Whatever a guard of one of them has seen fails the test at its end. */
export type OpenTab = (address: string | URL, look?: Look) => Promise<Tab>

// Absent where a project runs these files that does not set them up.
const program = inject('chromium') ?? null

/** A `describe` that is skipped on a machine without a browser; with REQUIRE_BROWSER=1 its tests fail there. */
export const describeInBrowser = describe.skipIf(program === null && process.env.REQUIRE_BROWSER !== '1')

/** A test with `open`. All tests of a file share one browser, which starts with the first of them. */
export const inBrowser = test
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it which fixtures this one needs
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await startBrowser()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('open', async ({ browser }, { onCleanup }): Promise<OpenTab> => {
    const tabs: Tab[] = []
    onCleanup(async () => {
      await Promise.all(tabs.map(({ context }) => context.close()))
      expect(tabs.flatMap(({ guard }) => guard.faults)).toEqual([])
    })
    return async (address, look = {}) => {
      const tab = await openTab(browser, new URL(address), look)
      tabs.push(tab)
      return tab
    }
  })

const startBrowser = async (): Promise<Browser> => {
  if (program === null) throw new Error(howToInstall)
  return chromium.launch({ executablePath: program, args: chromiumArguments })
}

/** Opens an address that is watched, and waits until it has loaded. */
export const openTab = async (browser: Browser, address: URL, look: Look = {}): Promise<Tab> => {
  const { width = 1440, height = 900, ...options } = look
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', ...options })
  const guard = await watchContext(context, address.origin)
  const page = await context.newPage()
  page.setDefaultTimeout(longestWaitMs)
  await page.goto(address.href)
  return { page, context, guard }
}

// Nothing is timed by it: a busy machine must not look like a broken promise.
const longestWaitMs = 30_000

// The first line lets nothing out of this machine, so that a fault of a page cannot become a request to a stranger.
const chromiumArguments = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  // Chromium's own walls need a user that is not root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
