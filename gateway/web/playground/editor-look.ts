/** Names under which Monaco knows our colours. */
export const editorThemes = { light: 'exchange-light', dark: 'exchange-dark' }

const shared = (accent: string, ground: string) => ({
  'editor.background': '#ffffff00',
  'scrollbar.shadow': '#ffffff00',
  'editorHoverWidget.background': ground,
  'editorSuggestWidget.background': ground,
  'editorSuggestWidget.highlightForeground': accent,
  'editorWidget.background': ground,
  'menu.background': ground,
  'quickInput.background': ground,
  'textLink.foreground': accent,
  'textLink.activeForeground': accent,
  focusBorder: accent,
})

const rules = (colours: Record<string, string>) =>
  Object.entries(colours).map(([token, foreground]) => ({ token, foreground }))

/** Colours of the editors: 4.5:1 and more on the cards of theme.css. */
export const editorColours = {
  light: {
    base: 'vs' as const,
    inherit: true,
    colors: { ...shared('#14506b', '#ffffff'), 'editorLineNumber.foreground': '#5f7280' },
    rules: rules({
      'comment.gql': '4f6b3a',
      'keyword.gql': '8a2f6a',
      'key.identifier.gql': '14506b',
      'argument.identifier.gql': '8a4a08',
      'type.identifier.gql': '1b6e52',
      'string.key.json': '14506b',
      'string.value.json': '8a4a08',
      'number.json': '1b6e52',
      'keyword.json': '8a2f6a',
    }),
  },
  dark: {
    base: 'vs-dark' as const,
    inherit: true,
    colors: { ...shared('#7cc4e4', '#1c2a34'), 'editorLineNumber.foreground': '#8fa3b0' },
    rules: rules({
      'comment.gql': '9fbf86',
      'keyword.gql': 'e89ac9',
      'key.identifier.gql': '8fd0ec',
      'argument.identifier.gql': 'f2b877',
      'type.identifier.gql': '86d6b5',
      'string.key.json': '8fd0ec',
      'string.value.json': 'f2b877',
      'number.json': '86d6b5',
      'keyword.json': 'e89ac9',
    }),
  },
}

/** Fonts of the system, so that none has to be loaded. */
export const editorFont = 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace'
