import type { BrowserContext, Page } from 'playwright-core'

/** Everything that outlives the scripts of a page: address, history, storages, databases, caches and cookies, as texts. */
export const keptTexts = async (page: Page, context: BrowserContext): Promise<readonly string[]> => {
  const { cookies, origins } = await context.storageState({ indexedDB: true })
  const ofPage = await page.evaluate<unknown>(`(async () => [
    location.href, document.referrer, document.title, name, history.state, document.cookie,
    { ...localStorage }, { ...sessionStorage },
    await Promise.all((await caches.keys()).map(async key => (await (await caches.open(key)).keys()).map(({ url }) => url))),
    performance.getEntries().map(({ name }) => name),
  ])()`)
  return [ofPage, cookies, origins].map(kept => JSON.stringify(kept))
}
