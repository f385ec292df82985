import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'
import { checkList, withoutRepeats } from './check-parts.ts'
import { checkCount } from './check-quantity.ts'
import { lockProgram } from './lock-program.ts'
import type { RepresentationInput } from './program-input.ts'
import { checkOwnSources, checkPlace } from './references.ts'
import { type CheckedRepresentation, writeRepresentations } from './write-representations.ts'

/** The arguments of the mutation setRepresentations. */
export type SetRepresentationsInput = {
  readonly programId: string
  readonly entries: readonly RepresentationInput[]
  readonly expectedVersion: number
}

/** Replaces the list of countries that the visitors of a program came from. */
export const setRepresentations = (context: Context, input: SetRepresentationsInput): Promise<Outcome> =>
  performChange(context, { mutation: 'setRepresentations', input }, async problems => {
    const checks = checkList(problems, ['entries'], input.entries, (entry, path) =>
      checkRepresentation(problems, path, entry, context),
    )
    const entries = withoutRepeats(problems, ['entries'], await Promise.all(checks ?? [])) ?? []
    return async writing => {
      const program = await lockProgram(writing, input.programId, ['programId'], input.expectedVersion)
      if (program === null) return null
      const sourceId = creditedSource(
        entries.flatMap(entry => entry.sources),
        context.rights,
      )
      await writeRepresentations(writing, program, entries, { sourceId })
      return program.id
    }
  })

const checkRepresentation = async (
  problems: Problems,
  field: readonly (string | number)[],
  { placeId, label, timesListed, delegates = null, sourceIds }: RepresentationInput,
  context: Context,
): Promise<CheckedRepresentation & { readonly sources: readonly string[] }> => {
  checkCount(problems, [...field, 'timesListed'], timesListed, { least: 1, most: 9_999 })
  if (delegates !== null) checkCount(problems, [...field, 'delegates'], delegates, { most: 100_000 })
  return {
    placeCode: checkPlace(problems, [...field, 'placeId'], placeId) ?? '',
    label: checkText(problems, [...field, 'label'], label, { max: 200 }) ?? '',
    timesListed,
    delegates,
    sources: await checkOwnSources(problems, [...field, 'sourceIds'], sourceIds, context),
  }
}
