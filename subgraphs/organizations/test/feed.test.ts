import { startTestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { OrganizationRelationship } from '../entities/organization-relationship.ts'
import { recordRelationship } from '../store/record-organization.ts'
import { organizations } from '../subgraph.ts'
import { addHiddenOrganizations } from './hidden-organizations.ts'

type Change = { id: string; fields?: unknown }

describe('the change feed', () => {
  it('tells slug, name, parent and memberships of every organization', async () => {
    await using world = await startTestSubgraph(organizations)

    const { changes } = await world.changes()

    expect(changes).toHaveLength(19)
    expect(changes.find(({ id }: Change) => id === 'scoe-reentry-program')).toMatchObject({
      type: 'Organization',
      version: 1,
      deleted: false,
      visibility: 'PUBLIC',
      fields: { slug: 'scoe-reentry-program', name: 'SCOE Reentry Program', parent: 'scoe', memberOf: [] },
    })
  })

  it('tells nothing of protected organizations but the parent, which acts for them', async () => {
    await using world = await startTestSubgraph(organizations)
    const { next } = await world.changes()
    await addHiddenOrganizations(world.database)

    const { changes } = await world.changes(`since=${encodeURIComponent(next)}`)

    const fieldsOf = (id: string) => changes.find((change: Change) => change.id === id)?.fields
    expect(changes).toHaveLength(6)
    expect(fieldsOf('network-office')).toMatchObject({ slug: 'network-office', parent: null })
    expect(fieldsOf('scoe-partner-office')).toEqual({ parent: 'scoe' })
    expect(fieldsOf('scoe-shelter')).toEqual({ parent: 'scoe' })
    expect(fieldsOf('cosn-shelter')).toEqual({ parent: 'cosn' })
  })

  it('tells of a membership that begins and ends', async () => {
    await using world = await startTestSubgraph(organizations)
    const { next } = await world.changes()
    await world.database.write(async em =>
      recordRelationship(em, { id: 'm', fromId: 'iste', toId: 'cosn', kind: 'MEMBER_OF' }),
    )
    const begun = await world.changes(`since=${encodeURIComponent(next)}`)
    await world.database.write(async em => {
      const membership = await em.findOneOrFail(OrganizationRelationship, { id: 'm' })
      membership.endDate = { edtf: '2024', inferred: false, label: null }
    })

    const ended = await world.changes(`since=${encodeURIComponent(begun.next)}`)

    expect(begun.changes).toMatchObject([{ id: 'iste', fields: { memberOf: ['cosn'] } }])
    expect(ended.changes).toMatchObject([{ id: 'iste', fields: { memberOf: [] } }])
  })
})
