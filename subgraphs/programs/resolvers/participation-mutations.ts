import { type ImportInput, importByMutation } from '@exchange-network/kit/importing/import-by-mutation'
import type { Outcome } from '@exchange-network/kit/writing/answer-change'
import { participantsImport } from '../importing/participants.ts'
import type { Context } from '../loaders.ts'
import { addSource } from '../writing/add-source.ts'
import { addAgendaItem, removeAgendaItem, updateAgendaItem } from '../writing/agenda-mutations.ts'
import { findProgram } from '../writing/own-references.ts'
import { registerParticipant, updateParticipation, withdrawParticipation } from '../writing/participation-mutations.ts'
import { publishOutput } from '../writing/publish-output.ts'

type RosterArguments = { readonly programId: string; readonly input: ImportInput }
type Loader = 'programById' | 'participationById' | 'outputById' | 'sourceById'

type Change<Given> = (context: Context, given: Given) => Promise<Outcome>

/** Makes the resolver of a mutation: what its payload holds, where that is read, and what it does with its arguments. */
const byArguments =
  <Given>(payload: string, loader: Loader, change: Change<Given>) =>
  async (_: unknown, args: Given, context: Context) => {
    const { id, userErrors } = await change(context, args)
    // The loaders are new after a write, so they are asked for only now.
    return { [payload]: id === null ? null : await context.loaders[loader].load(id), userErrors }
  }

/** The same for a mutation whose one argument is "input". */
const byInput = <Input>(payload: string, loader: Loader, change: Change<Input>) =>
  byArguments<{ readonly input: Input }>(payload, loader, (context, { input }) => change(context, input))

/** Resolvers of the mutations on agendas, participations, outputs and sources. */
export const participationMutations = {
  addAgendaItem: byInput('program', 'programById', addAgendaItem),
  updateAgendaItem: byInput('program', 'programById', updateAgendaItem),
  removeAgendaItem: byArguments('program', 'programById', removeAgendaItem),
  registerParticipant: byInput('participation', 'participationById', registerParticipant),
  updateParticipation: byInput('participation', 'participationById', updateParticipation),
  withdrawParticipation: byArguments('participation', 'participationById', withdrawParticipation),
  publishOutput: byInput('output', 'outputById', publishOutput),
  addSource: byInput('source', 'sourceById', addSource),
  async importParticipants(_: unknown, { programId, input }: RosterArguments, context: Context) {
    // What earlier files made is kept by the program's id, whatever the program is called by.
    const program = await findProgram(programId, context)
    return importByMutation(participantsImport, context, { ...input, programId: program?.id ?? programId })
  },
}
