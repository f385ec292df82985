import { foldName } from '@exchange-network/gazetteer/fold-name'
import { nameOf } from '@exchange-network/gazetteer/places'
import type { Row } from '@exchange-network/kit/database/rows'
import { type PrintedDate, printedDate } from '@exchange-network/kit/dates/partial-date'
import type { Program } from '../entities/program.ts'
import type { ProgramFilter } from './filter.ts'
import { once } from './once.ts'
import { programRows } from './program-pages.ts'
import type { ProgramScope } from './scope.ts'
import { tellableDelegates } from './tellable-delegates.ts'
import { visibleRoles } from './visible-roles.ts'

/** Visitors from one origin through one local coordinator. */
export type OriginRow = {
  readonly placeCode: string
  /** As printed for the first of the programs. */
  readonly label: string
  /** Null when no coordinator is known that exists for the viewer. */
  readonly coordinatorId: string | null
  /** Hosts by id, in the order in which the programs met them. */
  hostIds(): Promise<readonly string[]>
  /** Earliest first, undated last. */
  programs(): Promise<readonly Row<Program>[]>
  /** Date of the first dated program; null when none is dated. */
  readonly first: PrintedDate | null
  readonly latest: PrintedDate | null
  /**
   * Null unless every program of the row states its number: a sum of what is known would pass for the whole. Also null
   * where one of the numbers is too small to be told, else another filter would tell it by subtraction.
   */
  readonly delegates: number | null
}

/** One origin of one program through one of its coordinators. */
type Visit = PrintedOrigin & { readonly coordinator: RoleHolder | null }

type PrintedOrigin = {
  readonly programId: string
  readonly edtf: string | null
  /** 0 when the first day is known. */
  readonly dateOrder: number
  readonly dateInferred: boolean
  readonly dateLabel: string | null
  readonly placeCode: string
  readonly label: string
  readonly delegates: number | null
}

type RoleHolder = { readonly programId: string; readonly id: string; readonly name: string }

/**
 * Lists where visitors came from and through which local coordinator, by name of the place at the State Department, then
 * of the coordinator, unknown ones last. One row per origin and coordinator; a visit of which no coordinator is known has
 * a row of its own for each origin, since nothing says that two such visits went through the same hands. Where programs
 * are held never counts: the places of an outbound delegation are destinations.
 * Two statements for the rows, one for all hosts and one for all programs, the latter when asked for.
 */
export const originMatrix = async (
  filter: ProgramFilter | null | undefined,
  scope: ProgramScope,
): Promise<readonly OriginRow[]> => {
  const shared = {
    programs: once(() => readPrograms(filter, scope)),
    hosts: once(() => readHolders('HOST', filter, scope)),
  }
  const [origins, coordinators] = await Promise.all([
    readOrigins(filter, scope),
    readHolders('LOCAL_COORDINATOR', filter, scope),
  ])
  const visits = origins.flatMap(origin =>
    (coordinators.get(origin.programId) ?? [null]).map((coordinator): Visit => ({ ...origin, coordinator })),
  )
  return [...Map.groupBy(visits, rowKey).values()]
    .map(group => ({ group, texts: sortTexts(group[0] as Visit) }))
    .toSorted((one, other) => compareTexts(one.texts, other.texts))
    .map(({ group }) => rowOf(group, shared))
}

type Shared = {
  programs(): Promise<ReadonlyMap<string, Row<Program>>>
  hosts(): Promise<ReadonlyMap<string, readonly RoleHolder[]>>
}

const rowKey = ({ placeCode, coordinator, programId }: Visit): string =>
  JSON.stringify([placeCode, coordinator?.id ?? null, coordinator === null ? programId : null])

