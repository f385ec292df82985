import { describe, expect, it } from 'vitest'
import { forgetWhenLeft } from './forget-when-left.ts'

/** A page of a browser, as far as it is left and comes back. */
const openPage = (isSignedIn: boolean) => {
  const done: string[] = []
  const page = Object.assign(new EventTarget(), {
    document: { body: { replaceChildren: () => done.push('emptied') } },
    location: { reload: () => done.push('loaded anew') },
  })
  forgetWhenLeft(() => isSignedIn, page)
  const happens = (type: string, persisted: boolean) =>
    page.dispatchEvent(Object.assign(new Event(type), { persisted }))
  return { done, happens }
}

describe('a page that a browser keeps for its button "Back"', () => {
  it('holds nothing of what a token opened, and begins anew when it comes back', () => {
    const { done, happens } = openPage(true)

    happens('pageshow', false)
    expect(done).toEqual([])
    happens('pagehide', true)
    expect(done).toEqual(['emptied'])
    happens('pageshow', true)
    expect(done).toEqual(['emptied', 'loaded anew'])
  })

  it('comes back as it was where nobody was signed in', () => {
    const { done, happens } = openPage(false)

    happens('pagehide', true)
    happens('pageshow', true)

    expect(done).toEqual([])
  })
})
