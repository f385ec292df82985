import { nameOf } from '@exchange-network/gazetteer/places'

/** Names of the State Department's regional bureaus, by their symbols. */
const bureauNames: Readonly<Record<string, string>> = {
  AF: 'African Affairs',
  EAP: 'East Asian and Pacific Affairs',
  EUR: 'European and Eurasian Affairs',
  NEA: 'Near Eastern Affairs',
  SCA: 'South and Central Asian Affairs',
  WHA: 'Western Hemisphere Affairs',
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** Writes the value of a bucket for print; `name` is what the database calls it, null where it has no name there. */
export type Label = (value: string, name: string | null) => string

/** The value itself, e.g. a year. */
export const asItIs: Label = value => value

/** The name in the database, else the value: an organization that no feed has told of yet goes by its id. */
export const byName: Label = (value, name) => name ?? value

/** Fiscal year "2025" is "FY 2025". */
export const fiscalYearLabel: Label = value => `FY ${value}`

/** Month "2024-11" is "November 2024". */
export const monthLabel: Label = value => {
  const [year, month] = value.split('-')
  return `${monthNames[Number(month) - 1]} ${year}`
}

/** Enum value "CO_ORGANIZER" is "Co organizer". */
export const inWords: Label = value => {
  const words = value.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Places go by their names at the State Department. */
export const placeLabel: Label = value => nameOf(value)

/** Bureau "EAP" is "East Asian and Pacific Affairs". */
export const bureauLabel: Label = value => bureauNames[value] ?? value
