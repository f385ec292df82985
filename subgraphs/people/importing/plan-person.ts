import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { Row } from '@exchange-network/kit/database/rows'
import type { ImportOptions, ImportRow, PlannedIssue, RowPlan } from '@exchange-network/kit/importing/import-definition'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { organizationOfEntry } from '@exchange-network/kit/provenance/partner-entry'
import { createProblems } from '@exchange-network/kit/writing/problems'
import { forbidden } from '@exchange-network/kit/writing/writing'
import type { Person } from '../entities/person.ts'
import type { Context } from '../loaders.ts'
import { areAlike } from '../names/are-alike.ts'
import { openNames } from '../names/record-name-keys.ts'
import { stewardsOf } from '../policy.ts'
import { checkVisibility, likelyDuplicate } from '../writing/create-person.ts'
import { erasedIsFinal, stewardOfNew } from '../writing/stewards.ts'
import { differingTexts, holdsPosition, nameOf, newContactPoints, newOtherNames, textsOf } from './compare-person.ts'
import { type FoundOrganization, findOrganization } from './find-organization.ts'
import { contactColumns, type PersonCells } from './person-cells.ts'
import { applyNewPerson, applyPersonChange } from './write-row.ts'

type Issue = PlannedIssue<PersonCells>
type PersonRow = ImportRow<PersonCells>

/** Says what becomes of a row: a new person, a change of the one that it names or became before, or nothing. */
export const planPerson = async (
  row: PersonRow,
  context: Context,
  options: ImportOptions,
): Promise<RowPlan<PersonCells>> => {
  const { organization } = row.cells
  const place = organization === null ? null : await findOrganization(organization, context)
  const person = await findPerson(row, context)
  if (person !== null && 'issue' in person) return { outcome: 'rejected', issues: [person.issue] }
  const credited = await creditedTo(options, context)
  return person === null
    ? planNew(row, place, context, credited)
    : planChange(row, { person: person.person, place }, context, credited)
}

/** The source of the rows: the one named for the file, else the writer's own entry. */
const creditedTo = async ({ sourceId }: ImportOptions, { loaders, rights }: Context): Promise<string | null> => {
  if (sourceId === null) return creditedSource([], rights)
  return organizationOfEntry(sourceId) === null ? loaders.sourceIdByIdOrSlug.load(sourceId) : sourceId
}

const findPerson = async (
  { cells, recordId }: PersonRow,
  { loaders }: Context,
): Promise<{ readonly person: Row<Person> } | { readonly issue: Issue } | null> => {
  if (cells.id !== null) {
    const person = (await loaders.personById.load(cells.id)) ?? (await loaders.personBySlug.load(cells.id))
    return person === null ? { issue: unknownPerson } : { person }
  }
  if (recordId === null) return null
  const person = await loaders.personById.load(recordId)
  if (person === null) return { issue: goneSince }
  const name = nameOf(cells)
  const isSame = name === null || [...openNames(person), ...person.otherNames].some(known => areAlike(known, name))
  return isSame || person.nameWithheld ? { person } : { issue: { ...otherPerson, suggestions: [recordId] } }
}

const unknownPerson: Issue = {
  property: 'id',
  code: 'NOT_FOUND',
  message:
    'There is no person with this id, or none that you may see. Where the column holds your own numbers, map it to source_row_id.',
}

const goneSince: Issue = {
  code: 'NOT_FOUND',
  message:
    'An earlier import made a person of this row who is gone since, or whom you may not see any more. Take the row out.',
}

const otherPerson: Issue = {
  property: 'source_row_id',
  code: 'AMBIGUOUS',
  message:
    "An earlier import made somebody with quite another name of the row of this number. Give the person's id to rename that person, else another number.",
}

const planNew = async (
  row: PersonRow,
  place: FoundOrganization | null,
  context: Context,
  credited: string | null,
): Promise<RowPlan<PersonCells>> => {
  const { cells } = row
  const { rights, loaders } = context
  const name = nameOf(cells)
  const visibility = cells.visibility ?? 'PARTNER'
  const problems = createProblems()
  const stewardId = stewardOfNew(problems, rights)
  const sourceIds = credited === null ? [] : [credited]
  checkVisibility(problems, ['visibility'], { visibility, stewardId, sourceIds }, context)
  const issues: Issue[] = problems.all.map(({ field, code, message }) => ({
    ...(field !== null && { property: 'visibility' as const }),
    code,
    message,
  }))
  if (name === null && !row.isUnread('name') && !row.isUnread('given_name') && !row.isUnread('family_name'))
    issues.push(nameless)
  issues.push(...positionErrors(place))
  if (issues.length > 0 || name === null) return { outcome: 'rejected', issues }
  const alike = await loaders.likePeople.load(name)
  const warnings: Issue[] = alike.length === 0 ? [] : [duplicateOf(alike)]
  const person = { cells, name, visibility, stewardId, place, credited }
  return {
    outcome: 'create',
    issues: [...warnings, ...unknownPlace(place), ...titleAlone(cells)],
    apply: writing => applyNewPerson(writing, person, textsOf(cells)),
  }
}

