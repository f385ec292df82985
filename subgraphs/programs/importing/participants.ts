import { maySteward } from '@exchange-network/kit/access/stewardship'
import { defineImport, type ImportOptions } from '@exchange-network/kit/importing/import-definition'
import { createProblems } from '@exchange-network/kit/writing/problems'
import { forbidden } from '@exchange-network/kit/writing/writing'
import type { Context } from '../loaders.ts'
import { checkVisibility } from '../writing/check-visibility.ts'
import { findProgram } from '../writing/own-references.ts'
import { checkOwnSources } from '../writing/references.ts'
import { type ParticipantCells, participantColumns } from './participant-columns.ts'
import type { Remark } from './participant-remarks.ts'
import { participantsExport } from './participants-export.ts'
import { planParticipant } from './plan-participant.ts'

/** The roster of one program as a CSV file: each row is somebody's participation, named by a person's id or not at all. */
export const participantsImport = defineImport<ParticipantCells, Context>({
  kind: 'participants',
  scopes: ['import:run', 'participant:write'],
  columns: participantColumns,
  rowKey({ id, sourceRowId, person, role, country, organization, title }, { sourceId }) {
    if (id !== null) return { text: `id ${id}`, property: 'id' }
    // Partners number each of their files from 1: a number is one only together with the document.
    if (sourceRowId !== null) {
      return { text: JSON.stringify(['row', sourceId, sourceRowId]), property: 'sourceRowId' }
    }
    if (person !== null) return { text: `person ${person} ${role}`, property: 'person' }
    // Unnamed delegates of one country are several people, and the file that comes again has as many of them.
    return { text: JSON.stringify([role, country?.code, organization, title]), mayRepeat: true }
  },
  // A program goes by its id and by its slug, and is one either way.
  scope: async (context, { programId }) => (await findProgram(programId ?? '', context))?.id ?? '',
  check: (context, options) => checkRoster(context, options),
  plan: planParticipant,
  export: participantsExport,
})

const checkRoster = async (context: Context, { programId, sourceId }: ImportOptions): Promise<readonly Remark[]> => {
  const { rights, viewer } = context
  const problems = createProblems()
  const program = programId === null ? null : await findProgram(programId, context)
  if (programId === null) problems.add(null, 'INVALID', 'A roster is that of one program. Name the program.')
  else if (program === null) {
    problems.add(null, 'NOT_FOUND', `There is no program "${programId}", or none that you may see.`)
  } else if (!maySteward(rights, [program.stewardId])) {
    problems.add(null, 'FORBIDDEN', forbidden('program', programId, viewer.organization))
  } else checkVisibility(problems, null, program.participantVisibility, context)
  if (sourceId !== null) await checkOwnSources(problems, [], [sourceId], context)
  return problems.all.map(({ code, message, suggestions }) => ({ code, message, suggestions }))
}
