import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** The colour tokens, each as light and dark. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
)

/** WCAG 2.2, definition of relative luminance. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

const contrastOf = (front: string, back: string, theme: 'light' | 'dark'): number =>
  contrast(tokens.get(front)?.[theme] ?? '', tokens.get(back)?.[theme] ?? '')

const texts: readonly (readonly string[])[] = [
  ...['paper', 'card', 'sunken'].flatMap(back =>
    ['ink', 'ink-soft', 'accent', 'accent-strong', 'warm', 'good'].map(front => [front, back]),
  ),
  ['accent', 'accent-soft'],
  ['accent-strong', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['ink-soft', 'accent-soft'],
  ['ink', 'warm-soft'],
  ['warm', 'warm-soft'],
  ['good', 'good-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
]

const shapes: readonly (readonly string[])[] = ['paper', 'card', 'sunken'].flatMap(back =>
  ['line-strong', 'focus', 'accent', 'warm'].map(front => [front, back]),
)

describe.each(['light', 'dark'] as const)('the colours of the %s theme', theme => {
  it.each(texts)('show text in "%s" on "%s" with a contrast of 4.5 at least', (front = '', back = '') => {
    expect(contrastOf(front, back, theme)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapes)('show edges in "%s" on "%s" with a contrast of 3 at least', (front = '', back = '') => {
    expect(contrastOf(front, back, theme)).toBeGreaterThanOrEqual(3)
  })
})
