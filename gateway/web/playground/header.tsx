import { useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { createPortal } from 'react-dom'
import { TokenControl } from './session/token-control.tsx'

/** Above the editors: where the reader is, where else to go, who asks. */
export const Header = ({ toolsRef }: { toolsRef: (element: HTMLElement | null) => void }) => (
  <header className="top">
    <a className="brand" href="/">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect className="mark" width="32" height="32" rx="7" />
        <path d="M9 11c5-5 9-5 14 0M9 21c5 5 9 5 14 0" />
        <circle cx="8" cy="16" r="3.2" />
        <circle className="there" cx="24" cy="16" r="3.2" />
      </svg>
      Exchange Network
    </a>
    <nav aria-label="Pages">
      <a href="/">Dashboard</a>
      <a href="/playground/" aria-current="page">
        Playground
      </a>
      <a href="/operations">Operations</a>
    </nav>
    <div className="tools">
      <div className="slot" ref={toolsRef} />
      <TokenControl />
    </div>
  </header>
)

/** Tools of the header that need GraphiQL's state; drawn in the header, living inside GraphiQL. */
export const HeaderTools = ({ slot }: { slot: HTMLElement | null }) =>
  slot ? createPortal(<ThemeSwitch />, slot) : null

const next = { system: 'light', light: 'dark', dark: 'system' } as const
const named = { system: 'System', light: 'Light', dark: 'Dark' } as const

const ThemeSwitch = () => {
  const theme = useGraphiQL(state => state.theme) ?? 'system'
  const { setTheme } = useGraphiQLActions()
  const turn = () => setTheme(next[theme] === 'system' ? null : (next[theme] as 'light' | 'dark'))
  return (
    <button type="button" className="quiet theme" onClick={turn} title="Light, dark, or as the system has it">
      <span aria-hidden="true" className={`shade ${theme}`} />
      <span>
        <span className="unseen">Colours: </span>
        {named[theme]}
      </span>
    </button>
  )
}
