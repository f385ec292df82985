import { defineImport, type PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import { createProblems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'
import { checkOwnSources } from '../writing/references.ts'
import { exportPrograms } from './export-programs.ts'
import { planProgram } from './plan-program.ts'
import { type ProgramCells, programColumns } from './program-columns.ts'

/** Files of programs, one a row. */
export const programsImport = defineImport<ProgramCells, Context>({
  kind: 'programs',
  scopes: ['import:run', 'program:write'],
  columns: programColumns,
  rowKey: ({ id, slug, sourceRowId }) => {
    if (sourceRowId !== null) return { text: `row:${sourceRowId}`, property: 'sourceRowId' }
    if (id !== null) return { text: `id:${id}`, property: 'id' }
    return slug === null ? null : { text: `slug:${slug}`, property: 'slug' }
  },
  check: async (context, { sourceId }): Promise<readonly PlannedIssue<ProgramCells>[]> => {
    if (sourceId === null) return []
    const problems = createProblems()
    await checkOwnSources(problems, [], [sourceId], context)
    return problems.all.map(({ code, message }) => ({ code, message }))
  },
  plan: planProgram,
  export: { read: exportPrograms },
})
