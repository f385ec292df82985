import type { Row } from '@exchange-network/kit/database/rows'
import type { PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import type { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import type { CheckedProgram } from '../writing/check-program.ts'
import { sortTitleOf } from '../writing/program-fields.ts'
import type { ProgramCells } from './program-columns.ts'

/** Warns of programs of the same title that may be of the same days; nothing is merged by itself. */
export const likelyDuplicates = async (
  { title, dates }: CheckedProgram,
  { loaders }: Context,
): Promise<readonly PlannedIssue<ProgramCells>[]> => {
  if (title === undefined) return []
  const alike = (await loaders.programsByFoldedTitle.load(sortTitleOf(title))).filter(row =>
    mayOverlap(row, dates ?? null),
  )
  if (alike.length === 0) return []
  const message =
    'There is a program of this title whose dates may be the same. If it is the one that is meant, put its id into the column "id".'
  return [{ severity: 'WARNING', property: 'title', code: 'DUPLICATE', message, suggestions: alike.map(row => row.id) }]
}

type Span = { readonly earliest: string | null; readonly latest: string | null }

// What has no date may be of any day.
const mayOverlap = ({ dateEarliest, dateLatest }: Row<Program>, dates: Span | null): boolean =>
  (dateLatest === null || dates?.earliest == null || dates.earliest <= dateLatest) &&
  (dateEarliest === null || dates?.latest == null || dates.latest >= dateEarliest)
