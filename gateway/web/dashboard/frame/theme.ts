/** How the page looks: as the system does, or always one way. */
export type Theme = 'system' | 'light' | 'dark'

const key = 'exchange-network-theme'

/** The theme that this browser was last told; the system's where it was told none or may not remember. */
export const savedTheme = (): Theme => {
  try {
    const saved = localStorage.getItem(key)
    return saved === 'light' || saved === 'dark' ? saved : 'system'
  } catch {
    return 'system'
  }
}

/** Shows a theme. */
export const applyTheme = (theme: Theme): void => {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
}

/** Shows a theme and keeps it for the next visit; it says nothing about who reads. */
export const chooseTheme = (theme: Theme): void => {
  applyTheme(theme)
  try {
    if (theme === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, theme)
  } catch {
    // A browser that may not remember still shows it until the page is left.
  }
}
