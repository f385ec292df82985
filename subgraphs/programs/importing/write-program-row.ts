import type { Row } from '@exchange-network/kit/database/rows'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { applyProgram } from '../writing/apply-program.ts'
import { insertProgram } from '../writing/create-program.ts'
import { lockProgram } from '../writing/lock-program.ts'
import type { ProgramKind } from '../writing/program-input.ts'
import { insertRoles } from '../writing/program-roles.ts'
import { writeRepresentations } from '../writing/write-representations.ts'
import type { PlannedProgram } from './program-changes.ts'

/** Writes the program of a row that is new; answers its id. */
export const createFromRow = async (
  writing: Writing,
  row: {
    readonly kind: ProgramKind
    readonly slug: string | null
    readonly planned: PlannedProgram
    readonly sourceId: string | null
  },
  { rights }: Context,
): Promise<string> => {
  const { kind, slug, planned } = row
  const named = row.sourceId === null ? [] : [row.sourceId]
  const sourceId = creditedSource(named, rights)
  const checked = { ...planned.checked, sources: named }
  const program = await insertProgram(writing, { kind, slug, checked, sourceId, at: [] })
  const roles = planned.roles.map(role => ({ ...role, sources: named }))
  await insertRoles(writing, program, roles, { isNew: true })
  if (planned.countries) await writeRepresentations(writing, program, planned.countries, { sourceId, isNew: true })
  return program.id
}

/** Writes what a row says anew of a program; answers its id. The file becomes one more document of the program. */
export const updateFromRow = async (
  writing: Writing,
  {
    row,
    changes,
    sourceId: given,
  }: { readonly row: Row<Program>; readonly changes: PlannedProgram; readonly sourceId: string | null },
  { rights }: Context,
): Promise<string> => {
  const program = await lockProgram(writing, row.id, ['id'], row.version)
  if (program === null) return row.id
  const named = given === null ? [] : [given]
  const sourceId = creditedSource(named, rights)
  await applyProgram(writing, program, changes.checked, { at: [], sourceId, isNew: false })
  if (changes.countries) await writeRepresentations(writing, program, changes.countries, { sourceId })
  if (changes.roles.length > 0) {
    await insertRoles(
      writing,
      program,
      changes.roles.map(role => ({ ...role, sources: named })),
    )
    markChanged(program)
  }
  if (sourceId !== null) await addSource(writing, program.id, sourceId)
  return program.id
}

const addSource = async (writing: Writing, recordId: string, sourceId: string): Promise<void> => {
  const had = await writing.em.find(RecordSource, { recordType: 'Program', recordId }, { orderBy: { position: 'asc' } })
  const sources = had.map(one => one.sourceId)
  if (sources.includes(sourceId)) return
  await replaceRecordSources(writing, { type: 'Program', id: recordId }, [...sources, sourceId])
}
