import { describe, expect, it } from 'vitest'
import { nextSorting, sortedRows } from './sorted-rows.ts'

const table = {
  name: 't',
  columns: ['n', 't'],
  rows: [
    [10, 'b'],
    [null, 'A'],
    [9, 'é'],
    [2, 'item 10'],
    [2, 'item 9'],
  ],
}

describe('sorted rows', () => {
  it('puts numbers in the order of numbers, what is missing last', () => {
    expect(sortedRows(table, { column: 0, direction: 'ascending' }).map(([n]) => n)).toEqual([2, 2, 9, 10, null])
    expect(sortedRows(table, { column: 0, direction: 'descending' }).map(([n]) => n)).toEqual([10, 9, 2, 2, null])
  })

  it('puts texts in the order of a dictionary, numbers in them counted', () => {
    expect(sortedRows(table, { column: 1, direction: 'ascending' }).map(([, t]) => t)).toEqual([
      'A',
      'b',
      'é',
      'item 9',
      'item 10',
    ])
  })

  it('goes up, down and back to the order of the answer as a heading is pressed', () => {
    const up = nextSorting(null, 1)
    const down = nextSorting(up, 1)

    expect([up?.direction, down?.direction, nextSorting(down, 1)]).toEqual(['ascending', 'descending', null])
    expect(nextSorting(down, 0)).toEqual({ column: 0, direction: 'ascending' })
  })
})
