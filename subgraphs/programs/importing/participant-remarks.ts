import type { ImportOptions, ImportRow, PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import type { Context } from '../loaders.ts'
import { wordsOfName } from '../store/people-by-name.ts'
import type { ParticipantCells } from './participant-columns.ts'

/** A remark about a row of a roster. */
export type Remark = PlannedIssue<ParticipantCells>

const ofPeople = ['nativeName', 'language', 'email', 'phone'] as const

// An import plans its rows in their order, and twice with the same options.
const firstRows = new WeakMap<ImportOptions, Map<string, number>>()

/** Warns, once a file, of columns that hold what belongs to the people and not to their participations. */
export const remarkLeftOut = (
  { cells, number }: ImportRow<ParticipantCells>,
  options: ImportOptions,
): readonly Remark[] => {
  const first = firstRows.get(options) ?? new Map<string, number>()
  firstRows.set(options, first)
  return ofPeople.flatMap((property): Remark[] => {
    if (cells[property] === null) return []
    if (!first.has(property)) first.set(property, number)
    if (first.get(property) !== number) return []
    const message =
      'The cells of this column belong to people and not to a roster, so they are left out. Import them with importPeople.'
    return [{ property, code: 'INVALID', message }]
  })
}

/**
 * Warns that a printed name is not kept: everybody who may see the participation would read it. Where people of that name
 * are known their ids are suggested, and never taken by themselves.
 */
export const remarkName = async (
  { familyName, givenName, name, person }: ParticipantCells,
  { loaders }: Context,
): Promise<readonly Remark[]> => {
  const printed = name ?? [givenName, familyName].filter(part => part !== null).join(' ')
  const words = wordsOfName(printed)
  if (person !== null || words === '') return []
  const property = name !== null ? 'name' : familyName !== null ? 'familyName' : 'givenName'
  const ids = await loaders.peopleByName.load(words)
  if (ids.length > 0) {
    const message = `${ids.length === 1 ? 'A person' : 'People'} of this name ${ids.length === 1 ? 'is' : 'are'} known. The name alone does not tell who is meant and is not kept: put the id into the column "person".`
    return [{ property, code: 'AMBIGUOUS', message, suggestions: ids.slice(0, 10) }]
  }
  const message =
    'A printed name is not kept with a roster. Import the people first (importPeople), then give their ids in the column "person".'
  return [{ property, code: 'NOT_FOUND', message }]
}
