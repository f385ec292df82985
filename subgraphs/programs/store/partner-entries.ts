import type { Row } from '@exchange-network/kit/database/rows'
import { existingOrganization } from '@exchange-network/kit/projection/known-records'
import { organizationOfEntry } from '@exchange-network/kit/provenance/partner-entry'
import DataLoader from 'dataloader'
import { dateFacts } from '../entities/date-facts.ts'
import type { Source } from '../entities/source.ts'
import type { ProgramScope } from './scope.ts'

type Entry = Row<Source>
type KnownOrganization = { readonly id: string; readonly name: string | null; readonly visibility: Entry['visibility'] }

/**
 * Loads the sources of what organizations enter themselves, `partner-entry.<organization>`: they are computed of what
 * the feed of organizations tells and stand in no table and no list. Null for other ids, and where the organization is
 * not known or hidden from the viewer.
 */
export const partnerEntryById = ({ database, rights }: ProgramScope): DataLoader<string, Entry | null> =>
  new DataLoader(
    async ids => {
      const owners = ids.map(organizationOfEntry)
      const rows: KnownOrganization[] = await database.read
        .selectFrom('projected_record as organization')
        .select(['organization.record_id as id', 'organization.name', 'organization.visibility'])
        .where('organization.type', '=', 'Organization')
        .where('organization.record_id', 'in', [...owners.filter(owner => owner !== null), ''])
        .where(existingOrganization(rights, 'organization'))
        .execute()
      const known = new Map(rows.map(row => [row.id, row]))
      return owners.map((owner, index) => {
        const organization = owner === null ? undefined : known.get(owner)
        return organization === undefined ? null : entryOf(ids[index] as string, organization)
      })
    },
    { maxBatchSize: 500 },
  )

const entryOf = (id: string, { id: publisherId, name, visibility }: KnownOrganization): Entry => ({
  id,
  slug: id,
  kind: 'PARTNER_ENTRY',
  // Only its own people see an organization without a name here.
  title: `Entries of ${name ?? publisherId}`,
  titleIsOfficial: false,
  subtitle: null,
  summary: null,
  publisherId,
  publisherInferred: false,
  ...dateFacts(null, null),
  url: null,
  identifier: null,
  syndicatedFromId: null,
  visibility,
  stewardId: publisherId,
  version: 1,
  // It has no row that could have changed.
  createdAt: new Date(0),
  updatedAt: new Date(0),
})
