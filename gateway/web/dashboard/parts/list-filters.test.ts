import { describe, expect, it } from 'vitest'
import { readAddress } from '../address.ts'
import { orderOf } from './list/sort-heading.tsx'
import { organizationFilter } from './organization/organization-filter.ts'
import { participationsFilter, personFilter } from './person/person-filter.ts'

const at = (path: string) => {
  const url = new URL(path, 'http://network.example')
  const address = readAddress(url.pathname, url.search)
  if (!address) throw new Error(`"${path}" is no page.`)
  return address
}

describe('the filter of organizations', () => {
  it('is what the address says of kind and seat', () => {
    expect(organizationFilter(at('/organizations?is=SCHOOL_DISTRICT&in=US-CA'))).toEqual({
      kinds: ['SCHOOL_DISTRICT'],
      locatedIn: ['US-CA'],
    })
  })

  it('leaves out a kind that there is not, so that nothing wrong is asked', () => {
    expect(organizationFilter(at('/organizations?is=CASTLE'))).toBeNull()
  })
})

describe('the filter of people', () => {
  it('chooses people by organization and title, and their programs by the other filters', () => {
    const address = at('/people?organization=scoe&title=director&from=PH')

    expect(personFilter(address)).toEqual({ organizations: ['scoe'], titleContains: 'director' })
    expect(participationsFilter(address)).toEqual({ programs: { originIn: ['PH'] } })
  })
})

describe('the order of a list', () => {
  it('is the one of the address, and the usual one where that is none', () => {
    const usual = { field: 'NAME', direction: 'ASC' } as const

    expect(orderOf(at('/people?sort=-UPDATED_AT'), ['NAME', 'UPDATED_AT'], usual)).toEqual({
      field: 'UPDATED_AT',
      direction: 'DESC',
    })
    expect(orderOf(at('/people?sort=SHOE_SIZE'), ['NAME', 'UPDATED_AT'], usual)).toEqual(usual)
  })
})
