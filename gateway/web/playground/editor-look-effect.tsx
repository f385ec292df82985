import { pick, useGraphiQL, useMonaco } from '@graphiql/react'
import { useEffect } from 'react'
import { editorColours, editorFont, editorThemes } from './editor-look.ts'

const labels = {
  queryEditor: 'Operation',
  variableEditor: 'Variables',
  headerEditor: 'Headers',
  responseEditor: 'Answer',
} as const

const type = {
  fontFamily: editorFont,
  fontSize: 13.5,
  lineHeight: 21,
  wordWrap: 'on',
  wrappingIndent: 'indent',
} as const

/** Gives GraphiQL's editors our colours and fonts, and names that a screen reader can tell apart. Draws nothing. */
export const EditorLook = () => {
  const monaco = useMonaco(state => state.monaco)
  const monacoTheme = useGraphiQL(state => state.monacoTheme)
  const editors = useGraphiQL(pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'))
  useEffect(() => {
    if (!monaco) return
    monaco.editor.defineTheme(editorThemes.light, editorColours.light)
    monaco.editor.defineTheme(editorThemes.dark, editorColours.dark)
    if (monacoTheme) monaco.editor.setTheme(monacoTheme)
  }, [monaco, monacoTheme])
  useEffect(() => {
    for (const [name, ariaLabel] of Object.entries(labels)) {
      editors[name as keyof typeof labels]?.updateOptions({ ...type, ariaLabel })
    }
  }, [editors])
  useSystemTheme()
  return null
}

/** Follows the system while the reader has chosen nothing: GraphiQL itself looks only once. */
const useSystemTheme = (): void => {
  const monaco = useMonaco(state => state.monaco)
  const theme = useGraphiQL(state => state.theme)
  useEffect(() => {
    if (!monaco || theme !== null) return
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    const follow = () => monaco.editor.setTheme(system.matches ? editorThemes.dark : editorThemes.light)
    system.addEventListener('change', follow)
    return () => system.removeEventListener('change', follow)
  }, [monaco, theme])
}
