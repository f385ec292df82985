import type { Row } from '@exchange-network/kit/database/rows'
import { selectFrom } from '@exchange-network/kit/database/rows'
import { problem } from '@exchange-network/kit/errors/problem'
import type { ExportDefinition } from '@exchange-network/kit/importing/import-definition'
import { Participation } from '../entities/participation.ts'
import type { Context } from '../loaders.ts'
import { policies } from '../policy.ts'
import { participationTypes } from '../resolvers/participation.ts'
import { visibleParticipations } from '../store/visible.ts'
import { findProgram } from '../writing/own-references.ts'
import { type ParticipantCells, participantColumns } from './participant-columns.ts'

type Texts = Record<keyof ParticipantCells & string, string>

const pageSize = 500

/** Writes the roster of one program as `participantColumns` reads it: what the viewer may not read is empty. */
export const participantsExport: ExportDefinition<ParticipantCells, Context> = {
  async *read(context, { programId }) {
    const program = await findProgram(programId ?? '', context)
    if (program === null) {
      throw problem(
        'BAD_USER_INPUT',
        `There is no program "${programId ?? ''}", or none that you may see. Name the program of the roster.`,
      )
    }
    for (let last: Row<Participation> | undefined; ; ) {
      const rows = await readPage(context, program.id, last)
      const texts = await Promise.all(rows.map(row => textsOf(row, context)))
      yield* texts
      last = rows.at(-1)
      if (rows.length < pageSize) return
      await context.renew()
    }
  },
}

const readPage = (
  { database, rights }: Context,
  programId: string,
  last: Row<Participation> | undefined,
): Promise<readonly Row<Participation>[]> => {
  const page = selectFrom(database, Participation)
    .where('participation.program_id', '=', programId)
    .where(visibleParticipations(rights))
    .orderBy('participation.position')
    .orderBy('participation.id')
    .limit(pageSize)
  if (last === undefined) return page.execute()
  const { position, id } = last
  return page
    .where(eb =>
      eb.or([
        eb('participation.position', '>', position),
        eb.and([eb('participation.position', '=', position), eb('participation.id', '>', id)]),
      ]),
    )
    .execute()
}

const nothing = Object.fromEntries(Object.keys(participantColumns).map(property => [property, ''])) as Texts

/** Goes through the resolvers of the graph, so that a file tells no more than an answer does. */
const textsOf = async (row: Row<Participation>, context: Context): Promise<Texts> => {
  const { person, label, representing, organization, title } = participationTypes.Participation
  const known = await person(row, undefined, context)
  const mayReadNotes =
    context.viewer.scopes.has('participant:sensitive') && (await policies.program_partner(row, context))
  return {
    ...nothing,
    id: row.id,
    person: known?.id ?? '',
    name: known === null ? '' : await label(row, undefined, context),
    country: (await representing(row, undefined, context))?.id ?? '',
    organization: (await organization(row, undefined, context))?.id ?? '',
    title: (await title(row, undefined, context)) ?? '',
    role: row.role,
    attendance: row.attendance,
    visibility: row.visibility,
    notes: mayReadNotes ? (row.notes ?? '') : '',
  }
}
