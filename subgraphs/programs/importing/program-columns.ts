import type { Visibility } from '@exchange-network/kit/access/visibility'
import { column, type ImportColumn } from '@exchange-network/kit/importing/column'
import { type DateCell, date } from '@exchange-network/kit/importing/date-cells'
import type { ColumnsOf } from '@exchange-network/kit/importing/import-definition'
import { type QuantityCell, quantity } from '@exchange-network/kit/importing/number-cells'
import type { PlaceCell } from '@exchange-network/kit/importing/place-cells'
import { list, reference, text } from '@exchange-network/kit/importing/text-cells'
import { oneOf, yesOrNo } from '@exchange-network/kit/importing/word-cells'
import type { Direction, ProgramKind, ProgramStatus } from '../writing/program-input.ts'
import { type CountryCell, countriesCell, placeCell } from './countries-cell.ts'
import { type RoleCells, roleColumns } from './role-columns.ts'

/** The cells of a row of programs. */
export type ProgramCells = RoleCells & {
  readonly id: string | null
  readonly slug: string | null
  readonly sourceRowId: string | null
  readonly title: string | null
  readonly titleIsOfficial: boolean | null
  readonly kind: ProgramKind | null
  readonly status: ProgramStatus | null
  readonly dates: DateCell | null
  readonly places: readonly PlaceCell[] | null
  readonly venue: string | null
  readonly summary: string | null
  readonly series: string | null
  readonly partOf: string | null
  readonly direction: Direction | null
  readonly topics: readonly string[] | null
  readonly countries: readonly CountryCell[] | null
  readonly delegateCount: QuantityCell | null
  readonly studentsRepresented: QuantityCell | null
  readonly breakouts: readonly string[] | null
  readonly visibility: Visibility | null
  readonly participantVisibility: Visibility | null
}

/** The columns of a file of programs, with the headings that partners write. */
export const programColumns: ColumnsOf<ProgramCells> = {
  id: column(reference(), { aliases: ['Program ID', 'Record ID'] }),
  slug: column(text({ max: 100 }), { aliases: ['Key', 'Program slug'] }),
  sourceRowId: column(text({ max: 200 }), {
    aliases: ['Row ID', 'Reference', 'Reference number', 'Project number', 'Project ID'],
  }),
  title: column(text({ max: 300 }, { wraps: true }), {
    aliases: ['Program', 'Program title', 'Program name', 'Project', 'Project title', 'Name'],
  }),
  titleIsOfficial: column(yesOrNo(), { aliases: ['Official title'] }),
  kind: column(
    oneOf<ProgramKind>({
      PROJECT: ['IVLP project', 'exchange project'],
      VISIT: ['site visit', 'stop'],
      DELEGATION: ['study tour'],
      SYMPOSIUM: ['international symposium'],
      ROUNDTABLE: ['round table'],
      CONFERENCE: ['congress'],
    }),
    { aliases: ['Type', 'Program type', 'Program kind', 'Form'] },
  ),
  status: column(
    oneOf<ProgramStatus>({
      DRAFT: ['planned', 'in preparation'],
      ANNOUNCED: ['upcoming'],
      CONFIRMED: [],
      HELD: ['completed', 'took place', 'done'],
      POSTPONED: ['put off'],
      CANCELLED: ['canceled', 'called off'],
    }),
    { aliases: ['Program status', 'State of program'] },
  ),
  dates: column(date(), { aliases: ['Date', 'Program date', 'Program dates', 'When'] }),
  places: column(list(placeCell()), { aliases: ['Place', 'City', 'Cities', 'Location', 'Locations', 'Where'] }),
  countries: column(countriesCell(), {
    aliases: [
      'Country',
      'Countries represented',
      'Participating countries',
      'Origin',
      'Origins',
      'Countries of origin',
    ],
  }),
  venue: column(text({ max: 300 }, { wraps: true }), { aliases: ['Building', 'Room', 'Site'] }),
  summary: column(text({ max: 10_000, lines: true }), {
    aliases: ['Description', 'Objectives', 'Purpose', 'Abstract'],
  }),
  series: column(reference(), { aliases: ['Program series', 'Exchange program'] }),
  partOf: column(reference(), { aliases: ['Part of', 'Parent program', 'Larger program'] }),
  direction: column(
    oneOf<Direction>({ INBOUND: ['incoming'], OUTBOUND: ['outgoing'], DOMESTIC: ['within the united states'] }),
    { aliases: ['Travel direction'] },
  ),
  topics: column(list(reference()), { aliases: ['Topic', 'Theme', 'Themes', 'Subject', 'Subjects'] }),
  delegateCount: column(quantity(), {
    aliases: ['Delegates', 'Number of delegates', 'Number of visitors', 'Visitors', 'Delegation size', 'Group size'],
  }),
  studentsRepresented: column(quantity(), { aliases: ['Students', 'Number of students'] }),
  breakouts: column(list(text({ max: 300 })), { aliases: ['Groups', 'Breakout groups'] }),
  visibility: column(visibility(), { aliases: ['Who may see it'] }),
  participantVisibility: column(visibility(), { aliases: ['Visibility of participants'] }),
  ...roleColumns,
}

function visibility(): ImportColumn<Visibility>['reader'] {
  return oneOf<Visibility>({ PUBLIC: [], NETWORK: ['members'], PARTNER: ['partners'], RESTRICTED: ['confidential'] })
}
