import { existsSync } from 'node:fs'
import { startTestNetwork } from '../support/test-network.ts'
import { inBrowser, type Look, type Tab } from './in-browser.ts'

/** Opens a path of the network's own pages, guarded. */
export type Visit = (path: string, look?: Look) => Promise<Tab>

/** A test in a browser with a network and its built pages. All tests of a file share one, with a fresh database. */
export const inNetwork = inBrowser
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it which fixtures this one needs
  .extend('network', { scope: 'file' }, async ({}, { onCleanup }) => {
    if (!['dashboard', 'playground'].every(isBuilt)) {
      throw new Error(
        'The pages are not built, so no browser can open them. Run "npm run build:web", then the tests again.',
      )
    }
    const network = await startTestNetwork()
    onCleanup(() => network.close())
    return network
  })
  .extend(
    'visit',
    ({ network, open }): Visit =>
      (path, look) =>
        open(new URL(path, network.url), look),
  )

const isBuilt = (page: string): boolean =>
  existsSync(new URL(`../../gateway/web/dist/${page}/index.html`, import.meta.url))
