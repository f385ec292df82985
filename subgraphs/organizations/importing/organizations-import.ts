import { foldName } from '@exchange-network/gazetteer/fold-name'
import type { Row } from '@exchange-network/kit/database/rows'
import {
  defineImport,
  type ImportOptions,
  type ImportRow,
  type PlannedIssue,
  type RowPlan,
} from '@exchange-network/kit/importing/import-definition'
import { checkSources, creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { createProblems, type UserError } from '@exchange-network/kit/writing/problems'
import { slugOf } from '@exchange-network/kit/writing/slug'
import { forbidden, type Writing } from '@exchange-network/kit/writing/writing'
import { Organization } from '../entities/organization.ts'
import type { Context } from '../loaders.ts'
import { changeOrganization } from '../writing/change-organization.ts'
import { type CheckedOrganization, sourcesOf } from '../writing/check-organization.ts'
import { checkVisibility } from '../writing/check-visibility.ts'
import { checkCreator, writeNewOrganization } from '../writing/create-organization.ts'
import { refuseTakenNow } from '../writing/taken-names.ts'
import { organizationLock } from '../writing/update-organization.ts'
import { changedFields, newFields, saysNothingNew } from './checked-row.ts'
import { columns, type OrganizationCells } from './columns.ts'
import { readExport } from './export.ts'
import { type FileParent, findParent, namesOfRow, rememberMatch } from './file-parent.ts'
import { findMatch, type Match } from './find-match.ts'
import { writtenHere } from './written-here.ts'

type Plan = RowPlan<OrganizationCells>
type Issue = PlannedIssue<OrganizationCells>
type OneRow = ImportRow<OrganizationCells>

/** Files of organizations, one a row. */
export const organizationsImport = defineImport<OrganizationCells, Context>({
  kind: 'organizations',
  scopes: ['import:run', 'organization:write'],
  columns,
  // By its own key, else by its name: a row that says something new of the same organization is the same row.
  rowKey: ({ id, name }) => {
    if (id !== null) return { text: `id:${id}`, property: 'id' }
    return name === null ? null : { text: `name:${foldName(name)}`, property: 'name' }
  },
  introduces: cells => namesOfRow(cells),
  async check(context, options) {
    const problems = createProblems()
    checkCreator(problems, context)
    await sourceOf(context, options, problems)
    return problems.all.map(issueOf)
  },
  async plan(row, context, options) {
    const found = findMatch(row, context)
    rememberMatch(options, row.cells, found)
    const match = await found
    if (match.kind === 'this') return planChange(row, match, context, options)
    if (match.kind === 'none') return planCreation(row, context, options)
    const [id = ''] = match.ids
    const message = `"${row.cells.name}" is a name of an organization that is there already. The row changes nothing; write the id where that one is meant, or a name that tells them apart.`
    const issue: Issue = { property: 'name', code: 'DUPLICATE', message, suggestions: match.ids }
    return { outcome: 'unchanged', recordId: id, issues: [issue] }
  },
  export: { read: readExport },
})

const planChange = async (
  row: OneRow,
  { organization, isStewarded, by }: Extract<Match, { kind: 'this' }>,
  context: Context,
  options: ImportOptions,
): Promise<Plan> => {
  const fields = await changedFields(row.cells, organization, by, context)
  const parent = await findParent(row, organization.parentId, context, options)
  const isMoved = parent !== null && !('parent' in parent && parent.parent.id === organization.parentId)
  if (saysNothingNew(fields) && !isMoved) return { outcome: 'unchanged', recordId: organization.id }
  const issues = checkRow(context, fields, parent)
  if (!isStewarded) {
    const message = forbidden('organization', organization.id, context.viewer.organization)
    issues.push({ code: 'FORBIDDEN', message })
  }
  if (issues.length > 0) return { outcome: 'rejected', issues }
  return {
    outcome: 'update',
    key: `id:${organization.id}`,
    apply: writing =>
      applyChange(writing, organization, { row, fields, parent: isMoved ? parent : null, context, options }),
  }
}

const planCreation = async (row: OneRow, context: Context, options: ImportOptions): Promise<Plan> => {
  const { id, name, kinds } = row.cells
  const parent = await findParent(row, null, context, options)
  const fields = newFields(row.cells)
  const issues = checkRow(context, fields, parent)
  if (name === null) {
    const message = 'A new organization needs a name.'
    issues.push({ property: 'name', code: 'INVALID', message })
  }
  if (kinds === null) {
    const message = 'A new organization needs a kind, e.g. NONPROFIT.'
    issues.push({ property: 'kinds', code: 'INVALID', message })
  }
  if (id !== null && slugOf(id) !== id) {
    const message = `There is no organization "${id}", or none that you may see, and a new one cannot go by this id: small letters a to z, digits and single hyphens. Leave it out, or write the id of one that is there.`
    issues.push({ property: 'id', code: 'NOT_FOUND', message })
  }
  if (issues.length > 0 || name === null) return { outcome: 'rejected', issues }
  const similar = await context.loaders.similarNames(name)
  const warning: Issue = {
    property: 'name',
    code: 'DUPLICATE',
    message: 'An organization that is there already has a name much like this one. Write its id where it is meant.',
    suggestions: similar,
  }
  return {
    outcome: 'create',
    issues: similar.length > 0 ? [warning] : [],
    apply: writing => applyCreation(writing, { row, fields, parent, context, options }),
  }
}

const checkRow = (
  context: Context,
  { visibility }: Pick<CheckedOrganization, 'visibility'>,
  parent: FileParent,
): Issue[] => {
  const problems = createProblems()
  checkVisibility(problems, ['visibility'], visibility, context)
  return [...problems.all.map(issueOf), ...(parent !== null && 'issue' in parent ? [parent.issue] : [])]
}

type Work = {
  readonly row: OneRow
  readonly fields: Omit<CheckedOrganization, 'parent' | 'sources'>
  readonly parent: FileParent
  readonly context: Context
  readonly options: ImportOptions
}

const applyCreation = async (writing: Writing, { row, fields, parent, context, options }: Work): Promise<string> => {
  const { name = '' } = fields
  await refuseTakenNow(writing, ['name'], name)
  const sourceId = await sourceOf(context, options)
  const checked = { ...fields, parent: parentOf(writing, parent), sources: sourceId === null ? [] : [sourceId] }
  const id = await writeNewOrganization(writing, checked, row.cells.id, writtenHere(writing.em).slugs)
  for (const called of namesOfRow(row.cells)) writtenHere(writing.em).byName.set(called, { id, name })
  return id
}

const applyChange = async (
  writing: Writing,
  { id }: Row<Organization>,
  { fields, parent, context, options }: Work,
): Promise<string> => {
  // What rows above wrote is not in the database yet, and a circle of parents must not be missed.
  if (parent !== null) await writing.em.flush()
  const row = await writing.lock(Organization, id, organizationLock(context, ['id']))
  if (row === null) return id
  const checked = { ...fields, parent: parentOf(writing, parent), sources: undefined }
  const fieldOf = (field: string) => [field === 'parentId' ? 'parent' : field]
  await changeOrganization(writing, row, checked, { creditedTo: await sourceOf(context, options), fieldOf })
  return id
}

/** Undefined where the row says nothing of a parent, or a problem was added. */
const parentOf = ({ em, problems }: Writing, parent: FileParent): CheckedOrganization['parent'] => {
  if (parent === null || 'issue' in parent) return undefined
  if ('parent' in parent) return { id: parent.parent.id, name: parent.parent.name }
  const made = parent.above.map(called => writtenHere(em).byName.get(called)).find(known => known !== undefined)
  if (made === undefined) problems.add(['parent'], 'NOT_FOUND', 'The row above that is named here was not written.')
  return made
}

/** The source that rows are credited to: the one named for the file, else the own entry of the viewer's organization. */
const sourceOf = async (
  context: Context,
  { sourceId }: ImportOptions,
  problems = createProblems(),
): Promise<string | null> => {
  if (sourceId === null) return creditedSource([], context.rights)
  const [id = null] = await checkSources(problems, ['sourceId'], [sourceId], sourcesOf(context))
  return id
}

const issueOf = ({ code, message, field, suggestions }: UserError): Issue => {
  const property = (Object.keys(columns) as (keyof OrganizationCells)[]).find(name => field?.includes(name))
  return { ...(property !== undefined && { property }), severity: 'ERROR', code, message, suggestions }
}
