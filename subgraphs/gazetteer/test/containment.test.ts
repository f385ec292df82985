import { describe, expect, it } from 'vitest'
import { isWithin, placesAround, placesWithin, possibleRegionsOf, possiblyWithin } from '../containment.ts'
import { allPlaces, placeById } from '../places.ts'

describe('placesWithin', () => {
  it('starts with the place itself', () => {
    expect(placesWithin('GB')[0]).toBe('GB')
  })

  it('finds London, Scotland and Edinburgh in the United Kingdom', () => {
    expect(placesWithin('GB')).toEqual(expect.arrayContaining(['GBLON', 'GB-SCT', 'GBEDI']))
  })

  it('finds London in Europe', () => {
    expect(placesWithin('150')).toContain('GBLON')
  })

  it('finds Argentina and Uruguay in South America, in Latin America and in the Americas', () => {
    expect(placesWithin('005')).toEqual(expect.arrayContaining(['AR', 'UY']))
    expect(placesWithin('419')).toEqual(expect.arrayContaining(['005', 'AR', 'UY']))
    expect(placesWithin('019')).toEqual(expect.arrayContaining(['005', '419', 'AR', 'UY']))
  })

  it('does not expand Scandinavia to countries', () => {
    expect(placesWithin('x-scandinavia')).toEqual(['x-scandinavia'])
  })

  it('does not find Scandinavia in Denmark, but in Europe', () => {
    expect(placesWithin('DK')).not.toContain('x-scandinavia')
    expect(placesWithin('150')).toContain('x-scandinavia')
  })

  it('takes any code', () => {
    expect(placesWithin('gbr')).toBe(placesWithin('GB'))
  })

  it('is empty for an unknown code', () => {
    expect(placesWithin('ZZ')).toEqual([])
  })
})

describe('placesAround', () => {
  it('climbs from a city to its continent', () => {
    expect(placesAround('USSAC')).toEqual(['USSAC', 'US-CA', 'US', '021', '019'])
  })

  it('passes both regions that hold South America', () => {
    expect(placesAround('AR')).toEqual(['AR', '005', '419', '019'])
  })

  it('is the mirror of placesWithin for every place', () => {
    const pairs = allPlaces.flatMap(({ code }) => placesAround(code).map(outer => `${code} in ${outer}`))
    const mirrored = allPlaces.flatMap(({ code }) => placesWithin(code).map(inner => `${inner} in ${code}`))

    expect(pairs.toSorted()).toEqual(mirrored.toSorted())
  })
})

describe('isWithin', () => {
  it('takes any codes of both places', () => {
    expect(isWithin('GB LON', 'GBR')).toBe(true)
  })

  it('denies what is outside, unknown or only possible', () => {
    expect([
      isWithin('GBLON', 'FR'),
      isWithin('ZZ', 'FR'),
      isWithin('FR', 'ZZ'),
      isWithin('DK', 'x-scandinavia'),
    ]).toEqual([false, false, false, false])
  })
})

describe('possible matches', () => {
  it.each(['DK', 'DKCPH', 'NO', 'SE', 'FI'])('holds %s possible in Scandinavia', code => {
    expect(possibleRegionsOf(code)).toEqual(['x-scandinavia'])
  })

  it.each(['IS', 'DE', '154', 'ZZ'])('does not hold %s possible in Scandinavia', code => {
    expect(possibleRegionsOf(code)).toEqual([])
  })

  it.each(['DK', 'DKCPH', '154'])('holds Scandinavia possible in %s', code => {
    expect(possiblyWithin(code)).toEqual(['x-scandinavia'])
  })

  it.each(['150', 'DE', 'ZZ'])('has nothing only possible in %s', code => {
    expect(possiblyWithin(code)).toEqual([])
  })

  it('holds all of Denmark, Finland, Norway and Sweden possible in Scandinavia', () => {
    const possible = possiblyWithin('x-scandinavia')

    expect(possible).toEqual(expect.arrayContaining(['DK', 'DKCPH', 'FI', 'NO', 'NOOSL', 'SE']))
    expect(new Set(possible.map(code => placeById(code)?.country))).toEqual(new Set(['DK', 'FI', 'NO', 'SE']))
  })
})

describe('members', () => {
  it('lists the countries and areas of a region as certain', () => {
    expect(placeById('143')?.members).toEqual([
      { code: 'KG', certainty: 'CERTAIN' },
      { code: 'KZ', certainty: 'CERTAIN' },
      { code: 'TJ', certainty: 'CERTAIN' },
      { code: 'TM', certainty: 'CERTAIN' },
      { code: 'UZ', certainty: 'CERTAIN' },
    ])
  })

  it('counts the countries and areas of a region of regions once', () => {
    expect(placeById('419')?.members).toHaveLength(52)
    expect(placeById('019')?.members).toHaveLength(57)
  })

  it('is empty for a country', () => {
    expect(placeById('GB')?.members).toEqual([])
  })
})
