// Loaded before all else. Monaco writes <style> elements and cannot be told a nonce (monaco-editor #271), so each one that
// is made from here on gets the page's. Styles in style="" need none: the policy allows them, they run no script.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? ''
const create = document.createElement.bind(document)

document.createElement = ((name: string, options?: ElementCreationOptions) => {
  const element = create(name, options)
  if (element instanceof HTMLStyleElement) element.nonce = nonce
  return element
}) as typeof document.createElement
