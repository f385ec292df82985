import { type CellReader, UnreadableCell } from './column.ts'

/** Smallest and largest number; without them what a column of the database holds. */
export type NumberLimits = { readonly min?: number; readonly max?: number }

// 300000, 300,000 and 300 000. A dot may part thousands or decimals, so it is not read.
const digits = String.raw`\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+`
const wholeNumber = new RegExp(`^[-+]?(?:${digits})$`)

const numberOf = (cell: string, { min = -2_147_483_648, max = 2_147_483_647 }: NumberLimits): number => {
  const value = Number(cell.replace(/[^\d-]/g, ''))
  if (value < min || value > max) throw new UnreadableCell(`lies outside ${min} to ${max}.`)
  return value
}

/** Reads a whole number; thousands may be parted by commas or spaces. */
export const integer = (limits: NumberLimits = {}): CellReader<number> => ({
  read(cell) {
    if (!wholeNumber.test(cell)) throw new UnreadableCell('is no whole number. Write digits only, e.g. "300000".')
    return numberOf(cell, limits)
  },
})

/** How a number is meant; the contract's Bound. */
export type Bound = 'EXACT' | 'AT_LEAST' | 'MORE_THAN' | 'ABOUT'

/** A number of a file with how it is meant; `label` is the cell where that says more than the number. */
export type QuantityCell = { readonly value: number; readonly bound: Bound; readonly label: string | null }

const wordings: readonly (readonly [RegExp, Bound])[] = [
  [/^(?:>=|≥|at least|minimum(?: of)?|min\.?)\s*/i, 'AT_LEAST'],
  [/^(?:>|more than|over|above)\s*/i, 'MORE_THAN'],
  [/^(?:~|≈|about|approximately|approx\.?|around|roughly|circa|ca\.?|c\.)\s*/i, 'ABOUT'],
]

/** Reads a number of people or things: "80", "80+" and "at least 80", "more than 80" and ">80", "ca. 80" and "about 80". */
export const quantity = (limits: NumberLimits = { min: 0 }): CellReader<QuantityCell> => ({
  read(cell) {
    if (wholeNumber.test(cell)) return { value: numberOf(cell, limits), bound: 'EXACT', label: null }
    const { rest, bound } = boundOf(cell)
    if (bound === null || !wholeNumber.test(rest)) {
      throw new UnreadableCell('is no number. Write e.g. "80", "80+", "more than 80" or "about 80".')
    }
    return { value: numberOf(rest, limits), bound, label: cell }
  },
})

const boundOf = (cell: string): { rest: string; bound: Bound | null } => {
  if (/\d\s*\+$/.test(cell)) return { rest: cell.replace(/\s*\+$/, ''), bound: 'AT_LEAST' }
  const found = wordings.find(([wording]) => wording.test(cell))
  return found === undefined ? { rest: cell, bound: null } : { rest: cell.replace(found[0], ''), bound: found[1] }
}

const written: Readonly<Record<Bound, (value: number) => string>> = {
  EXACT: value => `${value}`,
  AT_LEAST: value => `at least ${value}`,
  MORE_THAN: value => `more than ${value}`,
  ABOUT: value => `about ${value}`,
}

/** Writes a number as `quantity` reads it; "" for none. */
export const quantityText = (quantity: { readonly value: number; readonly bound: Bound } | null): string =>
  quantity === null ? '' : written[quantity.bound](quantity.value)
