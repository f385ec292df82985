/** Shapes that can be told apart without their colour. */
export type GlyphShape = 'circle' | 'square' | 'diamond' | 'triangle' | 'hexagon' | 'cross'

/** Writes the outline of a shape around 0,0 as path commands. `radius` is half its height; all shapes have about the same area. */
export const glyphPath = (shape: GlyphShape, radius: number): string => {
  if (shape === 'circle') return circle(radius)
  return `M${corners[shape].map(([x, y]) => `${round(x * radius)},${round(y * radius)}`).join('L')}Z`
}

const circle = (r: number): string => `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`

const round = (length: number): number => Math.round(length * 100) / 100

const arm = 0.36

const corners: Readonly<Record<Exclude<GlyphShape, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  triangle: [
    [0, -1.2],
    [1.2, 0.95],
    [-1.2, 0.95],
  ],
  hexagon: [
    [-0.58, -1],
    [0.58, -1],
    [1.16, 0],
    [0.58, 1],
    [-0.58, 1],
    [-1.16, 0],
  ],
  cross: [
    [-arm, -1.1],
    [arm, -1.1],
    [arm, -arm],
    [1.1, -arm],
    [1.1, arm],
    [arm, arm],
    [arm, 1.1],
    [-arm, 1.1],
    [-arm, arm],
    [-1.1, arm],
    [-1.1, -arm],
    [-arm, -arm],
  ],
}