/** Visits come in the order of their programs, so the first of a group is the first that was printed. */
const rowOf = (visits: readonly Visit[], shared: Shared): OriginRow => {
  const { placeCode, label, coordinator } = visits[0] as Visit
  const programIds = [...new Set(visits.map(visit => visit.programId))]
  const dated = visits.filter(visit => visit.edtf !== null)
  const numbers = visits.flatMap(({ delegates }) => delegates ?? [])
  return {
    placeCode,
    label,
    coordinatorId: coordinator?.id ?? null,
    hostIds: async () => {
      const hosts = await shared.hosts()
      return [...new Set(programIds.flatMap(id => hosts.get(id)?.map(host => host.id) ?? []))]
    },
    programs: async () => {
      const programs = await shared.programs()
      return programIds.flatMap(id => programs.get(id) ?? [])
    },
    first: dateOf(dated[0]),
    latest: dateOf(dated.findLast(({ dateOrder }) => dateOrder === 0) ?? dated.at(-1)),
    delegates: numbers.length < visits.length ? null : numbers.reduce((sum, number) => sum + number, 0),
  }
}

const dateOf = (visit: Visit | undefined): PrintedDate | null =>
  visit ? printedDate(visit.edtf, { inferred: visit.dateInferred, label: visit.dateLabel }) : null

const sortTexts = ({ placeCode, coordinator }: Visit): readonly string[] => [
  foldName(nameOf(placeCode)),
  placeCode,
  coordinator === null ? 'unknown' : 'known',
  foldName(coordinator?.name ?? ''),
  coordinator?.id ?? '',
]

// Equal rows (visits without a coordinator) keep the order of their programs: sorting is stable.
const compareTexts = (one: readonly string[], other: readonly string[]): number => {
  const index = one.findIndex((text, at) => text !== other[at])
  return index === -1 ? 0 : (one[index] ?? '') < (other[index] ?? '') ? -1 : 1
}

const readOrigins = async (filter: ProgramFilter | null | undefined, scope: ProgramScope): Promise<PrintedOrigin[]> =>
  withoutSmallNumbers(
    (await programRows(scope, filter)
      .clearSelect()
      .innerJoin('representation as origin', 'origin.program_id', 'program.id')
      .select([
        'program.id as programId',
        'program.edtf as edtf',
        'program.date_order as dateOrder',
        // Named as the property, so that it comes back as a boolean from both databases.
        'program.date_inferred as dateInferred',
        'program.date_label as dateLabel',
        'origin.place_code as placeCode',
        'origin.label as label',
        'origin.delegates as delegates',
      ])
      .orderBy('program.date_order')
      .orderBy('program.date_sort')
      .orderBy('program.id')
      .orderBy('origin.position')
      .orderBy('origin.id')
      .execute()) as unknown as PrintedOrigin[],
  )

/** Leaves the numbers of delegates out that are not to be told of their program. */
const withoutSmallNumbers = (origins: readonly PrintedOrigin[]): PrintedOrigin[] =>
  [...Map.groupBy(origins, ({ programId }) => programId).values()].flatMap(tellableDelegates)

const readPrograms = async (filter: ProgramFilter | null | undefined, scope: ProgramScope) => {
  const rows = await programRows(scope, filter)
    .where(eb =>
      eb.exists(
        eb.selectFrom('representation as origin').select('origin.id').whereRef('origin.program_id', '=', 'program.id'),
      ),
    )
    .execute()
  return new Map(rows.map(row => [row.id, row as Row<Program>]))
}

/** Reads the organizations in a role by program, each once, in the order of the program's roles. */
const readHolders = async (
  kind: 'HOST' | 'LOCAL_COORDINATOR',
  filter: ProgramFilter | null | undefined,
  scope: ProgramScope,
): Promise<ReadonlyMap<string, readonly RoleHolder[]>> => {
  const rows = (await visibleRoles(scope)
    .where('role.kind', '=', kind)
    .where('role.program_id', 'in', programRows(scope, filter).clearSelect().select('program.id'))
    .select(eb => [
      'role.program_id as programId',
      'role.organization_id as id',
      eb.fn.coalesce('organization.name', 'role.organization_id').as('name'),
    ])
    .orderBy('role.program_id')
    .orderBy('role.position')
    .orderBy('role.id')
    .execute()) as RoleHolder[]
  const once = new Map(rows.map(row => [JSON.stringify([row.programId, row.id]), row]))
  return Map.groupBy(once.values(), row => row.programId)
}
