import type { Row } from '@exchange-network/kit/database/rows'
import type { ImportRow } from '@exchange-network/kit/importing/import-definition'
import { knownAsOf } from '@exchange-network/kit/projection/known-as-of'
import { fold } from '@exchange-network/kit/search/fold'
import type { Participation } from '../entities/participation.ts'
import type { Context } from '../loaders.ts'
import type { ParticipantCells } from './participant-columns.ts'
import type { Remark } from './participant-remarks.ts'

/** What the cells of a row point to; null where a cell is empty, and where it points to nothing (then an error is added). */
export type FoundReferences = {
  readonly personId: string | null
  readonly organizationId: string | null
  /** The participation that the row is about; null where it is a new one. */
  readonly existing: Row<Participation> | null
}

/** Finds the person, the organization and the participation that a row names. Errors are added to the list. */
export const findReferences = async (
  row: ImportRow<ParticipantCells>,
  programId: string,
  context: Context,
  errors: Remark[],
): Promise<FoundReferences> => {
  const { cells } = row
  const [personId, organizationId] = await Promise.all([
    cells.person === null ? null : findPerson(cells.person, context, errors),
    cells.organization === null ? null : findOrganization(cells.organization, context, errors),
  ])
  return { personId, organizationId, existing: await findExisting(row, programId, personId, context, errors) }
}

const findPerson = async (given: string, { loaders, feeds }: Context, errors: Remark[]): Promise<string | null> => {
  const id = await loaders.personIdByIdOrSlug.load(given)
  const message = `There is no person of this id, or none that you may see. ${knownAsOf(feeds(), 'people')}`
  if (id === null) errors.push({ property: 'person', code: 'NOT_FOUND', message })
  return id
}

const findOrganization = async (
  given: string,
  { loaders, feeds }: Context,
  errors: Remark[],
): Promise<string | null> => {
  const id = await loaders.organizationIdByIdOrSlug.load(given)
  if (id !== null) return id
  const ids = (await loaders.organizationNames()).get(fold(given)) ?? []
  const [only] = ids
  if (only !== undefined && ids.length === 1) return only
  const property = 'organization'
  if (ids.length > 1) {
    const message = `Several organizations are called "${given}". Give the id of the one that is meant.`
    errors.push({ property, code: 'AMBIGUOUS', message, suggestions: ids.slice(0, 10) })
  } else {
    const message = `There is no organization "${given}", or none that you may see. ${knownAsOf(feeds(), 'organizations')} Give its id or its whole name, or leave the cell empty.`
    errors.push({ property, code: 'NOT_FOUND', message })
  }
  return null
}

const findExisting = async (
  { cells, recordId }: ImportRow<ParticipantCells>,
  programId: string,
  personId: string | null,
  { loaders }: Context,
  errors: Remark[],
): Promise<Row<Participation> | null> => {
  const ofProgram = async (id: string): Promise<Row<Participation> | null> => {
    const found = await loaders.participationById.load(id)
    return found?.programId === programId ? found : null
  }
  if (cells.id !== null) {
    const named = await ofProgram(cells.id)
    const message = `There is no participation "${cells.id}" in this program, or none that you may see. Leave the cell empty for a new one.`
    if (named === null) errors.push({ property: 'id', code: 'NOT_FOUND', message })
    return named
  }
  const known = recordId === null ? null : await ofProgram(recordId)
  if (known !== null || personId === null) return known
  const same = await loaders.participationOfPerson.load({ programId, personId, role: cells.role })
  return same === null ? null : ofProgram(same)
}
