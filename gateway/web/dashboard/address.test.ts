import { describe, expect, it } from 'vitest'
import { type Address, linkTo, linkWith, readAddress } from './address.ts'

const reading = (path: string): Address | null => {
  const url = new URL(path, 'http://dashboard.test')
  return readAddress(url.pathname, url.search)
}

describe('an address', () => {
  it('says the page, the record and the query', () => {
    expect(reading('/programs/education-in-the-digital-age-ii?from=PH&q=a%20b')).toEqual({
      page: '/programs/:slug',
      id: 'education-in-the-digital-age-ii',
      query: { from: 'PH', q: 'a b' },
    })
  })

  it('is the same page with and without a slash at its end', () => {
    expect(reading('/programs/')?.page).toBe('/programs')
    expect(reading('/')?.page).toBe('/')
  })

  it('is none for a path that no page has, or that cannot be read', () => {
    expect(reading('/nothing')).toBeNull()
    expect(reading('/programs/a/b')).toBeNull()
    expect(readAddress('/programs/%E0%A4', '')).toBeNull()
  })

  it('keeps an id as text, whatever it holds', () => {
    expect(reading('/places/%3Cscript%3E')?.id).toBe('<script>')
    expect(linkTo('/places/:code', '<script>"', null)).toBe('/places/%3Cscript%3E%22')
  })
})

describe('a link', () => {
  const filtered = reading('/programs?from=PH&kind=VISIT&sort=TITLE&after=c3&back=c1~c2&page=4&q=ties') as Address

  it('to another page takes the filters along, and neither the search nor the place in a list', () => {
    expect(linkTo('/people', null, filtered)).toBe('/people?from=PH&kind=VISIT')
  })

  it('with another filter leads to the start of the list', () => {
    expect(linkWith(filtered, { kind: 'DELEGATION' })).toBe('/programs?from=PH&kind=DELEGATION&sort=TITLE&q=ties')
    expect(linkWith(filtered, { sort: '-DATE' })).toBe('/programs?from=PH&kind=VISIT&sort=-DATE&q=ties')
  })

  it('with another search leaves the place in the list', () => {
    expect(linkWith(filtered, { q: null })).toBe('/programs?from=PH&kind=VISIT&sort=TITLE&after=c3&back=c1%7Ec2&page=4')
  })

  it('writes what is typed so that it is read again as typed', () => {
    const typed = `a&b=c#d "é" +%`
    const link = linkWith(filtered, { q: typed })

    expect(reading(link)?.query.q).toBe(typed)
  })
})
