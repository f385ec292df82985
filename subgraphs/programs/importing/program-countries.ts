import type { Context } from '../loaders.ts'
import type { CheckedRepresentation } from '../writing/write-representations.ts'
import type { ProgramCells } from './program-columns.ts'
import { type CurrentProgram, printedLabel } from './program-row-input.ts'

/** The list of countries that a row gives, with what is known of each besides; undefined where it gives none. */
export const countriesOf = async (
  { countries }: ProgramCells,
  current: CurrentProgram | null,
  { loaders }: Context,
): Promise<readonly CheckedRepresentation[] | undefined> => {
  if (countries === null) return undefined
  const had = current === null ? [] : await loaders.representationsByProgramId.load(current.row.id)
  return countries.map(({ code, printed, timesListed }) => {
    const known = had.find(one => one.placeCode === code)
    const label = printedLabel({ code, printed }, known?.label)
    return { placeCode: code, label, timesListed, delegates: known?.delegates ?? null, sources: null }
  })
}
