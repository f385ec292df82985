import type { Page } from 'playwright-core'

/**
 * Finds what a page holds that can act and that no page of ours has: scripts in the page, frames, handlers in attributes,
 * addresses that are scripts. In a page that shows texts of others, somebody's text became more than text. Empty is good.
 */
export const activeParts = (page: Page): Promise<readonly string[]> =>
  page.evaluate<string[]>(`(() => {
  const found = []
  if ('somebodysTextRan' in globalThis) found.push('The text with number ' + somebodysTextRan + ' ran.')
  const forbidden = 'script:not([src]), iframe, frame, object, embed, applet, base, portal, meta[http-equiv="refresh" i]'
  for (const element of document.querySelectorAll('*')) {
    const start = element.outerHTML.slice(0, 200)
    if (element.matches(forbidden)) found.push('An element that acts: ' + start)
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push('A handler: ' + start)
      const isAddress = /^(href|src|action|formaction|data|xlink:href|srcdoc|srcset|ping|poster)$/i.test(name)
      if (!isAddress) continue
      const url = URL.parse(value, document.baseURI)
      const isPicture = element.matches('img, image') && url?.protocol === 'data:'
      const isOpen = ['http:', 'https:', 'mailto:', 'tel:', 'blob:'].includes(url?.protocol)
      if (!isOpen && !isPicture) found.push('An address that acts: ' + start)
      const loads = !element.matches('a, area')
      if (loads && isOpen && url.origin !== location.origin) found.push('Something of another host: ' + start)
    }
  }
  return found
})()`)
