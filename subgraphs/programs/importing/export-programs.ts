import type { Row } from '@exchange-network/kit/database/rows'
import { selectFrom } from '@exchange-network/kit/database/rows'
import { dateText } from '@exchange-network/kit/importing/date-cells'
import { quantityText } from '@exchange-network/kit/importing/number-cells'
import { listText } from '@exchange-network/kit/importing/text-cells'
import { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { visiblePrograms } from '../store/visible.ts'
import { placeText } from './countries-cell.ts'
import type { ProgramCells } from './program-columns.ts'
import { type RoleColumn, rolesByColumn } from './role-columns.ts'

/** A row of an export: texts in the form that the import reads. */
export type ProgramTexts = Readonly<Record<keyof ProgramCells, string>>

const pageRows = 200

/** Reads all programs that the viewer may see, by id, a page at a time. */
export const exportPrograms = async function* (context: Context): AsyncGenerator<ProgramTexts> {
  for (let after = ''; ; ) {
    const rows = await selectFrom(context.database, Program)
      .where(visiblePrograms(context.rights))
      .where('program.id', '>', after)
      .orderBy('program.id')
      .limit(pageRows)
      .execute()
    yield* await Promise.all(rows.map(row => textsOf(row, context)))
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageRows) return
    after = last.id
    // The loaders of the next page know nothing of this one, so that memory holds one page.
    await context.renew()
  }
}

const textsOf = async (row: Row<Program>, { loaders }: Context): Promise<ProgramTexts> => {
  const { id } = row
  const places = await loaders.placesByProgramId.load(id)
  const origins = await loaders.representationsByProgramId.load(id)
  const topics = await loaders.topicsByProgramId.load(id)
  const roles = await loaders.rolesByProgramId.load(id)
  const series = row.seriesId === null ? null : await loaders.seriesById.load(row.seriesId)
  const partOf = row.partOfId === null ? null : await loaders.programById.load(row.partOfId)
  return {
    id,
    slug: row.slug,
    sourceRowId: '',
    title: row.title,
    titleIsOfficial: row.titleIsOfficial ? 'yes' : 'no',
    kind: row.kind,
    status: row.status,
    dates: row.edtf === null ? '' : dateText({ edtf: row.edtf, inferred: row.dateInferred }),
    places: listText(places.map(placeText)),
    countries: listText(
      origins.map(one => (one.timesListed === 1 ? placeText(one) : `${placeText(one)} (${one.timesListed})`)),
    ),
    venue: row.venue ?? '',
    summary: row.summary ?? '',
    series: series?.slug ?? '',
    partOf: partOf?.slug ?? '',
    direction: row.direction ?? '',
    topics: listText(topics.map(topic => topic.topicId)),
    delegateCount: countText(row.delegateCountValue, row.delegateCountBound),
    studentsRepresented: countText(row.studentsRepresentedValue, row.studentsRepresentedBound),
    breakouts: listText(row.breakouts),
    visibility: row.visibility,
    participantVisibility: row.participantVisibility,
    ...roleTexts(roles),
  }
}

const countText = (value: number | null, bound: Row<Program>['delegateCountBound']): string =>
  quantityText(value === null ? null : { value, bound: bound ?? 'EXACT' })

const roleTexts = (
  roles: readonly { readonly kind: string; readonly organizationId: string }[],
): Readonly<Record<RoleColumn, string>> => {
  const columns = Object.entries(rolesByColumn).map(([column, kind]) => [
    column,
    listText([...new Set(roles.filter(role => role.kind === kind).map(role => role.organizationId))]),
  ])
  return Object.fromEntries(columns) as Record<RoleColumn, string>
}
