import { type CellReader, UnreadableCell } from './column.ts'
import { text } from './text-cells.ts'

/** What a gazetteer says of a name: the place, or which it may be (none where it knows no such name). */
export type ResolvedPlace =
  | { readonly code: string }
  | { readonly isAmbiguous?: boolean; readonly suggestions: readonly string[] }

/** A place of a file. */
export type PlaceCell = {
  readonly code: string
  /** The word in the file, without the count. */
  readonly printed: string
  /** The number behind it, as in "Burma (2)"; null where there is none. */
  readonly count: number | null
}

/** Takes a count off the end of a text: "Burma (2)" and "Burma x2" are "Burma" and 2. */
export const splitCount = (text: string): { readonly text: string; readonly count: number | null } => {
  const match = /^(.*\S)\s*(?:\((\d{1,4})\)|\s[x×]\s?(\d{1,4}))$/iu.exec(text)
  return match === null ? { text, count: null } : { text: match[1] as string, count: Number(match[2] ?? match[3]) }
}

/** Reads the code or any name of a place. A name that several places have is AMBIGUOUS, with their names as suggestions. */
export const place = (resolvePlace: (text: string) => ResolvedPlace): CellReader<PlaceCell> => ({
  read(cell, view) {
    const { text: name, count } = splitCount(cell)
    const printed = words.read(name, view)
    const resolved = resolvePlace(printed)
    if ('code' in resolved) return { code: resolved.code, printed, count }
    const { suggestions, isAmbiguous = suggestions.length > 1 } = resolved
    if (isAmbiguous) {
      throw new UnreadableCell('may be several places. Write the one that is meant as suggested, or its code.', {
        code: 'AMBIGUOUS',
        suggestions,
      })
    }
    throw new UnreadableCell('is no place that this network knows. Write a name in English or an ISO code.', {
      suggestions,
    })
  },
})

const words = text({ max: 200 })
