import { resolvePlaceName } from '@exchange-network/gazetteer/resolve-place-name'
import { type CellReader, column, UnreadableCell } from '@exchange-network/kit/importing/column'
import type { ColumnsOf } from '@exchange-network/kit/importing/import-definition'
import { type QuantityCell, quantity } from '@exchange-network/kit/importing/number-cells'
import { type PlaceCell, place } from '@exchange-network/kit/importing/place-cells'
import { list, reference, text } from '@exchange-network/kit/importing/text-cells'
import { oneOf } from '@exchange-network/kit/importing/word-cells'
import type { OrganizationKind, Visibility } from '../entities/vocabulary.ts'
import { isWebAddress, longestName } from '../writing/check-fields.ts'

/** One row of a file of organizations, read; null where a cell was empty. */
export type OrganizationCells = {
  /** Id or slug. */
  readonly id: string | null
  readonly name: string | null
  readonly otherNames: readonly string[] | null
  readonly acronym: readonly string[] | null
  readonly kinds: readonly OrganizationKind[] | null
  readonly description: string | null
  readonly url: string | null
  readonly location: PlaceCell | null
  readonly serviceArea: readonly PlaceCell[] | null
  readonly enrollment: QuantityCell | null
  readonly memberCount: QuantityCell | null
  /** Id, slug or name. */
  readonly parent: string | null
  readonly visibility: Visibility | null
}

const kind = oneOf<OrganizationKind>({
  GOVERNMENT_DEPARTMENT: ['Department', 'Ministry', 'Government department'],
  GOVERNMENT_BUREAU: ['Bureau', 'Government agency'],
  STATE_EDUCATION_AGENCY: ['SEA', 'State department of education'],
  COUNTY_OFFICE_OF_EDUCATION: ['COE', 'County office'],
  SCHOOL_DISTRICT: ['District', 'LEA', 'Public school district'],
  NATIONAL_PROGRAM_AGENCY: ['NPA', 'Program agency'],
  COMMUNITY_BASED_MEMBER: ['CBM', 'Community member', 'Council for international visitors'],
  ASSOCIATION: ['Network', 'Membership organization'],
  INTERGOVERNMENTAL: ['IGO', 'International organization'],
  COMPANY: ['Business', 'Corporation', 'Firm'],
  NONPROFIT: ['NGO', 'Non-profit', 'Not for profit', 'Charity', '501(c)(3)'],
  UNIVERSITY: ['College', 'Higher education'],
  MEDIA: ['Publisher', 'Newspaper', 'Press'],
  UNIT: ['Office', 'Program', 'Division'],
})

const visibility = oneOf<Visibility>({
  PUBLIC: ['Open', 'Everybody'],
  NETWORK: ['Members', 'Network members'],
  PARTNER: ['Partners'],
  RESTRICTED: ['Confidential'],
})

/** Reads the address of a web site; "www.scoe.net" is one as well, as people write it. */
const webAddress: CellReader<string> = {
  read(cell, view) {
    const address = text({ max: 2000 }).read(cell, view)
    const whole = /^www\./i.test(address) ? `https://${address}` : address
    if (isWebAddress(whole)) return whole
    throw new UnreadableCell('is no address of a web site. Write e.g. "https://www.example.org".')
  },
}

/** The columns of a file of organizations; README.md lists the headings that mean the same. */
export const columns: ColumnsOf<OrganizationCells> = {
  id: column(reference(), { aliases: ['Slug', 'Organization id', 'Key'] }),
  name: column(text({ max: longestName }), { aliases: ['Organization', 'Organization name', 'Institution', 'Title'] }),
  otherNames: column(list(text({ max: longestName })), {
    aliases: ['Other name', 'Alternative names', 'Alternate names', 'Aliases', 'Also known as', 'AKA'],
  }),
  acronym: column(list(text({ max: longestName })), {
    aliases: ['Acronyms', 'Abbreviation', 'Short name', 'Initials'],
  }),
  kinds: column(list(kind), { aliases: ['Kind', 'Type', 'Types', 'Organization type', 'Category'] }),
  description: column(text({ max: 4000, lines: true }), { aliases: ['About', 'Mission', 'Summary'] }),
  url: column(webAddress, { aliases: ['Web site', 'Homepage', 'Home page', 'Web', 'Web address', 'Link'] }),
  location: column(place(resolvePlaceName), { aliases: ['Place', 'City', 'Seat', 'Headquarters', 'Based in'] }),
  serviceArea: column(list(place(resolvePlaceName)), {
    aliases: ['Service areas', 'Serves', 'Area served', 'Works in'],
  }),
  enrollment: column(quantity(), { aliases: ['Students', 'Enrolment', 'Number of students', 'Pupils'] }),
  memberCount: column(quantity(), { aliases: ['Members', 'Number of members', 'Membership'] }),
  parent: column(reference(), { aliases: ['Parent organization', 'Unit of', 'Part of', 'Belongs to'] }),
  visibility: column(visibility, { aliases: ['Visible to', 'Access'] }),
}
