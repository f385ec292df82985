import type { Claim } from '@exchange-network/kit/provenance/claim'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { Program } from '../entities/program.ts'
import { directions, programKinds, programStatuses } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { adoptedCount, adoptedDate, adoptedQuantity, adoptedText, adoptedWord, misfit } from './adopted-values.ts'
import { checkContainment } from './check-containment.ts'
import { checkHeld } from './check-held.ts'
import type { CheckedProgram } from './check-program.ts'
import { findProgram, findSeries } from './own-references.ts'
import { givenFields } from './program-fields.ts'

/** What a claim on a path makes of a program; columns follow by the same rules as for an update. */
type Follow = (
  writing: Writing,
  claim: Claim,
  program: Program,
  context: Context,
) => Promise<Partial<CheckedProgram>> | Partial<CheckedProgram>

/** Keeps only what could be read: a problem was added for the rest. */
const ifRead = <Name extends keyof CheckedProgram>(name: Name, value: CheckedProgram[Name] | null) =>
  value === null ? {} : { [name]: value }

const follows: Readonly<Record<string, Follow>> = {
  title: (writing, claim) => ({
    ...ifRead('title', adoptedText(writing, claim, 300)),
    titleIsOfficial: claim.basis === 'STATED',
  }),
  summary: (writing, claim) => ifRead('summary', adoptedText(writing, claim, 10_000)),
  venue: (writing, claim) => ifRead('venue', adoptedText(writing, claim, 300)),
  direction: (writing, claim) => ifRead('direction', adoptedWord(writing, claim, directions)),
  status: (writing, claim) => ifRead('status', adoptedWord(writing, claim, programStatuses)),
  dates: (writing, claim) => ifRead('dates', adoptedDate(writing, claim)),
  delegateCount: (writing, claim) => ifRead('delegateCount', adoptedQuantity(writing, claim)),
  studentsRepresented: (writing, claim) => ifRead('studentsRepresented', adoptedQuantity(writing, claim)),
  series: async (writing, claim, _, context) => {
    const series = await findSeries(claim.normalized ?? claim.value, context)
    return ifRead('seriesId', series?.id ?? misfit(writing, claim, 'the id of a series'))
  },
  partOf: async (writing, claim, program, context) => {
    const above = await findProgram(claim.normalized ?? claim.value, context)
    if (above === null) return ifRead('partOfId', misfit(writing, claim, 'the id of a program that you may see'))
    await checkContainment(writing, ['input', 'adoptClaimId'], program.id, above.id)
    return { partOfId: above.id }
  },
}

const tallies = {
  'countryTally.announced': 'countriesAnnounced',
  'countryTally.reported': 'countriesReported',
  'countryTally.listed': 'countriesListed',
  'countryTally.distinct': 'countriesDistinct',
  'countryTally.adopted': 'countriesAdopted',
} as const

/** Lets the columns of a program follow an adopted claim. Lists, e.g. roles and places, have no one value and stay. */
export const adoptProgramClaim = async (
  writing: Writing,
  program: Program,
  claim: Claim,
  context: Context,
): Promise<void> => {
  const tally = tallies[claim.path as keyof typeof tallies]
  if (tally !== undefined) {
    program[tally] = adoptedCount(writing, claim) ?? program[tally]
  } else if (claim.path === 'kind') {
    program.kind = adoptedWord(writing, claim, programKinds) ?? program.kind
  } else {
    const checked = await follows[claim.path]?.(writing, claim, program, context)
    for (const { columns } of givenFields({ ...nothing, ...checked })) Object.assign(program, columns)
    if (claim.path === 'status' || claim.path === 'dates') {
      checkHeld(writing.problems, ['input', 'adoptClaimId'], program)
    }
  }
}

const nothing: CheckedProgram = {
  title: undefined,
  titleIsOfficial: undefined,
  summary: undefined,
  seriesId: undefined,
  partOfId: undefined,
  direction: undefined,
  status: undefined,
  dates: undefined,
  venue: undefined,
  delegateCount: undefined,
  studentsRepresented: undefined,
  breakouts: undefined,
  visibility: undefined,
  participantVisibility: undefined,
  places: undefined,
  topics: undefined,
  initiatives: undefined,
  sources: undefined,
}
