import { readFileSync } from 'node:fs'
import countries from 'i18n-iso-countries'
import { describe, expect, it } from 'vitest'
import { arcPath } from './map-arc.ts'
import { type MapPart, mapParts, ratioOf, viewOf } from './map-view.ts'
import { smallPlaces } from './small-places.ts'
import { drawWorld, middleOf, type WorldTopology, worldHeight, worldWidth } from './world.ts'

const file = new URL(import.meta.resolve('world-atlas/countries-110m.json'))
const world = drawWorld(JSON.parse(readFileSync(file, 'utf8')) as WorldTopology)
/** Without inhabitants; and the number that some lists give Kosovo, which has none. */
const nobodysOrigin = ['983', '010', '239', '260', '334', '074', '581', '086']
const numbers = Object.keys(countries.getNumericCodes()).filter(number => !nobodysOrigin.includes(number))

const isOnMap = (key: string): boolean => {
  const [x, y] = middleOf(world, key) ?? [-1, -1]
  return x >= 0 && x <= worldWidth && y >= 0 && y <= worldHeight
}

describe('the map of the world', () => {
  it('has a place for every country and area that people come from', () => {
    expect(numbers.filter(number => !isOnMap(number))).toEqual([])
    expect(numbers.length).toBeGreaterThan(240)
  })

  it('has Kosovo, which has no number', () => {
    expect(isOnMap('XK')).toBe(true)
  })

  it('says no place twice', () => {
    expect(Object.keys(smallPlaces).filter(number => world.byKey.has(number))).toEqual([])
  })

  it('marks France in Europe and not between it and French Guiana', () => {
    const [x, y] = middleOf(world, '250') ?? [0, 0]
    const [west, north] = world.project(-5, 51)
    const [east, south] = world.project(8, 42)

    expect(x > west && x < east && y > north && y < south).toBe(true)
  })

  it('draws no line across the date line', () => {
    const jumps = world.outlines.filter(({ d }) => widestStep(d) > worldWidth / 4)

    expect(jumps.map(({ key }) => key)).toEqual([])
  })

  it('knows nothing of a number that nobody has', () => {
    expect(middleOf(world, '999')).toBeNull()
  })
})

/** The widest step from one point of a path to the next. */
const widestStep = (d: string): number =>
  Math.max(
    ...d.split('M').flatMap(part => {
      const xs = [...part.matchAll(/(-?[\d.]+),/g)].map(([, x]) => Number(x))
      return xs.slice(1).map((x, at) => Math.abs(x - (xs[at] ?? x)))
    }),
    0,
  )

describe('a part of the map', () => {
  const shown: readonly (readonly [MapPart, readonly string[]])[] = [
    ['Africa', ['012', '710', '706', '132']],
    ['Americas', ['124', '152', '308', '840']],
    ['Asia', ['376', '392', '360', '398']],
    ['Europe', ['352', '804', '470', '246']],
    ['Oceania', ['036', '554', '090', '882']],
  ]

  it.each(shown)('%s shows its countries', (part, keys) => {
    const { x, y, width, height } = viewOf(world, part, ratioOf(part, 1200))

    const outside = keys.filter(key => {
      const [placeX, placeY] = middleOf(world, key) ?? [-1, -1]
      return placeX < x || placeX > x + width || placeY < y || placeY > y + height
    })

    expect(outside).toEqual([])
  })

  it('has the proportions of its frame', () => {
    const { width, height } = viewOf(world, 'Europe', ratioOf('Europe', 358))

    expect(width / height).toBeCloseTo(1.1)
    expect(Object.keys(mapParts)[0]).toBe('World')
  })
})

describe('an arc', () => {
  it('is a flat curve that stays on the map', () => {
    expect(arcPath([100, 100], [300, 100])).toBe('M100,100Q200,64 300,100')
    expect(arcPath([100, 10], [900, 10])).toBe('M100,10Q500,4 900,10')
  })
})
