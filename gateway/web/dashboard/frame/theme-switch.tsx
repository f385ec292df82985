import { type ReactNode, useId, useState } from 'react'
import { chooseTheme, savedTheme, type Theme } from './theme.ts'

/** Light, dark, or as the system is. */
export const ThemeSwitch = () => {
  const [theme, setTheme] = useState(savedTheme)
  const name = useId()
  const choose = (next: Theme): void => {
    chooseTheme(next)
    setTheme(next)
  }
  return (
    <fieldset className="theme-switch">
      <legend className="visually-hidden">Colours</legend>
      {themes.map(({ value, words, drawing }) => (
        <label key={value} title={words}>
          <input type="radio" name={name} checked={theme === value} onChange={() => choose(value)} />
          <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
            {drawing}
          </svg>
          <span className="visually-hidden">{words}</span>
        </label>
      ))}
    </fieldset>
  )
}

const themes: readonly { value: Theme; words: string; drawing: ReactNode }[] = [
  {
    value: 'light',
    words: 'Light',
    drawing: (
      <>
        <circle cx="10" cy="10" r="3.5" />
        <path d="M10 1.5v2.5M10 16v2.5M1.5 10H4M16 10h2.5M4 4l1.7 1.7M14.3 14.3 16 16M4 16l1.7-1.7M14.3 5.7 16 4" />
      </>
    ),
  },
  {
    value: 'system',
    words: 'As the system is',
    drawing: <path d="M2.5 4h15v9.5h-15zM7 17h6M10 13.5V17" />,
  },
  { value: 'dark', words: 'Dark', drawing: <path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z" /> },
]
