import type { Page } from 'playwright-core'

/** Finds what lies beside the window, so that a reader would have to scroll the page sideways. Empty is good. */
export const besideTheWindow = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  // A word too long for its paragraph is beside the window, though the paragraph is not.
  const rightOf = element => {
    const content = document.createRange()
    content.selectNodeContents(element)
    return Math.max(element.getBoundingClientRect().right, content.getBoundingClientRect().right)
  }
  const isBeside = element => element.checkVisibility() && rightOf(element) > clientWidth + 0.5
  const beside = [...document.body.querySelectorAll('*')].filter(isBeside)
  const innermost = beside.filter(element => !beside.some(other => other !== element && element.contains(other)))
  const starts = innermost.slice(0, 3).map(element => element.outerHTML.slice(0, 120))
  return [scrollWidth - clientWidth + ' of ' + scrollWidth + ' pixels lie beside the window, such as ' + starts.join(' and ')]
})()`)
