import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Waits until a page of the dashboard shows its content and no panel of it waits for an answer. */
export const settle = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0)
}

/** The number under the name of a key figure. */
export const keyFigure = async (page: Page, name: string): Promise<string> => {
  const figure = page.getByRole('list', { name: 'Key figures' }).getByRole('listitem').filter({ hasText: name })
  return (await figure.getByRole('paragraph').nth(1).textContent()) ?? ''
}

/** Presses Tab until the focus is on an element of this accessible name. Throws where it never gets there. */
export const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let steps = 0; steps < mostSteps; steps++) {
    await page.keyboard.press('Tab')
    const focused = await page.locator(':focus').ariaSnapshot()
    if (focused.includes(`"${name}"`)) return
  }
  throw new Error(`${mostSteps} steps with the Tab key led to nothing that is called "${name}".`)
}
const mostSteps = 80
