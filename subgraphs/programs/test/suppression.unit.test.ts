import { describe, expect, it } from 'vitest'
import { tellable } from '../store/statistics/suppression.ts'

/** A table of one dimension: the numbers that may be told, in order, and null for the others. */
const line = (...numbers: readonly number[]) => {
  const cells = numbers.map((people, index) => ({ keys: [`value ${index}`], people }))
  const told = tellable(cells)
  return cells.map(cell => (told.has(cell) ? cell.people : null))
}

/** A table of two dimensions, row by row. */
const table = (...rows: readonly (readonly number[])[]) => {
  const cells = rows.map((row, y) => row.map((people, x) => ({ keys: [`row ${y}`, `column ${x}`], people })))
  const told = tellable(cells.flat())
  return cells.map(row => row.map(cell => (told.has(cell) ? cell.people : null)))
}

describe('A table of numbers of people', () => {
  it('is told whole when no number is below five', () => {
    expect(line(5, 6, 0, 700)).toEqual([5, 6, 0, 700])
    expect(table([5, 6], [7, 8])).toEqual([
      [5, 6],
      [7, 8],
    ])
  })

  it('withholds the next smallest with the only small one', () => {
    expect(line(9, 4, 6, 12)).toEqual([9, null, null, 12])
  })

  it('withholds several small ones alone when they are five or more together', () => {
    expect(line(9, 4, 1, 12)).toEqual([9, null, null, 12])
  })

  it('withholds one more when the small ones are fewer than five together', () => {
    expect(line(9, 1, 2, 12)).toEqual([null, null, null, 12])
  })

  it('takes none for known: a zero hides no other number', () => {
    expect(line(0, 3, 8)).toEqual([0, null, null])
  })

  it('withholds a number alone where there is no other', () => {
    expect(line(3)).toEqual([null])
  })

  it('closes the gaps in rows, in columns, and those that closing others opened', () => {
    expect(table([2, 20, 30], [20, 20, 30], [30, 30, 30])).toEqual([
      [null, null, 30],
      [null, null, 30],
      [30, 30, 30],
    ])
  })

  it('withholds the same of equal numbers, in whichever order they come', () => {
    const cells = ['c', 'a', 'b'].map(key => ({ keys: [key], people: key === 'c' ? 1 : 7 }))

    const told = [tellable(cells), tellable(cells.toReversed())].map(set => [...set].map(({ keys }) => keys))

    expect(told).toEqual([[['b']], [['b']]])
  })
})
