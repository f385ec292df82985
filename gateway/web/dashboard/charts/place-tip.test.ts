import { describe, expect, it } from 'vitest'
import { placeTip } from './place-tip.ts'

const tip = { width: 200, height: 80 }
const frame = { width: 600, height: 300 }

describe('the place of a tip', () => {
  it('is under what is pointed at', () => {
    expect(placeTip({ x: 300, y: 100 }, tip, frame)).toEqual({ x: 200, y: 114 })
  })

  it('is above where there is no room under it', () => {
    expect(placeTip({ x: 300, y: 280 }, tip, frame)).toEqual({ x: 200, y: 186 })
  })

  it('does not leave the frame at its sides', () => {
    expect(placeTip({ x: 4, y: 100 }, tip, frame).x).toBe(0)
    expect(placeTip({ x: 596, y: 100 }, tip, frame).x).toBe(400)
  })

  it('is beside a mark in a frame with room neither above nor below', () => {
    expect(placeTip({ x: 100, y: 50 }, tip, { width: 600, height: 100 })).toEqual({ x: 114, y: 10 })
  })

  it('begins at the upper left corner where it is larger than the frame', () => {
    expect(placeTip({ x: 50, y: 50 }, tip, { width: 100, height: 60 })).toEqual({ x: 0, y: 0 })
  })

  it('keeps off the outline of what is pointed at', () => {
    expect(placeTip({ x: 300, y: 100, reach: 30 }, tip, frame)).toEqual({ x: 200, y: 144 })
  })
})
