import type { Row } from '@exchange-network/kit/database/rows'
import { printedDate } from '@exchange-network/kit/dates/partial-date'
import { type HistoryArguments, readHistory } from '@exchange-network/kit/history/read-history'
import type { Initiative } from '../entities/initiative.ts'
import type { Output } from '../entities/output.ts'
import type { Program } from '../entities/program.ts'
import type { ProgramPlace } from '../entities/program-place.ts'
import type { ProgramRole } from '../entities/program-role.ts'
import type { Representation } from '../entities/representation.ts'
import type { Context } from '../loaders.ts'
import type { ParticipationListArguments } from '../store/participation-pages.ts'
import { tellableDelegates } from '../store/tellable-delegates.ts'
import { provenanceOf, sourcesOf } from './provenance.ts'
import { place, roleHolder, visibleOrganization } from './stubs.ts'

/** The columns in which the rows of programs, outputs and sources keep a date. */
type Dated = { readonly edtf: string | null; readonly dateInferred: boolean; readonly dateLabel: string | null }

/** Creates the PartialDate of a row; null when no source says one. */
export const dateOf = ({ edtf, dateInferred, dateLabel }: Dated) =>
  printedDate(edtf, { inferred: dateInferred, label: dateLabel })

const quantity = (value: number | null, bound: string | null, label: string | null) =>
  value === null ? null : { value, bound: bound ?? 'EXACT', label }

const organizationsAs =
  (kind: string) =>
  async ({ id }: Row<Program>, _: unknown, { loaders }: Context) => {
    const roles = (await loaders.rolesByProgramId.load(id)).filter(role => role.kind === kind)
    // An organization may hold one role under two printed names.
    return [...new Map(roles.map(role => [role.organizationId, roleHolder(role)])).values()]
  }

/** Latest first, undated last, then by title: as the root field `outputs`. */
const latestFirst = (one: Row<Output>, other: Row<Output>): number =>
  one.dateOrder - other.dateOrder ||
  compareText(other.dateSort, one.dateSort) ||
  compareText(one.sortTitle, other.sortTitle)

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const programResolvers = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.programById.load(id),
  ...provenanceOf<Row<Program>>('Program', program => program.title),
  series: ({ seriesId }: Row<Program>, _: unknown, { loaders }: Context) =>
    seriesId === null ? null : loaders.seriesById.load(seriesId),
  partOf: ({ partOfId }: Row<Program>, _: unknown, { loaders }: Context) =>
    partOfId === null ? null : loaders.programById.load(partOfId),
  parts: ({ id }: Row<Program>, _: unknown, { loaders }: Context) => loaders.partsByProgramId.load(id),
  dates: (program: Row<Program>) => dateOf(program),
  places: ({ id }: Row<Program>, _: unknown, { loaders }: Context) => loaders.placesByProgramId.load(id),
  async roles({ id }: Row<Program>, { kinds }: { kinds?: readonly string[] | null }, { loaders }: Context) {
    const roles = await loaders.rolesByProgramId.load(id)
    return kinds == null ? roles : roles.filter(role => kinds.includes(role.kind))
  },
  hosts: organizationsAs('HOST'),
  localCoordinators: organizationsAs('LOCAL_COORDINATOR'),
  participations: ({ id }: Row<Program>, args: ParticipationListArguments, { loaders }: Context) =>
    loaders.participationPagesByProgramId(args).load(id),
  delegateCount: (row: Row<Program>) =>
    quantity(row.delegateCountValue, row.delegateCountBound, row.delegateCountLabel),
  representations: async ({ id }: Row<Program>, _: unknown, { loaders }: Context) =>
    tellableDelegates(await loaders.representationsByProgramId.load(id)),
  countryTally(row: Row<Program>) {
    const tally = {
      announced: row.countriesAnnounced,
      reported: row.countriesReported,
      listed: row.countriesListed,
      distinct: row.countriesDistinct,
      adopted: row.countriesAdopted,
      note: row.countriesNote,
    }
    return Object.values(tally).every(value => value === null) ? null : tally
  },
  studentsRepresented: (row: Row<Program>) =>
    quantity(row.studentsRepresentedValue, row.studentsRepresentedBound, row.studentsRepresentedLabel),
  async topics({ id }: Row<Program>, _: unknown, { loaders }: Context) {
    const links = await loaders.topicsByProgramId.load(id)
    const topics = await Promise.all(links.map(link => loaders.topicById.load(link.topicId)))
    return topics.filter(topic => topic !== null)
  },
  initiatives: ({ id }: Row<Program>, _: unknown, { loaders }: Context) => loaders.initiativesByProgramId.load(id),
  agenda: ({ id }: Row<Program>, _: unknown, { loaders }: Context) => loaders.agendaByProgramId.load(id),
  async outputs({ id }: Row<Program>, { kinds }: { kinds?: readonly string[] | null }, { loaders }: Context) {
    const links = await loaders.outputsByProgramId.load(id)
    const outputs = await Promise.all(links.map(link => loaders.outputById.load(link.outputId)))
    return outputs
      .filter(output => output !== null)
      .filter(output => kinds == null || kinds.includes(output.kind))
      .toSorted(latestFirst)
  },
  history: ({ id }: Row<Program>, args: HistoryArguments, context: Context) =>
    readHistory(context, { type: 'Program', id }, args),
  steward: ({ stewardId }: Row<Program>, _: unknown, context: Context) => visibleOrganization(stewardId, context),
}

/** Resolvers of Program and of the parts that belong to one program alone. */
export const programTypes = {
  Program: programResolvers,
  ProgramPlace: { place: ({ placeCode }: Row<ProgramPlace>) => place(placeCode) },
  ProgramRole: {
    program: ({ programId }: Row<ProgramRole>, _: unknown, { loaders }: Context) => loaders.programById.load(programId),
    organization: (role: Row<ProgramRole>) => roleHolder(role),
    sources: sourcesOf('ProgramRole'),
  },
  CountryRepresentation: {
    place: ({ placeCode }: Row<Representation>) => place(placeCode),
    sources: sourcesOf('CountryRepresentation'),
  },
  Initiative: {
    organization: ({ organizationId }: Row<Initiative>, _: unknown, context: Context) =>
      visibleOrganization(organizationId, context),
    sources: sourcesOf('Initiative'),
  },
}
