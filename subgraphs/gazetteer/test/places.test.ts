import { iso31661, iso31662 } from 'iso-3166'
import { describe, expect, it } from 'vitest'
import { allPlaces, bureauOf, continentOf, countryOf, nameOf, placeById, placesByName } from '../places.ts'

describe('placeById', () => {
  it.each(['MM', 'mm', 'MMR', 'mmr', '104', ' MM '])('finds Burma by "%s"', code => {
    expect(placeById(code)?.code).toBe('MM')
  })

  it.each(['GBLON', 'gblon', 'GB LON'])('finds London by "%s"', code => {
    expect(placeById(code)?.code).toBe('GBLON')
  })

  it.each(['X-Scandinavia', 'x-scandinavia'])('finds Scandinavia by "%s"', code => {
    expect(placeById(code)?.code).toBe('x-scandinavia')
  })

  it('finds one place by both of its codes where ISO codes it twice', () => {
    expect(placeById('US-PR')).toBe(placeById('PR'))
  })

  it.each(['', 'Burma', 'ZZ', '4', 'GB-ZZZ', '__proto__'])('finds nothing by "%s"', code => {
    expect(placeById(code)).toBeNull()
  })

  it('finds every country and area of ISO 3166-1 by its three codes', () => {
    const found = iso31661.map(({ alpha2, alpha3, numeric }) =>
      [alpha2, alpha3, numeric].map(code => placeById(code)?.code),
    )

    expect(found).toEqual(iso31661.map(({ alpha2 }) => [alpha2, alpha2, alpha2]))
  })

  it('finds every subdivision of ISO 3166-2', () => {
    expect(iso31662.filter(({ code }) => placeById(code) === null)).toEqual([])
  })
})

describe('placesByName', () => {
  it.each([
    ['Burma', ['MM']],
    ['Myanmar', ['MM']],
    ['VIET NAM', ['VN']],
    ['palestine, state of', ['PS']],
    ['turkiye', ['TR']],
    ["Cote d'Ivoire", ['CI']],
    ['Ivory Coast', ['CI']],
    ['Scandinavia', ['x-scandinavia']],
    ['Puerto Rico', ['PR']],
    ['London', ['GBLON']],
    ['Georgia', ['GE', 'US-GA']],
    ['Congo', ['CD', 'CG']],
    ['Burm', []],
    ['MM', []],
  ])('finds "%s" as %j', (name, codes) => {
    expect(placesByName(name).map(place => place.code)).toEqual(codes)
  })
})

describe('nameOf', () => {
  it('uses the wording of the State Department unless told otherwise', () => {
    expect(nameOf('MM')).toBe('Burma')
  })

  it('falls back to the common name where the authority has none', () => {
    expect(nameOf('GBLON', 'ISO_3166')).toBe('London')
    expect(nameOf('XK', 'UN_M49')).toBe('Kosovo')
  })

  it('gives an unknown code back', () => {
    expect(nameOf('ZZ')).toBe('ZZ')
  })
})

describe('surroundings of a place', () => {
  it('finds the country of a city by way of its state', () => {
    expect(countryOf('USSAC')).toBe('US')
  })

  it('finds no country and no bureau for a region', () => {
    expect(countryOf('005')).toBeNull()
    expect(bureauOf('005')).toBeNull()
  })

  it('finds the continent of a region of a region', () => {
    expect(continentOf('AR')).toBe('019')
    expect(continentOf('019')).toBe('019')
  })

  it('finds the bureau of a city by way of its country', () => {
    expect(bureauOf('FRPAR')).toBe('EUR')
  })

  it('finds no bureau for the United States and its territories', () => {
    expect(['US', 'PR', 'GU', 'AS', 'MP', 'VI', 'UM'].map(bureauOf)).toEqual([null, null, null, null, null, null, null])
  })
})

describe('allPlaces', () => {
  it('starts with the names that come first, whatever their accents', () => {
    const names = allPlaces.filter(({ kind }) => kind === 'COUNTRY_OR_AREA').map(place => nameOf(place))

    expect(names.slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania'])
    expect(names.at(-1)).toBe('Zimbabwe')
  })

  it('counts every code once', () => {
    expect(new Set(allPlaces.map(({ code }) => code)).size).toBe(allPlaces.length)
  })

  it('gives every country and area but Antarctica one of the five continents', () => {
    const countries = allPlaces.filter(({ kind }) => kind === 'COUNTRY_OR_AREA')

    expect(countries.filter(({ continent }) => continent === null).map(({ code }) => code)).toEqual(['AQ'])
    expect(
      Object.fromEntries(
        Object.entries(Object.groupBy(countries, ({ continent }) => continent ?? '-')).map(([continent, places]) => [
          continent,
          places?.length,
        ]),
      ),
    ).toEqual({ '002': 60, '009': 29, '019': 57, '142': 51, '150': 52, '-': 1 })
  })
})
