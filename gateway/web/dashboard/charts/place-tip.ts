/** A box in pixels of the frame. */
export type Box = { readonly width: number; readonly height: number }
export type Point = { readonly x: number; readonly y: number }

/** What a tip speaks about. */
export type Anchor = Point & {
  /** How far the mark reaches from its middle; 0 for a point. */
  readonly reach?: number
}

/** Free pixels between what is pointed at and what is said about it. */
const gap = 14

/**
 * Finds the upper left corner of a tip: under its anchor, else above, else beside it, and never out of the frame. A tip
 * larger than the frame begins at its upper left corner.
 */
export const placeTip = ({ x, y, reach = 0 }: Anchor, tip: Box, frame: Box): Point => {
  const [left, top, off] = [x - tip.width / 2, y - tip.height / 2, reach + gap]
  const wanted: readonly Point[] = [
    { x: left, y: y + off },
    { x: left, y: y - off - tip.height },
    { x: x + off, y: top },
    { x: x - off - tip.width, y: top },
  ]
  const inFrame = wanted.map(corner => clampCorner(corner, tip, frame))
  return inFrame.find(corner => !covers(corner, tip, { x, y })) ?? clampCorner({ x: left, y: top }, tip, frame)
}

const clampCorner = (corner: Point, tip: Box, frame: Box): Point => ({
  x: Math.max(0, Math.min(corner.x, frame.width - tip.width)),
  y: Math.max(0, Math.min(corner.y, frame.height - tip.height)),
})

const covers = (corner: Point, tip: Box, { x, y }: Point): boolean =>
  x > corner.x && x < corner.x + tip.width && y > corner.y && y < corner.y + tip.height
