import { defineImport, type PlannedIssue } from '@exchange-network/kit/importing/import-definition'
import { checkSource } from '@exchange-network/kit/provenance/check-sources'
import { createProblems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'
import { nameWords } from '../names/name-words.ts'
import { folded } from '../store/folded.ts'
import { sourceContext } from '../writing/references.ts'
import { nameOf } from './compare-person.ts'
import { exportPeople } from './export-people.ts'
import { type PersonCells, personColumns } from './person-cells.ts'
import { planPerson } from './plan-person.ts'

/** Files of people, one a row: POST /imports/people, GET /exports/people.csv and the mutation importPeople. */
export const importPeople = defineImport<PersonCells, Context>({
  kind: 'people',
  scopes: ['import:run', 'person:write'],
  columns: personColumns,
  rowKey: (cells, { sourceId }) => {
    if (cells.id !== null) return { text: `id ${cells.id}`, property: 'id' }
    // Partners number each of their files from 1: a number is one only together with the document.
    if (cells.source_row_id !== null) {
      return { text: JSON.stringify(['source', sourceId, cells.source_row_id]), property: 'source_row_id' }
    }
    const name = nameOf(cells)
    if (name === null) return null
    const organization = cells.organization === null ? null : folded(cells.organization)
    const natural = [nameWords(name), organization, cells.email?.normalized ?? null]
    return { text: JSON.stringify(['natural', ...natural]), property: cells.name === null ? 'family_name' : 'name' }
  },
  check: async (context, { sourceId }) => {
    const problems = createProblems()
    if (sourceId !== null) await checkSource(problems, ['sourceId'], sourceId, sourceContext(context))
    return problems.all.map(({ code, message }): PlannedIssue<PersonCells> => ({ code, message }))
  },
  plan: planPerson,
  export: { read: exportPeople },
})
