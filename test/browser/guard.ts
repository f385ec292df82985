import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core'

/** What no page of ours may do, looked at from outside of it. */
export type Guard = {
  /** What went wrong in any tab so far, as sentences, oldest first. */
  readonly faults: readonly string[]
  /** Takes out the faults that a test provoked on purpose. Throws where none matches: then nothing was provoked. */
  forgive(expected: RegExp): void
}

// Runs in each document before the page's own scripts; a page cannot take the listener away again.
const watchPolicy = `
  const report = globalThis.reportPolicyViolation
  document.addEventListener('securitypolicyviolation', event => {
    report(event.effectiveDirective + ' of the content security policy forbids ' + (event.blockedURI || 'what stands inline')
      + ' in ' + event.documentURI + ' ' + event.sample)
  }, true)
`

/** Watches every tab of a browser context, those that pages open included. Pages may ask `origin` alone. */
export const watchContext = async (context: BrowserContext, origin: string): Promise<Guard> => {
  const faults: string[] = []
  const fault = (sentence: string): void => {
    faults.push(sentence.trim())
  }

  await context.exposeFunction('reportPolicyViolation', fault)
  await context.addInitScript({ content: watchPolicy })
  context.on('request', request => {
    const { protocol, origin: asked } = new URL(request.url())
    if (asked !== origin && !insideThePage.includes(protocol)) fault(`Asked another host: ${request.url()}`)
  })
  context.on('weberror', error => fault(`A script failed: ${error.error().message}`))
  context.on('console', message => {
    if (message.type() === 'error') fault(`The console says: ${textOf(message)}`)
  })
  context.on('page', (page: Page) => {
    page.on('crash', () => fault(`The tab of ${page.url()} crashed.`))
    page.on('websocket', socket => fault(`Opened a socket: ${socket.url()}`))
    page.on('dialog', dialog => {
      fault(`Opened a dialog: ${dialog.type()} "${dialog.message()}"`)
      void dialog.dismiss()
    })
  })

  return {
    faults,
    forgive: expected => {
      const kept = faults.filter(sentence => !expected.test(sentence))
      if (kept.length === faults.length) throw new Error(`No fault matches ${expected}: ${JSON.stringify(faults)}`)
      faults.splice(0, faults.length, ...kept)
    },
  }
}

const insideThePage: readonly string[] = ['data:', 'blob:', 'about:']

const textOf = (message: ConsoleMessage): string => {
  const { url } = message.location()
  return url ? `${message.text()} (${url})` : message.text()
}
