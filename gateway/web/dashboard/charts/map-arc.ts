type At = readonly [number, number]

/**
 * Draws a flat curve between two points of the map. Great circles would run along the upper edge of Equal Earth, where
 * nothing can be told apart.
 */
export const arcPath = ([x1, y1]: At, [x2, y2]: At): string => {
  const lift = Math.hypot(x2 - x1, y2 - y1) * 0.18
  const control = [(x1 + x2) / 2, Math.max(4, (y1 + y2) / 2 - lift)]
  return `M${near(x1)},${near(y1)}Q${control.map(near)} ${near(x2)},${near(y2)}`
}

const near = (length: number): number => Math.round(length * 10) / 10
