import { column } from '@exchange-network/kit/importing/column'
import type { ColumnsOf } from '@exchange-network/kit/importing/import-definition'
import { list, reference } from '@exchange-network/kit/importing/text-cells'
import type { ProgramRoleKind } from '../writing/program-input.ts'

/** Which role the organizations of a column have. */
export const rolesByColumn = {
  sponsor: 'SPONSOR',
  administrator: 'ADMINISTRATOR',
  nationalProgramAgency: 'NATIONAL_PROGRAM_AGENCY',
  localCoordinator: 'LOCAL_COORDINATOR',
  network: 'NETWORK',
  partner: 'PARTNER',
  host: 'HOST',
  facilitator: 'FACILITATOR',
  venueProvider: 'VENUE_PROVIDER',
  organizer: 'ORGANIZER',
  coOrganizer: 'CO_ORGANIZER',
  participatingOrganization: 'PARTICIPANT',
} as const satisfies Readonly<Record<string, ProgramRoleKind>>

/** A column of organizations. */
export type RoleColumn = keyof typeof rolesByColumn

/** Organizations by id, slug or name, for each role. */
export type RoleCells = { readonly [Column in RoleColumn]: readonly string[] | null }

const organizations = (...aliases: readonly string[]) => column(list(reference()), { aliases })

/** The columns of organizations, one for each role. */
export const roleColumns: ColumnsOf<RoleCells> = {
  sponsor: organizations('Sponsors', 'Funder'),
  administrator: organizations('Administrators', 'Administered by'),
  nationalProgramAgency: organizations('National program agencies', 'NPA', 'Programming agency'),
  localCoordinator: organizations(
    'Local coordinators',
    'Coordinator',
    'CBM',
    'Community-based member',
    'Local partner',
  ),
  network: organizations('Networks'),
  partner: organizations('Partners', 'Partner organization', 'Partner organizations'),
  host: organizations('Hosts', 'Host organization', 'Host organizations', 'Hosted by', 'Host institution'),
  facilitator: organizations('Facilitators'),
  venueProvider: organizations('Venue providers'),
  organizer: organizations('Organizers', 'Organized by', 'Organizing institution'),
  coOrganizer: organizations('Co-organizers'),
  participatingOrganization: organizations('Participating organizations', 'Participants'),
}
