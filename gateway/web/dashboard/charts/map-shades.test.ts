import { describe, expect, it } from 'vitest'
import { shadeOf, shadesOf, shadeWords } from './map-shades.ts'

describe('the shades of a map', () => {
  it('are one for each number as long as there are four', () => {
    expect(shadesOf([1, 1, 2]).map(shadeWords)).toEqual(['1', '2'])
    expect(shadesOf([4]).map(shadeWords)).toEqual(['1', '2', '3', '4'])
  })

  it('are four steps that grow for larger numbers', () => {
    expect(shadesOf([3, 1, 81]).map(shadeWords)).toEqual(['1–3', '4–9', '10–27', '28–81'])
  })

  it('leave no number between two steps', () => {
    expect(shadesOf([6]).map(shadeWords)).toEqual(['1–2', '3–4', '5–6'])
  })

  it('are none where nothing is counted', () => {
    expect(shadesOf([])).toEqual([])
  })

  it('give each count the step that the legend says', () => {
    const shades = shadesOf([81])

    expect([1, 4, 9, 10, 81].map(count => shadeOf(shades, count))).toEqual([1, 2, 2, 3, 4])
  })
})
