import type { Visibility } from '@exchange-network/kit/access/visibility'
import { type CheckedDate, checkDate } from '@exchange-network/kit/writing/check-date'
import { checkOptionalText, checkText, checkTexts } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'
import { type CheckedParts, checkParts } from './check-parts.ts'
import { type CheckedQuantity, checkQuantity } from './check-quantity.ts'
import { checkVisibility } from './check-visibility.ts'
import { checkOwn } from './own-references.ts'
import type { Direction, ProgramFieldsInput, ProgramStatus } from './program-input.ts'
import { checkOwnSources } from './references.ts'

/** What is to be said of a program, checked as far as that needs no lock: undefined is not given, null clears. */
export type CheckedProgram = CheckedParts & {
  readonly title: string | undefined
  readonly titleIsOfficial: boolean | undefined
  readonly summary: string | null | undefined
  readonly seriesId: string | null | undefined
  readonly partOfId: string | null | undefined
  readonly direction: Direction | null | undefined
  readonly status: ProgramStatus | undefined
  readonly dates: CheckedDate | null | undefined
  readonly venue: string | null | undefined
  readonly delegateCount: CheckedQuantity | null | undefined
  readonly studentsRepresented: CheckedQuantity | null | undefined
  readonly breakouts: readonly string[] | undefined
  readonly visibility: Visibility | undefined
  readonly participantVisibility: Visibility | undefined
  /** Documents named; empty for none. */
  readonly sources: readonly string[] | undefined
}

/** Checks the fields of a program that the caller gives; `at` is the path of the input that holds them. */
export const checkProgram = async (
  problems: Problems,
  at: readonly string[],
  input: ProgramFieldsInput,
  context: Context,
): Promise<CheckedProgram> => {
  const field = (name: keyof ProgramFieldsInput): readonly string[] => [...at, name]
  for (const name of neverNull) {
    if (input[name] === null)
      problems.add(field(name), 'INVALID', `The field "${name}" cannot be cleared. Give a value, or leave it out.`)
  }
  checkVisibility(problems, field('visibility'), input.visibility ?? undefined, context)
  return {
    title:
      input.title == null ? undefined : (checkText(problems, field('title'), input.title, { max: 300 }) ?? undefined),
    titleIsOfficial: input.titleIsOfficial ?? undefined,
    summary: checkOptionalText(problems, field('summary'), input.summary, { max: 10_000, lines: true }),
    seriesId: await checkOwn(problems, field('seriesId'), 'series', input.seriesId, context),
    partOfId: await checkOwn(problems, field('partOfId'), 'program', input.partOfId, context),
    direction: input.direction,
    status: input.status ?? undefined,
    dates: checkDate(problems, field('dates'), input.dates),
    venue: checkOptionalText(problems, field('venue'), input.venue, { max: 300 }),
    delegateCount: checkQuantity(problems, field('delegateCount'), input.delegateCount),
    studentsRepresented: checkQuantity(problems, field('studentsRepresented'), input.studentsRepresented),
    breakouts: checkBreakouts(problems, field('breakouts'), input.breakouts),
    visibility: input.visibility ?? undefined,
    participantVisibility: input.participantVisibility ?? undefined,
    ...(await checkParts(problems, at, input, context)),
    sources:
      input.sourceIds === undefined
        ? undefined
        : await checkOwnSources(problems, field('sourceIds'), input.sourceIds ?? [], context),
  }
}

const neverNull = ['title', 'titleIsOfficial', 'status', 'visibility', 'participantVisibility'] as const

const checkBreakouts = (
  problems: Problems,
  at: readonly string[],
  texts: readonly string[] | null | undefined,
): readonly string[] | undefined =>
  texts === undefined ? undefined : checkTexts(problems, at, texts ?? [], { max: 300 })
