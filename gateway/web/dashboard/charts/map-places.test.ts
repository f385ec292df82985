import { describe, expect, it } from 'vitest'
import { readAddress } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { mapContent, placeWords } from './map-places.ts'
import { worldMapTable } from './map-table.ts'

const origins = (
  ...rows: readonly (readonly [string, string | null, readonly string[]])[]
): DataOf<'visitor-origins'> => ({
  originMatrix: rows.map(([label, code, programs]) => ({
    label,
    delegates: null,
    coordinatorKnown: false,
    place: code === null ? null : { ...placeOf(code), bureau: null, continent: null },
    coordinator: null,
    hosts: [],
    first: null,
    latest: null,
    programs: programs.map(slug => ({ slug, title: slug, sources: [] })),
  })),
})

const names: Readonly<Record<string, { name: string; unName: string; m49: string }>> = {
  PH: { name: 'Philippines', unName: 'Philippines', m49: '608' },
  MM: { name: 'Burma', unName: 'Myanmar', m49: '104' },
  GB: { name: 'United Kingdom', unName: 'United Kingdom of Great Britain and Northern Ireland', m49: '826' },
  SG: { name: 'Singapore', unName: 'Singapore', m49: '702' },
}

const placeOf = (code: string) => ({ kind: 'COUNTRY_OR_AREA' as const, code, alpha2: code, ...names[code]! })

type Held = {
  slug: string
  status?: 'HELD' | 'ANNOUNCED'
  year: string
  places: readonly (readonly [string, string])[]
}

const destinations = (...programs: readonly Held[]): DataOf<'delegation-destinations'> => ({
  programs: {
    totalCount: programs.length,
    pageInfo: { hasNextPage: false, endCursor: null },
    edges: programs.map(({ slug, status = 'HELD', year, places }) => ({
      node: {
        slug,
        title: slug,
        status,
        dates: { edtf: year },
        sources: [],
        places: places.map(([label, code]) => ({ label, place: destinationOf(label, code) })),
      },
    })),
  },
})

const destinationOf = (label: string, code: string) =>
  code.startsWith('x-')
    ? { code, kind: 'INFORMAL_REGION' as const, m49: null, name: label, country: null }
    : { code: `${code}-part`, kind: 'CITY' as const, m49: null, name: label, country: placeOf(code) }

const overview = readAddress('/', '')!

describe('what a map shows', () => {
  it('counts each program once for a place, however many coordinators and spellings there are', () => {
    const answer = origins(['Philippines', 'PH', ['digital-age', 'reentry']], ['the Philippines', 'PH', ['reentry']])

    const { places } = mapContent(answer, null, overview)

    expect(places).toHaveLength(1)
    expect(places[0]).toMatchObject({ key: '608', count: 2, printed: ['Philippines', 'the Philippines'] })
  })

  it('says what the United Nations write where that is another name', () => {
    const { places } = mapContent(origins(['Burma', 'MM', ['digital-age']]), null, overview)

    expect(places[0]).toMatchObject({ name: 'Burma', unName: 'Myanmar' })
  })

  it('shows cities and parts of a country as that country, with what is printed', () => {
    const answer = destinations(
      { slug: 'london-paris', year: '2011', places: [['London', 'GB']] },
      { slug: 'scotland', year: '2009', places: [['Scotland', 'GB']] },
    )

    const { places } = mapContent(null, answer, overview)

    expect(places).toHaveLength(1)
    expect(places[0]).toMatchObject({ code: 'GB', count: 2, printed: ['London', 'Scotland'], when: ['2011', '2009'] })
  })

  it('never spreads a region over countries', () => {
    const answer = destinations({ slug: 'scandinavia', year: '2007', places: [['Scandinavia', 'x-scandinavia']] })

    const { places, regions } = mapContent(null, answer, overview)

    expect(places).toEqual([])
    expect(regions[0]).toMatchObject({
      name: 'Scandinavia',
      count: 1,
      href: '/?to=x-scandinavia',
      reading: 'A region without fixed members: no source says which countries.',
    })
  })

  it('tells what is only announced from what took place', () => {
    const answer = destinations({ slug: 'singapore', status: 'ANNOUNCED', year: '2015', places: [['Singapore', 'SG']] })

    const { places } = mapContent(null, answer, overview)

    expect(places[0]?.isAnnouncedOnly).toBe(true)
    expect(placeWords(places[0]!)).toBe('Singapore: 1 program, a delegation announced only')
  })

  it('keeps an origin whose place is away, without a link', () => {
    const { regions } = mapContent(origins(['Grenada', null, ['digital-age']]), null, overview)

    expect(regions[0]).toMatchObject({ name: 'Grenada', href: null })
  })

  it('filters by a place, and takes the filter of the chosen one away', () => {
    const address = readAddress('/', '?from=MM&topic=ict')!
    const answer = origins(['Burma', 'MM', ['digital-age']], ['Philippines', 'PH', ['digital-age']])

    const { places } = mapContent(answer, null, address)

    expect(places.map(({ href, isSelected }) => [href, isSelected])).toEqual([
      ['/?topic=ict', true],
      ['/?from=PH&topic=ict', false],
    ])
    expect(placeWords(places[0]!)).toBe('Burma: 1 program, visitors from here, filter in use')
  })

  it('says the same as a table, regions among the rest', () => {
    const went = destinations({ slug: 'scandinavia', year: '2007', places: [['Scandinavia', 'x-scandinavia']] })

    const { rows } = worldMapTable(mapContent(origins(['Burma', 'MM', ['digital-age']]), went, overview))

    expect(rows).toEqual([
      ['Burma', 'visitors from', 1, 'Burma', '', 'Myanmar at the United Nations'],
      [
        'Scandinavia',
        'delegations to',
        1,
        'Scandinavia',
        '2007',
        'A region without fixed members: no source says which countries.',
      ],
    ])
  })
})
