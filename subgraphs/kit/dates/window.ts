import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { problem } from '../errors/problem.ts'
import { isDay } from './calendar.ts'

/** The contract's input DateRange. */
export type DateRange = {
  readonly from?: string | null
  readonly to?: string | null
  readonly includeUndated?: boolean | null
}

/**
 * Builds the condition that a partly known date can fall into a window: its earliest day is not after the window's
 * last, and its latest not before the window's first. Columns are SQL references to days as text; a null column is an
 * open end, both null is a record without a date, which matches only with `includeUndated`.
 * Throws BAD_USER_INPUT when a day is none or the window ends before it begins.
 */
export const whereInWindow = (
  columns: { readonly earliest: string; readonly latest: string },
  range: DateRange,
  argument = 'dates',
) => {
  const { from = null, to = null } = range
  for (const [name, day] of Object.entries({ from, to })) {
    if (day !== null && !isDay(day)) {
      throw problem(
        'BAD_USER_INPUT',
        `Field "${argument}.${name}" is "${day}", which is no day. Write it as YYYY-MM-DD.`,
      )
    }
  }
  if (from !== null && to !== null && to < from) {
    throw problem(
      'BAD_USER_INPUT',
      `Window "${argument}" ends on "${to}", before it begins on "${from}". Exchange the two days.`,
    )
  }
  // biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
  return (eb: ExpressionBuilder<any, any>): Expression<SqlBool> => {
    const dated = eb.or([eb(columns.earliest, 'is not', null), eb(columns.latest, 'is not', null)])
    const begins = to === null ? [] : [eb.or([eb(columns.earliest, 'is', null), eb(columns.earliest, '<=', to)])]
    const ends = from === null ? [] : [eb.or([eb(columns.latest, 'is', null), eb(columns.latest, '>=', from)])]
    const within = eb.and([dated, ...begins, ...ends])
    return range.includeUndated === true ? eb.or([within, eb.not(dated)]) : within
  }
}
