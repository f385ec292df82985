import { maySteward } from '@exchange-network/kit/access/stewardship'
import type { ImportOptions, ImportRow, PlannedIssue, RowPlan } from '@exchange-network/kit/importing/import-definition'
import { createProblems, type UserError } from '@exchange-network/kit/writing/problems'
import { forbidden } from '@exchange-network/kit/writing/writing'
import type { Context } from '../loaders.ts'
import { checkHeld } from '../writing/check-held.ts'
import { checkProgram } from '../writing/check-program.ts'
import { checkAuthor, checkWishedSlug } from '../writing/create-program.ts'
import { findProgram } from '../writing/own-references.ts'
import { sourceContext } from '../writing/references.ts'
import { likelyDuplicates } from './likely-duplicates.ts'
import { changesOf, type PlannedProgram } from './program-changes.ts'
import type { ProgramCells } from './program-columns.ts'
import { countriesOf } from './program-countries.ts'
import { inputOfRow } from './program-row-input.ts'
import { rolesOf } from './program-row-roles.ts'
import { createFromRow, updateFromRow } from './write-program-row.ts'

type Issue = PlannedIssue<ProgramCells>
type Property = keyof ProgramCells & string

/** Says what becomes of a row of a file of programs. */
export const planProgram = async (
  row: ImportRow<ProgramCells>,
  context: Context,
  options: ImportOptions,
): Promise<RowPlan<ProgramCells>> => {
  const { cells } = row
  const found = await findCurrent(row, context)
  if ('issue' in found) return { outcome: 'rejected', issues: [found.issue] }
  const { current } = found
  const sourceId = await sourceOf(options, context)
  const problems = createProblems()
  const checked = await checkProgram(problems, [], inputOfRow(cells, current), context)
  const roles = await rolesOf(cells, current, context)
  const planned: PlannedProgram = { checked, roles: roles.found, countries: await countriesOf(cells, current, context) }
  if (current === null) {
    checkAuthor(problems, context)
    checkHeld(problems, ['status'], {
      status: checked.status ?? 'DRAFT',
      edtf: checked.dates?.edtf,
      dateLatest: checked.dates?.latest,
    })
  } else if (checked.status !== undefined || checked.dates !== undefined) {
    const { status = current.row.status, dates = null } = checked
    const { edtf, dateLatest } = current.row
    checkHeld(problems, ['status'], {
      status,
      edtf: dates?.edtf ?? edtf,
      dateLatest: dates ? dates.latest : dateLatest,
    })
  }
  const slug = current === null ? await checkWishedSlug(problems, ['slug'], cells.slug, context) : null
  const issues: readonly Issue[] = [
    ...(current === null ? missing(row) : unchangeable(cells, current.row)),
    ...roles.issues,
    ...problems.all.map(issueOf),
  ]
  if (issues.length > 0) return { outcome: 'rejected', issues }
  if (current === null) {
    return {
      outcome: 'create',
      ...(slug !== null && { key: `slug:${slug}` }),
      issues: await likelyDuplicates(checked, context),
      apply: writing => createFromRow(writing, { kind: cells.kind ?? 'VISIT', slug, planned, sourceId }, context),
    }
  }
  const changes = await changesOf(planned, current, context)
  if (changes === null) return { outcome: 'unchanged', recordId: current.row.id }
  if (!maySteward(context.rights, [current.row.stewardId])) {
    const message = forbidden('program', current.row.slug, context.viewer.organization)
    return { outcome: 'rejected', issues: [{ code: 'FORBIDDEN', message }] }
  }
  return {
    outcome: 'update',
    key: current.row.id,
    apply: writing => updateFromRow(writing, { row: current.row, changes, sourceId }, context),
  }
}

// The document may have been named by its slug; one that is unknown was refused before the rows.
const sourceOf = async ({ sourceId }: ImportOptions, context: Context): Promise<string | null> =>
  sourceId === null ? null : ((await sourceContext(context).loader.load(sourceId)) ?? sourceId)

const findCurrent = async ({ cells, recordId }: ImportRow<ProgramCells>, context: Context) => {
  const named = cells.id === null ? null : await findProgram(cells.id, context)
  if (cells.id !== null && named === null) {
    const message = `There is no program "${cells.id}", or none that you may see. Leave the cell empty to create one.`
    return { issue: { property: 'id', code: 'NOT_FOUND', message } satisfies Issue }
  }
  const ofSlug = named ?? (cells.slug === null ? null : await context.loaders.programBySlug.load(cells.slug))
  const row = ofSlug ?? (recordId === null ? null : await context.loaders.programById.load(recordId))
  if (row === null) return { current: null }
  return { current: { row, places: await context.loaders.placesByProgramId.load(row.id) } }
}

const missing = ({ cells, isUnread }: ImportRow<ProgramCells>): readonly Issue[] =>
  (['title', 'kind'] as const)
    .filter(property => cells[property] === null && !isUnread(property))
    .map(property => ({
      property,
      code: 'INVALID',
      message: `A new program needs a ${property}. Fill in the column "${property}", or name the program that is meant in the column "id".`,
    }))

const unchangeable = (
  { kind, slug }: ProgramCells,
  row: { readonly id: string; readonly kind: string; readonly slug: string },
): readonly Issue[] => {
  const issues: Issue[] = []
  if (kind !== null && kind !== row.kind) {
    const message = `The program "${row.slug}" is a ${row.kind}, and the kind of a program stays. Record a claim, or make another program.`
    issues.push({ property: 'kind', code: 'INVALID', message, suggestions: [row.kind] })
  }
  if (slug !== null && slug !== row.slug && slug !== row.id) {
    const message = `The program "${row.id}" has the slug "${row.slug}", and slugs stay.`
    issues.push({ property: 'slug', code: 'INVALID', message, suggestions: [row.slug] })
  }
  return issues
}

const columnsOfFields: Readonly<Record<string, Property>> = {
  seriesId: 'series',
  partOfId: 'partOf',
  topicIds: 'topics',
}

const issueOf = ({ field, code, message, suggestions }: UserError): Issue => {
  const name = field?.[0]
  if (name === undefined) return { code, message, suggestions }
  return { property: columnsOfFields[name] ?? (name as Property), code, message, suggestions }
}
