import { counted } from './counted.ts'

/** A document as far as a line names it; null where the network holds one that the reader may not see. */
export type NamedSource = { readonly slug: string; readonly title: string } | null

/** More titles than these are a list, not a line. */
const most = 10

/** Says which documents a figure comes from, each once: by title while they are few. Nothing where there are none. */
export const sourcesLine = (sources: readonly NamedSource[]): string => {
  const titles = new Map(sources.flatMap(source => (source ? [[source.slug, `“${source.title}”`] as const] : [])))
  if (titles.size === 0) return ''
  const named = titles.size > most ? '' : `: ${[...titles.values()].join('; ')}`
  return `From ${counted(titles.size, 'document')}${named}.`
}
