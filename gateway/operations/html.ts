/** A piece of HTML whose texts are escaped. */
export type Html = { readonly html: string }

type Part = Html | string | number | null | readonly Part[]

/** Writes HTML: every value is text and gets escaped, but for pieces that were written this way. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, index) => text + (index < parts.length ? written(parts[index] as Part) : '')).join(''),
})

const written = (part: Part): string => {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(written).join('')
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
