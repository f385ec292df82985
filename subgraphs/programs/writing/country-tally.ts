import { Conflict } from '@exchange-network/kit/provenance/conflict'
import { recordClaims } from '@exchange-network/kit/provenance/record-claims'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { Program } from '../entities/program.ts'

type Listed = { readonly timesListed: number }

/** Paths of the numbers that a list of countries gives. */
const computed = ['countryTally.listed', 'countryTally.distinct', 'countryTally.adopted'] as const

/**
 * Counts the list of countries of a program: printed entries and different countries, as COMPUTED claims. The network
 * uses the number of different countries, unless people made a conflict of it: then what they decide holds.
 */
export const tallyCountries = async (
  writing: Writing,
  program: Program,
  entries: readonly Listed[],
  {
    sourceId,
    isNew,
    planned,
  }: { readonly sourceId: string | null; readonly isNew: boolean; readonly planned: boolean },
): Promise<void> => {
  const isCounted = entries.length > 0
  const listed = entries.reduce((sum, entry) => sum + entry.timesListed, 0)
  program.countriesListed = isCounted ? listed : null
  program.countriesDistinct = isCounted ? entries.length : null
  const isDisputed = !isNew && (await hasConflict(writing, program.id))
  if (!isDisputed) program.countriesAdopted = isCounted ? entries.length : null
  const paths = isDisputed ? computed.slice(0, 2) : computed
  const different = { value: `${entries.length} different entries`, normalized: String(entries.length) }
  const values = [
    { path: computed[0], value: `${listed} entries`, normalized: String(listed) },
    { path: computed[1], ...different },
    { path: computed[2], ...different },
  ].filter(({ path }) => isCounted && paths.includes(path))
  const statement = { sourceId, isNew, planned, basis: 'COMPUTED', paths } as const
  await recordClaims(writing, { type: 'Program', id: program.id }, values, statement)
}

const hasConflict = async ({ em }: Writing, subjectId: string): Promise<boolean> =>
  (await em.count(Conflict, { subjectType: 'Program', subjectId, path: 'countryTally.adopted' })) > 0