const nameless: Issue = {
  property: 'name',
  code: 'INVALID',
  message: 'The row gives no name. Fill in name, or given_name and family_name.',
}

const duplicateOf = (ids: readonly string[]): Issue => ({
  property: 'name',
  code: 'AMBIGUOUS',
  message: `${likelyDuplicate(ids.length)} To change one of them instead of making another, give the id.`,
  suggestions: ids,
})

const positionErrors = (place: FoundOrganization | null): Issue[] => {
  if (place?.remark === 'ambiguous') {
    const { message, suggestions } = place
    return [{ property: 'organization', code: 'AMBIGUOUS', message, suggestions }]
  }
  return []
}

/** A title is one in an organization; without it, it says nothing that is kept. */
const titleAlone = ({ organization, title }: PersonCells): Issue[] =>
  title === null || organization !== null
    ? []
    : [
        {
          property: 'title',
          code: 'INVALID',
          message: 'The row gives a title without its organization, so the title is left out. Name both to keep it.',
        },
      ]

const unknownPlace = (place: FoundOrganization | null): Issue[] =>
  place?.remark === 'unknown' ? [{ property: 'organization', code: 'NOT_FOUND', message: place.message }] : []

const planChange = async (
  { cells }: PersonRow,
  { person, place }: { readonly person: Row<Person>; readonly place: FoundOrganization | null },
  context: Context,
  credited: string | null,
): Promise<RowPlan<PersonCells>> => {
  const { rights, loaders } = context
  const positions = await loaders.affiliationsByPersonId.load(person.id)
  const isSteward = maySteward(rights, stewardsOf(person))
  // Else "unchanged" would confirm a guess at what the viewer may not read.
  const isGuess = !isSteward && holdsUnreadable(cells, context)
  const texts = differingTexts(cells, person)
  const contactPoints = isGuess ? [] : newContactPoints(cells, await loaders.contactPointsByPersonId.load(person.id))
  const otherNames = isGuess ? [] : newOtherNames(cells, person.otherNames)
  const isHeld = (cells.organization === null && cells.title === null) || holdsPosition(cells, place, positions)
  const isPlaced = isHeld || cells.organization === null
  const warnings = [...keptVisibility(cells, person), ...(isHeld ? [] : titleAlone(cells))]
  const isSame = isPlaced && [Object.keys(texts), contactPoints, otherNames].every(list => list.length === 0)
  if (isSame && !isGuess) return { outcome: 'unchanged', recordId: person.id, issues: warnings }
  const issues: Issue[] = isPlaced ? [] : positionErrors(place)
  if (!isSteward)
    issues.push({ code: 'FORBIDDEN', message: forbidden('person', person.id, rights.viewer.organization) })
  if (person.erased) issues.push({ code: 'INVALID', message: erasedIsFinal })
  if (issues.length > 0) return { outcome: 'rejected', issues }
  return {
    outcome: 'update',
    key: person.id,
    issues: [...warnings, ...(isPlaced ? [] : unknownPlace(place))],
    apply: writing =>
      applyPersonChange(writing, person.id, { cells, texts, contactPoints, otherNames, place, isPlaced, credited }),
  }
}

const holdsUnreadable = (cells: PersonCells, { viewer }: Context): boolean =>
  (cells.other_names !== null && !viewer.scopes.has('person:read')) ||
  (!viewer.scopes.has('contact:read') &&
    Object.keys(contactColumns).some(property => cells[property as keyof typeof contactColumns] !== null))

const keptVisibility = ({ visibility }: PersonCells, person: Row<Person>): Issue[] =>
  visibility === null || visibility === person.visibility
    ? []
    : [
        {
          property: 'visibility',
          code: 'INVALID',
          message: `The person stays ${person.visibility}: of people who are recorded already only setPersonVisibility changes it, which asks for a reason.`,
          suggestions: [person.visibility],
        },
      ]
