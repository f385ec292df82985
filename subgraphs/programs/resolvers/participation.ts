import type { Row } from '@exchange-network/kit/database/rows'
import { type HistoryArguments, readHistory } from '@exchange-network/kit/history/read-history'
import type { AgendaItem } from '../entities/agenda-item.ts'
import type { Participation } from '../entities/participation.ts'
import type { Context } from '../loaders.ts'
import { provenanceOf } from './provenance.ts'
import { place, visibleOrganization, visiblePerson } from './stubs.ts'

/** What is printed instead of a name that the viewer may not see. */
const withheld = 'Name withheld'

/** Finds what may be printed for a participation: the person's name, the label of an unnamed one, or that it is withheld. */
const labelOf = async (
  { personId, label }: Pick<Row<Participation>, 'personId' | 'label'>,
  { loaders }: Context,
): Promise<string> => {
  if (personId === null) return label
  const person = await loaders.knownPersonById.load(personId)
  // The feed of people names no PARTNER people; who may see one reads the name as it was printed here.
  return person === null ? withheld : (person.name ?? label)
}

const isNamed = async ({ personId }: Row<Participation>, { loaders }: Context): Promise<boolean> =>
  personId === null || (await loaders.knownPersonById.load(personId)) !== null

const provenance = provenanceOf<Row<Participation>>('Participation', labelOf)

const participationResolvers = {
  sources: provenance.sources,
  history: ({ id }: Row<Participation>, args: HistoryArguments, context: Context) =>
    readHistory(context, { type: 'Participation', id }, args),
  // Claims and conflicts quote documents that print the name, so they are withheld with it.
  claims: async (row: Row<Participation>, args: { path?: string | null }, context: Context) =>
    (await isNamed(row, context)) ? provenance.claims(row, args, context) : [],
  conflicts: async (row: Row<Participation>, args: unknown, context: Context) =>
    (await isNamed(row, context)) ? provenance.conflicts(row, args, context) : [],
  program: ({ programId }: Row<Participation>, _: unknown, { loaders }: Context) => loaders.programById.load(programId),
  person: ({ personId }: Row<Participation>, _: unknown, context: Context) => visiblePerson(personId, context),
  label: (row: Row<Participation>, _: unknown, context: Context) => labelOf(row, context),
  // "The delegate from Eritrea" is a name, and so is "the Minister of Education": both go with the name.
  representing: async (row: Row<Participation>, _: unknown, context: Context) =>
    (await isNamed(row, context)) ? place(row.representingCode) : null,
  organization: async (row: Row<Participation>, _: unknown, context: Context) =>
    (await isNamed(row, context)) ? visibleOrganization(row.organizationId, context) : null,
  async title(row: Row<Participation>, _: unknown, context: Context) {
    if (!(await isNamed(row, context))) return null
    // Printed titles name the organization, so they are as hidden as it is.
    const { organizationId, title } = row
    return organizationId !== null && (await context.loaders.isHiddenOrganization.load(organizationId)) ? null : title
  },
  async agendaItems({ id }: Row<Participation>, _: unknown, { loaders }: Context) {
    const links = await loaders.speakersByParticipationId.load(id)
    const items = await Promise.all(links.map(link => loaders.agendaItemById.load(link.agendaItemId)))
    return items.filter(item => item !== null).toSorted((one, other) => one.position - other.position)
  },
}

const agendaItemResolvers = {
  program: ({ programId }: Row<AgendaItem>, _: unknown, { loaders }: Context) => loaders.programById.load(programId),
  async speakers({ id }: Row<AgendaItem>, _: unknown, { loaders }: Context) {
    const links = await loaders.speakersByAgendaItemId.load(id)
    const speakers = await Promise.all(links.map(link => loaders.participationById.load(link.participationId)))
    return speakers.filter(speaker => speaker !== null)
  },
}

/** Resolvers of Participation and AgendaItem. */
export const participationTypes = { Participation: participationResolvers, AgendaItem: agendaItemResolvers }
