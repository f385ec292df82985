import { type ResolvedPlaceName, resolvePlaceName } from '@exchange-network/gazetteer/resolve-place-name'
import { type CellReader, UnreadableCell } from '@exchange-network/kit/importing/column'
import { type PlaceCell, place, splitCount } from '@exchange-network/kit/importing/place-cells'

/** Reads a place of a file by any of its names or codes. */
export const placeCell = (): CellReader<PlaceCell> => place(resolve)

const resolve = (text: string) => {
  const found: ResolvedPlaceName = resolvePlaceName(text)
  return 'code' in found ? { code: found.code } : found
}

/** A country of a printed list, once however often it is printed. */
export type CountryCell = { readonly code: string; readonly printed: string; readonly timesListed: number }

/**
 * Reads a printed list of countries, ";" or "|" between them: "Burma (2); Viet Nam". A country that is printed twice, or
 * with a count, is one entry that is listed so often.
 */
export const countriesCell = (): CellReader<readonly CountryCell[]> => ({
  read(cell, view) {
    const parts = cell
      .split(cell.includes(';') ? ';' : '|')
      .map(part => part.trim())
      .filter(part => part !== '')
    const entries = new Map<string, CountryCell>()
    for (const [index, part] of parts.entries()) {
      const { code, printed, count } = readPart(part, index, parts.length, view)
      const known = entries.get(code)
      const timesListed = (known?.timesListed ?? 0) + (count ?? 1)
      if (timesListed < 1)
        throw new UnreadableCell(`says that "${printed}" is listed ${timesListed} times. Write 1 or more.`)
      entries.set(code, { code, printed: known?.printed ?? printed, timesListed })
    }
    return [...entries.values()]
  },
})

const readPart = (
  part: string,
  index: number,
  of: number,
  view: Parameters<CellReader<PlaceCell>['read']>[1],
): PlaceCell => {
  try {
    return placeCell().read(part, view)
  } catch (error) {
    if (!(error instanceof UnreadableCell) || of === 1) throw error
    throw new UnreadableCell(`fails in value ${index + 1} of ${of}, which ${error.message}`, error)
  }
}

/** Writes a place as `placeCell` reads it: the printed word where that is enough, else the code. */
export const placeText = ({ placeCode, label }: { readonly placeCode: string; readonly label: string }): string => {
  if (/[;|]/.test(label) || splitCount(label).count !== null) return placeCode
  const found = resolvePlaceName(label)
  return 'code' in found && found.code === placeCode ? label : placeCode
}
