import { nameOf, placeById } from '@exchange-network/gazetteer/places'
import type { Row } from '@exchange-network/kit/database/rows'
import type { DateCell } from '@exchange-network/kit/importing/date-cells'
import { type QuantityCell, quantityText } from '@exchange-network/kit/importing/number-cells'
import type { PlaceCell } from '@exchange-network/kit/importing/place-cells'
import type { Program } from '../entities/program.ts'
import type { ProgramPlace } from '../entities/program-place.ts'
import type { ProgramFieldsInput, ProgramPlaceInput, QuantityInput } from '../writing/program-input.ts'
import type { ProgramCells } from './program-columns.ts'

/** What a row of a file is about, as it is now. */
export type CurrentProgram = { readonly row: Row<Program>; readonly places: readonly Row<ProgramPlace>[] }

/**
 * Creates the input that a row of a file stands for; empty cells are not given. Where a file repeats what is known in
 * fewer words, e.g. a code for a place, the words that are kept stay.
 */
export const inputOfRow = (cells: ProgramCells, current: CurrentProgram | null): ProgramFieldsInput => ({
  ...present('title', cells.title),
  ...present('titleIsOfficial', cells.titleIsOfficial),
  ...present('summary', cells.summary),
  ...present('seriesId', cells.series),
  ...present('partOfId', cells.partOf),
  ...present('direction', cells.direction),
  ...present('status', cells.status),
  ...present('dates', cells.dates && dateOf(cells.dates, current?.row ?? null)),
  ...present('places', cells.places?.map(cell => placeOf(cell, current?.places ?? [])) ?? null),
  ...present('venue', cells.venue),
  ...present('delegateCount', cells.delegateCount && countOf(cells.delegateCount, 'delegateCount', current)),
  ...present(
    'studentsRepresented',
    cells.studentsRepresented && countOf(cells.studentsRepresented, 'studentsRepresented', current),
  ),
  ...present('breakouts', cells.breakouts),
  ...present('topicIds', cells.topics),
  ...present('visibility', cells.visibility),
  ...present('participantVisibility', cells.participantVisibility),
})

const present = <Name extends keyof ProgramFieldsInput>(
  name: Name,
  value: ProgramFieldsInput[Name] | null,
): Pick<ProgramFieldsInput, Name> => (value == null ? {} : { [name]: value }) as Pick<ProgramFieldsInput, Name>

const dateOf = ({ edtf, inferred, label }: DateCell, row: Row<Program> | null) => ({
  edtf,
  inferred,
  label: label ?? (row?.edtf === edtf ? row.dateLabel : null),
})

const placeOf = ({ code, printed }: PlaceCell, places: readonly Row<ProgramPlace>[]): ProgramPlaceInput => {
  const known = places.find(one => one.placeCode === code)
  const label = printedLabel({ code, printed }, known?.label)
  return { placeId: code, label, inferred: known?.label === label && known.inferred }
}

/** The word for a place: as printed; where the file gives a code only, as it is kept, else the name of the place. */
export const printedLabel = (
  { code, printed }: { readonly code: string; readonly printed: string },
  known: string | undefined,
): string => (placeById(printed)?.code === code ? (known ?? nameOf(code)) : printed)

const countOf = (
  { value, bound, label }: QuantityCell,
  name: 'delegateCount' | 'studentsRepresented',
  current: CurrentProgram | null,
): QuantityInput => {
  const isKnown = current?.row[`${name}Value`] === value && current.row[`${name}Bound`] === bound
  const saysMore = label !== null && label !== quantityText({ value, bound })
  return { value, bound, label: isKnown && !saysMore ? (current.row[`${name}Label`] ?? null) : label }
}
