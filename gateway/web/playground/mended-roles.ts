import { pick, useGraphiQL } from '@graphiql/react'
import { useEffect } from 'react'

/**
 * Names and roles that GraphiQL and its plugins give wrongly or not at all, put right as they appear. An item of its tabs
 * is called a tab and holds two buttons, which screen readers then do not find: without the roles it is what it looks
 * like, a list of buttons of which one is current.
 */
export const MendedRoles = () => {
  const { visiblePlugin } = useGraphiQL(pick('visiblePlugin'))
  useEffect(() => {
    const container = document.querySelector('.graphiql-container')
    if (!container) return
    const mend = () => mendAll(container)
    const observer = new MutationObserver(mend)
    mend()
    observer.observe(container, { childList: true, subtree: true, attributeFilter: ['aria-selected', 'title'] })
    return () => observer.disconnect()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another panel begins at its top, not where the last one was.
  useEffect(() => {
    document.querySelector('.graphiql-plugin')?.scrollTo(0, 0)
  }, [visiblePlugin])
  return null
}

const mendAll = (container: Element): void => {
  container.querySelector('.graphiql-tabs')?.removeAttribute('role')
  container.querySelector('#graphiql-session')?.setAttribute('role', 'group')
  for (const tab of container.querySelectorAll('.graphiql-tab')) mendTab(tab)
  for (const entry of container.querySelectorAll('.graphiql-history-item-label[aria-label="Set active"]')) {
    entry.setAttribute('aria-label', `${entry.textContent}: put into the editors`)
  }
  for (const field of container.querySelectorAll('.graphiql-explorer-root :is(input, select):not([aria-label])')) {
    field.setAttribute('aria-label', nameBefore(field))
  }
}

const mendTab = (tab: Element): void => {
  const isCurrent = tab.getAttribute('aria-selected')
  const button = tab.querySelector('.graphiql-tab-button')
  if (isCurrent === 'true') button?.setAttribute('aria-current', 'true')
  if (isCurrent === 'false') button?.removeAttribute('aria-current')
  tab.removeAttribute('role')
  tab.removeAttribute('aria-selected')
  // "Close Tab" seven times says nothing to whoever does not see beside what it stands.
  tab
    .querySelector('.graphiql-tab-close')
    ?.setAttribute('aria-label', `Close tab ${button?.getAttribute('title') ?? ''}`)
}

/** The word before a field of the query builder: the name of its argument. */
const nameBefore = (field: Element): string => {
  const argument = field.closest('[data-arg-name]')?.getAttribute('data-arg-name')
  const words = field.parentElement?.parentElement?.textContent?.match(/[\w$]+/)
  return argument ?? words?.[0] ?? 'Value'
}
