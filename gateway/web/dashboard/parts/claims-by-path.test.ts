import { describe, expect, it } from 'vitest'
import { type ClaimShown, claimsByPath, claimsOn } from './claims-by-path.ts'

const claim = (id: string, path: string, normalized: string | null): ClaimShown => ({
  id,
  path,
  normalized,
  value: 'as printed',
  basis: 'STATED',
  planned: false,
  locator: null,
  quote: null,
  note: null,
  supersededAt: null,
  source: null,
})

const claims = [
  claim('one', 'roles.HOST', 'scoe'),
  claim('two', 'dates', '2024-11-08'),
  claim('three', 'roles.HOST', 'cosn'),
  claim('four', 'roles.HOST', null),
]

describe('claims on a record', () => {
  it('stand together by field, in the order in which fields first come up', () => {
    const byPath = [...claimsByPath(claims)].map(([path, said]) => [path, said.map(({ id }) => id)])

    expect(byPath).toEqual([
      ['roles.HOST', ['one', 'three', 'four']],
      ['dates', ['two']],
    ])
  })

  it('count for one value of a field with many when they say it, or say nothing that can be compared', () => {
    expect(claimsOn(claims, 'roles.HOST', 'scoe').map(({ id }) => id)).toEqual(['one', 'four'])
  })
})
