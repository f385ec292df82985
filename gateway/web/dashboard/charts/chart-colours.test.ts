import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (file: string): string => readFileSync(new URL(`../styles/${file}`, import.meta.url), 'utf8')

/** Colours by the name of their property, as pairs: light, dark. */
const coloursOf = (css: string): ReadonlyMap<string, readonly [string, string]> =>
  new Map(
    [...css.matchAll(/(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
      name,
      [light, dark],
    ]),
  )

const chart = coloursOf(read('charts.css'))
const card = coloursOf(read('tokens.css')).get('--card')!

/** WCAG 2.2: relative luminance. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** What is only the ground under the figures. */
const ground = ['--chart-land', '--chart-graticule']
const figures = [...chart].filter(([name]) => !ground.includes(name))

describe('the colours of the charts', () => {
  it.each(figures)('%s stands out from the card, light and dark', (_name, [light, dark]) => {
    expect(contrast(light, card[0])).toBeGreaterThanOrEqual(3)
    expect(contrast(dark, card[1])).toBeGreaterThanOrEqual(3)
  })

  it.each([0, 1])('go from few to many in steps that can be told apart (theme %i)', theme => {
    const shades = [1, 2, 3, 4].map(step => contrast(chart.get(`--chart-shade-${step}`)?.[theme] ?? '', card[theme]!))

    const ratios = shades.slice(1).map((shade, at) => shade / (shades[at] ?? shade))
    expect(Math.min(...ratios)).toBeGreaterThan(1.35)
  })

  it('tell places with figures from land without', () => {
    const land = chart.get('--chart-land')!

    expect(contrast(chart.get('--chart-shade-1')![0], land[0])).toBeGreaterThan(2.2)
    expect(contrast(chart.get('--chart-shade-1')![1], land[1])).toBeGreaterThan(2.2)
  })
})
