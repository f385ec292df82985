import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenPlaces, openPlaces } from './hostile-world.ts'
import { tryRow } from './row.ts'
import { topics } from './rows.ts'

// The table of `npm run audit:access`, which measures time and memory besides: on a busy machine these say nothing.
const tried = Object.entries(topics).flatMap(([topic, rows]) =>
  rows
    .filter(({ isLong }) => !isLong)
    .map(row => [`${topic}, ${row.name}: ${row.status} ${row.code ?? 'answered'}`, row] as const),
)

describe('the gateway in production answers as the table says', () => {
  let places: OpenPlaces
  beforeAll(() => {
    places = openPlaces()
  })
  afterAll(() => places[Symbol.asyncDispose]())

  it.each(tried)('%s', async (_, row) => {
    const place = await places.open(row.at ?? 'library')

    const { faults } = await tryRow(row, place)

    expect(faults).toEqual([])
    expect(place.isRunning()).toBe(true)
  })
})
