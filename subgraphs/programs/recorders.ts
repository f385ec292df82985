import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import { type DescribeRecords, recordChanges } from '@exchange-network/kit/feed/record-changes'
import { touch } from '@exchange-network/kit/feed/touched-records'
import {
  type DescribeTexts,
  recordSearchDocuments,
  type SearchText,
} from '@exchange-network/kit/search/record-documents'
import { AgendaItem } from './entities/agenda-item.ts'
import { Initiative } from './entities/initiative.ts'
import { Participation } from './entities/participation.ts'
import { Program } from './entities/program.ts'
import { ProgramPlace } from './entities/program-place.ts'
import { ProgramRole } from './entities/program-role.ts'
import { Representation } from './entities/representation.ts'

const ofProgram = ({ programId }: { readonly programId: string }) => ({ type: 'Program', id: programId })
const program = touch(Program, ({ id }) => ({ type: 'Program', id }))

const describePrograms: DescribeRecords = async (ids, em) => {
  const programs = await em.find(Program, { id: [...ids] })
  return programs.map(({ id, version, visibility, slug, title }) => ({
    id,
    version,
    visibility,
    fields: { slug, title },
  }))
}

/** Tables whose text is found as text of their program. What some viewers may not see has documents of its own. */
const partsOfText: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['program_place', ['label']],
  ['representation', ['label']],
  ['initiative', ['name']],
  ['agenda_item', ['title', 'description', 'presentation_title', 'venue']],
]

const textOfPrograms: DescribeTexts = async (ids, em) => {
  const kysely = em.getKysely<AnyTables>()
  const programs = await kysely
    .selectFrom('program')
    .leftJoin('series', 'series.id', 'program.series_id')
    .select(['program.id', 'program.title', 'program.summary', 'program.venue', 'series.name', 'series.acronym'])
    .where('program.id', 'in', [...ids])
    .execute()
  const texts = new Map<string, (string | null)[]>()
  for (const { id, summary, venue, name, acronym } of programs) texts.set(id, [summary, venue, name, acronym])
  for (const [table, columns] of partsOfText) {
    const rows: Record<string, string | null>[] = await kysely
      .selectFrom(table)
      .select(['program_id', ...columns])
      .where('program_id', 'in', [...ids])
      .orderBy('position')
      .execute()
    for (const row of rows) texts.get(row.program_id ?? '')?.push(...columns.map(column => row[column] ?? null))
  }
  return programs.map(({ id, title }) => ({ id, title, body: joined(texts.get(id) ?? []) }))
}

const joined = (texts: readonly (string | null)[]): string => texts.filter(text => text !== null).join('\n')

const labelsOf =
  (table: 'program_role' | 'participation'): DescribeTexts =>
  async (ids: readonly string[], em: EntityManager): Promise<readonly SearchText[]> => {
    const rows = await em
      .getKysely<AnyTables>()
      .selectFrom(table)
      .select(['id', 'label'])
      .where('id', 'in', [...ids])
      .execute()
    return rows.map(({ id, label }) => ({ id, title: label, body: '' }))
  }

/**
 * Keep the change feed and the search documents true, in the transaction of the change. Printed names of people and of
 * organizations have documents of their own, so that a search looks only at those that exist for the viewer.
 */
export const recorders = [
  recordChanges({ touches: [program], describe: { Program: describePrograms } }),
  recordSearchDocuments({
    touches: [
      program,
      touch(ProgramPlace, ofProgram),
      touch(Representation, ofProgram),
      touch(Initiative, ofProgram),
      touch(AgendaItem, ofProgram),
      touch(ProgramRole, ({ id }) => ({ type: 'ProgramRole', id })),
      touch(Participation, ({ id }) => ({ type: 'Participation', id })),
    ],
    describe: {
      Program: textOfPrograms,
      ProgramRole: labelsOf('program_role'),
      Participation: labelsOf('participation'),
    },
  }),
]
