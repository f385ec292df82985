import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const allRules = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }
// What a change of colours alone can break; the others would say the same again, and take most of the time.
const rulesOfColour = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** Judges what the page shows now by WCAG 2.2 AA as far as a program can. One sentence per rule that is broken; empty is good. */
export const accessibilityFaults = async (page: Page, rules: object = allRules): Promise<readonly string[]> => {
  // Evaluated from outside, so that no content security policy has to make room for it.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ ...rules, resultTypes: ['violations'] })})`,
  )
  return violations.map(({ id, help, nodes }) => {
    const some = nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${target.join(' ')}: ${oneLine(failureSummary)}`)
    return `${id}: ${help}. At ${nodes.length}, such as ${some.join(' And ')}`
  })
}

/** The same for a page that has only changed its colours since it was judged. */
export const colourFaults = (page: Page): Promise<readonly string[]> => accessibilityFaults(page, rulesOfColour)

const oneLine = (text = ''): string => text.replaceAll(/\s+/g, ' ')
