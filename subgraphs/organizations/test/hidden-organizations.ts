import type { Database } from '@exchange-network/kit/database/database'
import { persistProvenance, persistRecordSources } from '@exchange-network/kit/provenance/seed'
import { recordOrganization, recordRelationship } from '../store/record-organization.ts'

/**
 * Adds organizations that not everybody may see: "network-office" (NETWORK), the unit "scoe-partner-office" (PARTNER), the unit
 * "scoe-shelter" (RESTRICTED) and "cosn-shelter" (RESTRICTED, a unit of CoSN with a unit of its own); what hangs on them,
 * and links from open organizations to them.
 */
export const addHiddenOrganizations = (database: Database): Promise<void> =>
  database.write(async em => {
    const unit = { kinds: ['UNIT'], location: 'USSAC', serviceArea: ['US-CA'] } as const
    recordOrganization(em, {
      ...unit,
      id: 'network-office',
      slug: 'network-office',
      name: 'Hidden Network Office',
      visibility: 'NETWORK',
    })
    recordOrganization(em, {
      ...unit,
      id: 'scoe-partner-office',
      slug: 'scoe-partner-office',
      name: 'Hidden Partner Office',
      parentId: 'scoe',
      visibility: 'PARTNER',
    })
    recordOrganization(em, {
      ...unit,
      id: 'scoe-shelter',
      slug: 'scoe-shelter',
      name: 'Hidden Shelter',
      parentId: 'scoe',
      visibility: 'RESTRICTED',
    })
    recordOrganization(em, {
      ...unit,
      id: 'cosn-shelter',
      slug: 'cosn-shelter',
      name: 'Hidden CoSN Shelter',
      parentId: 'cosn',
      visibility: 'RESTRICTED',
    })
    recordOrganization(em, {
      ...unit,
      id: 'cosn-shelter-desk',
      slug: 'cosn-shelter-desk',
      name: 'Open Desk',
      parentId: 'cosn-shelter',
      visibility: 'PUBLIC',
    })
    recordRelationship(em, { id: 'r1', fromId: 'visual-sound', toId: 'cosn-shelter', kind: 'MEMBER_OF' })
    recordRelationship(em, { id: 'r2', fromId: 'cosn-shelter', toId: 'iste', kind: 'MEMBER_OF' })
    persistRecordSources(em, 'Organization', [{ id: 'scoe-shelter', sources: ['scoe-news-story'] }])
    const claim = {
      subjectType: 'Organization',
      subject: 'scoe-shelter',
      path: 'location',
      basis: 'STATED',
      planned: false,
    } as const
    const silent = { normalized: null, source: null, locator: null, quote: null, note: null }
    persistProvenance(em, {
      claims: [
        { ...claim, ...silent, id: 'shelter-1', value: 'Sacramento' },
        { ...claim, ...silent, id: 'shelter-2', value: 'Elk Grove' },
      ],
      conflicts: [
        {
          id: 'shelter-conflict',
          subjectType: 'Organization',
          subject: 'scoe-shelter',
          path: 'location',
          status: 'OPEN',
          claims: ['shelter-1', 'shelter-2'],
          adopted: null,
          rationale: null,
        },
      ],
    })
  })
