import type { Viewer } from '@exchange-network/kit/access/viewer'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPeopleWorld } from './support/people-world.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { recordStaff } from './support/staff.ts'
import { viewers } from './support/viewers.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startPeopleWorld(async em => {
    projectOrganizations(em, [
      { id: 'open-school' },
      { id: 'network-office', visibility: 'NETWORK' },
      { id: 'partner-office', visibility: 'PARTNER' },
      { id: 'shelter', visibility: 'RESTRICTED' },
    ])
    recordStaff(em, { id: 'p-hedman', givenName: 'Hal', familyName: 'Hedman' }, [
      {
        id: 'a-1',
        organizationId: 'open-school',
        label: 'Open School',
        attested: { edtf: '2019', inferred: false, label: null },
      },
      { id: 'a-2', organizationId: 'network-office', label: 'Office in the printed words' },
      { id: 'a-3', organizationId: 'partner-office', label: 'Partner office' },
      { id: 'a-4', organizationId: 'shelter', label: 'A shelter' },
      { id: 'a-5', organizationId: 'not-told-yet', label: 'Not told yet' },
      { id: 'a-6', organizationId: null, label: 'Not recorded' },
    ])
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const positionsFor = async (viewer: Viewer) => {
  const { data, errors } = await world.query(
    '{ person(id: "p-hedman") { affiliations { label organization { id } } } }',
    {},
    viewer,
  )
  expect(errors).toBeUndefined()
  return data.person.affiliations.map(
    ({ label, organization }: { label: string; organization: { id: string } | null }) => [
      label,
      organization?.id ?? null,
    ],
  )
}

describe('A position in an organization', () => {
  it('that is hidden from the viewer does not exist, and its printed label with it', async () => {
    expect(await positionsFor(viewers.anonymous)).toEqual([
      ['Open School', 'open-school'],
      ['Not told yet', 'not-told-yet'],
      ['Not recorded', null],
    ])
  })

  it('exists for those who may see the organization', async () => {
    expect(await positionsFor(viewerWith({ organization: 'partner-office' }))).toEqual([
      ['Open School', 'open-school'],
      ['Office in the printed words', 'network-office'],
      ['Partner office', 'partner-office'],
      ['Not told yet', 'not-told-yet'],
      ['Not recorded', null],
    ])
  })
})
