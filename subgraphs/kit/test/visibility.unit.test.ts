import { describe, expect, it } from 'vitest'
import { anonymous } from '../access/viewer.ts'
import { isVisible, type RowRights, type Visibility } from '../access/visibility.ts'
import { viewerWith } from '../testing/test-subgraph.ts'

const sensitive = ['participant:sensitive']
const rights = {
  anonymous: { viewer: anonymous, organizations: [] },
  loner: { viewer: viewerWith({ scopes: sensitive }), organizations: [] },
  member: { viewer: viewerWith({ organization: 'cosn' }), organizations: ['cosn'] },
  steward: { viewer: viewerWith({ organization: 'scoe' }), organizations: ['scoe', 'scoe-reentry-program'] },
  trusted: {
    viewer: viewerWith({ organization: 'scoe', scopes: sensitive }),
    organizations: ['scoe', 'scoe-reentry-program'],
  },
} satisfies Record<string, RowRights>

describe('a row of scoe, or of a unit of it', () => {
  it.each<[Visibility, (keyof typeof rights)[]]>([
    ['PUBLIC', ['anonymous', 'loner', 'member', 'steward', 'trusted']],
    ['NETWORK', ['member', 'steward', 'trusted']],
    ['PARTNER', ['steward', 'trusted']],
    ['RESTRICTED', ['trusted']],
  ])('that is %s exists for %j', (visibility, expected) => {
    const seenBy = (steward: string) =>
      Object.entries(rights).flatMap(([name, right]) => (isVisible({ visibility, steward }, right) ? [name] : []))

    expect(seenBy('scoe')).toEqual(expected)
    expect(seenBy('scoe-reentry-program')).toEqual(expected)
  })

  it('that nobody stewards exists for nobody once it is PARTNER or RESTRICTED', () => {
    expect(isVisible({ visibility: 'PARTNER', steward: null }, rights.trusted)).toBe(false)
    expect(isVisible({ visibility: 'RESTRICTED', steward: null }, rights.trusted)).toBe(false)
  })
})
