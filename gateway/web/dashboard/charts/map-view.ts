import { type World, worldHeight, worldWidth } from './world.ts'

/** Parts of the world that a map can be narrowed to, as west, south, east and north in degrees. */
export const mapParts = {
  World: null,
  Africa: [-20, -36, 54, 38],
  Americas: [-128, -56, -34, 58],
  Asia: [27, -12, 147, 56],
  Europe: [-24, 35, 46, 70],
  Oceania: [112, -47, 188, 12],
} as const satisfies Readonly<Record<string, readonly [number, number, number, number] | null>>

export type MapPart = keyof typeof mapParts

/** A rectangle of the drawing, for the viewBox. */
export type View = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Width by height of the whole map, and of a part of it where there is little room: a phone is higher than it is wide. */
export const ratioOf = (part: MapPart, width: number): number =>
  part === 'World' || width >= 520 ? worldWidth / worldHeight : 1.1

/** Finds the rectangle that shows a part of the world in a frame of the given width by height. */
export const viewOf = ({ project }: Pick<World, 'project'>, part: MapPart, ratio: number): View => {
  const box = mapParts[part]
  if (!box) return { x: 0, y: 0, width: worldWidth, height: worldHeight }
  const [west, south, east, north] = box
  // The sides of the box are curves: points along them say how far they reach.
  const steps = Array.from({ length: 9 }, (_, step) => step / 8)
  const points = steps.flatMap(x => steps.map(y => project(west + (east - west) * x, south + (north - south) * y)))
  const [left, right] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))]
  const [top, bottom] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))]
  const width = Math.max(right - left, (bottom - top) * ratio)
  const height = width / ratio
  return { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height }
}
