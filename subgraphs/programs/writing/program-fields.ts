import type { Row } from '@exchange-network/kit/database/rows'
import { quantityText } from '@exchange-network/kit/importing/number-cells'
import type { StatedValue } from '@exchange-network/kit/provenance/record-claims'
import { fold } from '@exchange-network/kit/search/fold'
import { dateFacts, programDateFacts } from '../entities/date-facts.ts'
import type { Program } from '../entities/program.ts'
import type { CheckedProgram } from './check-program.ts'
import type { CheckedQuantity } from './check-quantity.ts'

/** A field of a program that is given: the columns that it fills, and what is stated with it. */
export type GivenField = {
  /** Name in the contract, e.g. "dates". */
  readonly path: string
  readonly columns: Partial<Row<Program>>
  /** Null for what is no fact of the program, e.g. who may see it. */
  readonly claims: readonly StatedValue[] | null
}

/** Folds a title for sorting. Folding can make it longer ("㍿" is four letters), and the column takes 300. */
export const sortTitleOf = (title: string): string => fold(title).slice(0, 300)

/** Lists the fields that are given and are columns, in the form in which they are stored and claimed. */
export const givenFields = (checked: CheckedProgram): readonly GivenField[] => {
  const { title, titleIsOfficial, dates, delegateCount, studentsRepresented, breakouts } = checked
  const { summary, venue, direction, status, seriesId, partOfId, visibility, participantVisibility } = checked
  const basis = titleIsOfficial === false ? 'INFERRED' : 'STATED'
  return [
    ...given(title, text => field('title', { title: text, sortTitle: sortTitleOf(text) }, [{ value: text, basis }])),
    ...given(titleIsOfficial, isOfficial => field('titleIsOfficial', { titleIsOfficial: isOfficial }, null)),
    ...given(summary, text => field('summary', { summary: text }, stated(text))),
    ...given(seriesId, id => field('series', { seriesId: id }, stated(id, id))),
    ...given(partOfId, id => field('partOf', { partOfId: id }, stated(id, id))),
    ...given(direction, word => field('direction', { direction: word }, stated(word, word))),
    ...given(status, word => field('status', { status: word }, stated(word, word))),
    ...given(dates, date =>
      field(
        'dates',
        { ...dateFacts(date, date?.label ?? null), ...programDateFacts(date) },
        date === null
          ? []
          : [{ value: date.label ?? date.edtf, normalized: date.edtf, basis: date.inferred ? 'INFERRED' : 'STATED' }],
      ),
    ),
    ...given(venue, text => field('venue', { venue: text }, stated(text))),
    ...given(delegateCount, count =>
      field('delegateCount', quantityColumns('delegateCount', count), statedQuantity(count)),
    ),
    ...given(studentsRepresented, count =>
      field('studentsRepresented', quantityColumns('studentsRepresented', count), statedQuantity(count)),
    ),
    ...given(breakouts, texts =>
      field(
        'breakouts',
        { breakouts: [...texts] },
        texts.map(value => ({ value })),
      ),
    ),
    ...given(visibility, level => field('visibility', { visibility: level }, null)),
    ...given(participantVisibility, level => field('participantVisibility', { participantVisibility: level }, null)),
  ]
}

/** Tells whether a field says something else than a program's row. */
export const isChanged = (row: Readonly<Partial<Row<Program>>>, { columns }: GivenField): boolean =>
  Object.entries(columns).some(
    ([column, value]) => JSON.stringify(row[column as keyof Row<Program>] ?? null) !== JSON.stringify(value ?? null),
  )

type Unpathed = Omit<StatedValue, 'path'>

const given = <Value>(value: Value | undefined, field: (value: Value) => GivenField): readonly GivenField[] =>
  value === undefined ? [] : [field(value)]

const field = (path: string, columns: Partial<Row<Program>>, claims: readonly Unpathed[] | null): GivenField => ({
  path,
  columns,
  claims: claims?.map(claim => ({ path, ...claim })) ?? null,
})

const stated = (value: string | null, normalized: string | null = null): readonly Unpathed[] =>
  value === null ? [] : [{ value, normalized }]

const statedQuantity = (count: CheckedQuantity | null): readonly Unpathed[] =>
  count === null ? [] : [{ value: count.label ?? quantityText(count), normalized: String(count.value) }]

const quantityColumns = (
  name: 'delegateCount' | 'studentsRepresented',
  count: CheckedQuantity | null,
): Partial<Row<Program>> => ({
  [`${name}Value`]: count?.value ?? null,
  [`${name}Bound`]: count?.bound ?? null,
  [`${name}Label`]: count?.label ?? null,
})
