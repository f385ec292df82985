import { Link } from '../link.tsx'
import { glyphPath } from './glyph.ts'
import { arcPath } from './map-arc.ts'
import { type MapPlace, placeWords } from './map-places.ts'
import { type Shade, shadeOf } from './map-shades.ts'
import type { useTip } from './use-tip.ts'
import { middleOf, type World } from './world.ts'

/** A place with where it is on the drawing. */
export type MarkedPlace = {
  readonly id: string
  readonly place: MapPlace
  readonly at: readonly [number, number]
  /** Its outline; null where it is drawn as a dot, because it has none or would not be seen. */
  readonly outline: string | null
  readonly isDot: boolean
  /** How far it reaches from there, in units of the drawing; a tip keeps off. */
  readonly reach: number
}

/** In pixels of a wide map: an outline smaller than this square is marked by a dot too. */
const smallestSide = 9
const dotRadius = 4.5
/** Marks of a whole world on a phone are smaller, or they would hide what is beside them. */
const smallest = 0.64
/** Half of the 24 pixels that a target needs at least (WCAG 2.2, 2.5.8). */
const targetRadius = 12

/** Finds where each place goes; those that have no place on the map are left out. Outlines come first, so that dots lie above. */
export const markPlaces = (world: World, places: readonly MapPlace[], unit: number): readonly MarkedPlace[] =>
  places
    .flatMap((place): readonly MarkedPlace[] => {
      const at = place.key === null ? null : middleOf(world, place.key)
      if (at === null || place.key === null) return []
      const shape = world.byKey.get(place.key)
      const isDot = place.kind === 'origin' && (!shape || shape.area < (smallestSide * unit * markScale(unit)) ** 2)
      const id = `${place.kind} ${place.code}`
      const outline = place.kind === 'origin' ? (shape?.d ?? null) : null
      const reach = Math.min(40 * unit, outline && shape ? Math.sqrt(shape.area) / 2 : 0)
      return [{ id, place, at, outline, isDot, reach }]
    })
    .sort((one, other) => layerOf(one) - layerOf(other))

/** How large marks are drawn: with `unit` 1 the map is 960 pixels wide, with 2.7 it fills a phone. */
const markScale = (unit: number): number => Math.max(smallest, Math.min(1, 1.7 / (0.7 + unit)))

const layerOf = ({ place, isDot }: MarkedPlace): number => (place.kind === 'destination' ? 2 : Number(isDot))

type PlaceMarkProps = {
  readonly mark: MarkedPlace
  readonly shades: readonly Shade[]
  readonly unit: number
  readonly home: readonly [number, number]
  readonly isActive: boolean
  readonly on: ReturnType<ReturnType<typeof useTip>['on']>
}

/** One place as a link: an outline or a dot for an origin, a diamond at the end of an arc for a destination. */
export const PlaceMark = (props: PlaceMarkProps) => {
  const { place } = props.mark
  const state = `${place.isSelected ? ' is-selected' : ''}${props.isActive ? ' is-active' : ''}`
  return (
    <Link
      keepsPlace
      href={place.href}
      aria-label={placeWords(place)}
      aria-current={place.isSelected ? 'true' : undefined}
      className={`world-map-place world-map-${place.kind}${place.isAnnouncedOnly ? ' is-announced' : ''}${state}`}
      {...props.on}
    >
      {place.kind === 'origin' ? <Origin {...props} /> : <Destination {...props} />}
    </Link>
  )
}

const Origin = ({ mark, shades, unit }: PlaceMarkProps) => {
  const [x, y] = mark.at
  return (
    <g className={`world-map-shade-${shadeOf(shades, mark.place.count)}`}>
      {mark.outline && <path className="world-map-area" d={mark.outline} />}
      {mark.isDot && (
        <g transform={`translate(${x} ${y}) scale(${unit})`}>
          <circle className="world-map-target" r={targetRadius} />
          <circle className="world-map-dot" r={dotRadius * markScale(unit)} />
        </g>
      )}
    </g>
  )
}

const Destination = ({ mark, unit, home }: PlaceMarkProps) => {
  const [x, y] = mark.at
  return (
    <>
      <path className="world-map-arc" d={arcPath(home, mark.at)} />
      <g transform={`translate(${x} ${y}) scale(${unit})`}>
        <circle className="world-map-target" r={targetRadius} />
        <path
          className="world-map-diamond"
          d={glyphPath('diamond', markScale(unit) * (5 + Math.min(3, Math.sqrt(mark.place.count))))}
        />
      </g>
    </>
  )
}

/** Where the arcs begin. */
export const HomeMark = ({ at: [x, y], unit }: { at: readonly [number, number]; unit: number }) => (
  <circle className="world-map-home" r={3.5 * unit} cx={x} cy={y} />
)
