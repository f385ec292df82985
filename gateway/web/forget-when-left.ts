/** What is needed of a browser's window. */
type Page = Pick<EventTarget, 'addEventListener'> & {
  readonly document: { readonly body: { replaceChildren(): void } }
  readonly location: { reload(): void }
}

/**
 * Empties the page when somebody who is signed in leaves it, and loads it anew when the browser brings it back. The browser
 * keeps a page whole, token and all: "Back" would show what it opened even after a sign-out on another page of the tab.
 */
export const forgetWhenLeft = (isSignedIn: () => boolean, page: Page): void => {
  let isEmpty = false
  page.addEventListener('pagehide', () => {
    if (!isSignedIn()) return
    isEmpty = true
    page.document.body.replaceChildren()
  })
  page.addEventListener('pageshow', () => {
    if (isEmpty) page.location.reload()
  })
}
