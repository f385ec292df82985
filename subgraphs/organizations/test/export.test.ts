import type { Viewer } from '@exchange-network/kit/access/viewer'
import { identityHeader } from '@exchange-network/kit/identity/claims'
import { signIdentity } from '@exchange-network/kit/identity/sign'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addHiddenOrganizations } from './hidden-organizations.ts'
import { created, startWritingWorld, writer } from './writing-world.ts'

const scoe = writer('scoe')

const send = async (world: TestSubgraph, method: 'GET' | 'POST', path: string, viewer: Viewer, body = '') => {
  const purpose = { issuer: 'gateway', audience: 'organizations', target: `${method} ${path}`, body, viewer }
  const response = await fetch(new URL(path, world.url), {
    method,
    headers: {
      [identityHeader]: signIdentity({ ...purpose, keys: world.keys }),
      ...(method === 'POST' && { 'content-type': 'text/csv' }),
    },
    ...(method === 'POST' && { body }),
  })
  return { status: response.status, text: await response.text() }
}

const exported = async (world: TestSubgraph, viewer: Viewer) =>
  (await send(world, 'GET', '/exports/organizations.csv', viewer)).text

const idsIn = (csv: string) => [...csv.matchAll(/^\uFEFF?([a-z0-9-]+),/gm)].map(([, id]) => id).slice(1)

describe('The export of organizations', () => {
  it('comes back as an import that changes nothing', async () => {
    await using world = await startWritingWorld()
    await addHiddenOrganizations(world.database)
    await created(world, '=Delta "Hosts", Inc.', scoe, {
      names: [
        { value: 'Old; Delta | Hosts', kind: 'FORMER' },
        { value: 'Delta as printed', kind: 'AS_PRINTED' },
        { value: 'DH', kind: 'ACRONYM' },
      ],
      description: '- Hosts,\nand friends.',
      url: 'https://delta.example.org/?a=1&b=2',
      locationId: 'US-GA',
      serviceAreaIds: ['005', 'GE', 'x-scandinavia'],
      enrollment: { value: 1234, bound: 'AT_LEAST', label: 'at least some 1234' },
      visibility: 'PARTNER',
    })

    const csv = await exported(world, scoe)
    const path = '/imports/organizations?dryRun=true'
    const { status, text } = await send(world, 'POST', path, scoe, csv)

    expect(status).toBe(200)
    expect(JSON.parse(text).report).toMatchObject({
      rowsRead: 23,
      created: 0,
      updated: 0,
      unchanged: 23,
      rejected: 0,
      issues: [],
    })
  })

  it('holds what exists for the viewer and nothing else', async () => {
    await using world = await startWritingWorld()
    const open = idsIn(await exported(world, viewerWith({})))
    await addHiddenOrganizations(world.database)

    const seenBy = async (viewer: Viewer) =>
      idsIn(await exported(world, viewer)).filter(id => id !== undefined && !open.includes(id))

    expect(open).toHaveLength(19)
    expect(await seenBy(viewerWith({}))).toEqual(['cosn-shelter-desk'])
    expect(await seenBy(viewerWith({ organization: 'scoe' }))).toEqual([
      'cosn-shelter-desk',
      'network-office',
      'scoe-partner-office',
    ])
    expect(await exported(world, viewerWith({}))).not.toMatch(/Hidden|cosn-shelter,/)
  })
})

describe('POST /imports/organizations', () => {
  it('needs both scopes', async () => {
    await using world = await startWritingWorld()
    const viewer = viewerWith({ organization: 'scoe', scopes: ['import:run'] })

    const { status, text } = await send(world, 'POST', '/imports/organizations', viewer, 'name\nDelta\n')

    expect(status).toBe(403)
    expect(JSON.parse(text).errors[0].extensions.code).toBe('FORBIDDEN')
  })
})
