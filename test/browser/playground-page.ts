import type { Page } from 'playwright-core'

/** The playground as a reader meets it: by names of what is there. */
export type PlaygroundPage = {
  readonly operation: ReturnType<Page['getByRole']>
  readonly answer: ReturnType<Page['getByRole']>
  region(name: string): ReturnType<Page['getByRole']>
  /** Shows a panel of the sidebar. */
  show(panel: string): Promise<void>
  /** What stands in the tab of an operation, when it is the one that is shown. */
  editorsOf(operationName: string): ReturnType<Page['getByRole']>
  /** Goes to a tab by the name of its operation. */
  tab(operationName: string): Promise<void>
  /** Runs what stands in the editor, by keyboard, and waits until the answer is one that holds `expected`. */
  run(expected: string): Promise<void>
  /** Signs in, by keyboard, with a token of "test-caller". */
  signIn(token: string): Promise<void>
}

/** Names the parts of an open playground. */
export const readPlayground = (page: Page): PlaygroundPage => {
  const operation = page.getByRole('textbox', { name: 'Operation', exact: true })
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const answer = region('Result Window')
  return {
    operation,
    answer,
    region,
    show: async panel => {
      const show = page.getByRole('button', { name: `Show ${panel}` })
      await show.or(page.getByRole('button', { name: `Hide ${panel}` })).waitFor()
      if (await show.isVisible()) await show.click()
    },
    editorsOf: operationName => page.getByRole('group', { name: operationName, exact: true }),
    tab: operationName => page.getByRole('button', { name: operationName, exact: true }).click(),
    run: async expected => {
      await operation.focus()
      const answered = page.waitForResponse('**/graphql')
      await page.keyboard.press('Control+Enter')
      await answered
      await answer.getByText(expected).first().waitFor()
    },
    signIn: async token => {
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('textbox', { name: 'Token' }).fill(`Bearer ${token}`)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
      await page.keyboard.press('Escape')
    },
  }
}
