import { type GeoPath, type GeoProjection, geoEqualEarth, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { smallPlaces } from './small-places.ts'

/** The file "countries-110m.json" of world-atlas. */
export type WorldTopology = Topology<{ countries: GeometryCollection<{ name: string }> }>

/** The world in the units of a drawing that is `worldWidth` wide. */
export type World = {
  readonly outlines: readonly Outline[]
  readonly byKey: ReadonlyMap<string, Outline>
  /** Lines between countries, one path. */
  readonly borders: string
  readonly path: GeoPath
  readonly project: (longitude: number, latitude: number) => readonly [number, number]
}

export type Outline = {
  /** M49 number; "XK" for Kosovo, which has none; '' for what is no country or area of its own. */
  readonly key: string
  readonly d: string
  /** Middle of its largest part: that of France is in Europe. */
  readonly middle: readonly [number, number]
  /** In square units of the drawing. */
  readonly area: number
}

export const worldWidth = 960
/** Down to Cape Horn: the south beyond it is nobody's origin and would take a fifth of the height. */
export const worldHeight = 414

const antarctica = '010'

/** Equal Earth, cut in the Bering Strait beside the date line, where no country is cut in two. */
const worldProjection = (): GeoProjection => geoEqualEarth().rotate([-11, 0]).fitWidth(worldWidth, { type: 'Sphere' })

/** Draws the outlines of all countries once; a map only gives them classes. */
export const drawWorld = (topology: WorldTopology): World => {
  const projection = worldProjection()
  const path = geoPath(projection).digits(1)
  const { countries } = topology.objects
  const outlines = feature(topology, countries).features.flatMap(({ id, properties, geometry }) => {
    const key = keyOf(id, properties.name)
    if (key === antarctica || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) return []
    const largest = largestPart(geometry, path)
    return [{ key, d: path(geometry) ?? '', middle: path.centroid(largest), area: path.area(largest) }]
  })
  return {
    outlines,
    byKey: new Map(outlines.map(outline => [outline.key, outline])),
    borders: path(mesh(topology, countries, (one, other) => one !== other)) ?? '',
    path,
    project: (longitude, latitude) => projection([longitude, latitude]) ?? [0, 0],
  }
}

const keyOf = (id: string | number | undefined, name: string): string => {
  if (id !== undefined) return String(id).padStart(3, '0')
  return name === 'Kosovo' ? 'XK' : ''
}

type Polygon = { type: 'Polygon'; coordinates: GeoJSON.Position[][] }

const largestPart = (geometry: Polygon | GeoJSON.MultiPolygon, path: GeoPath): Polygon => {
  if (geometry.type === 'Polygon') return geometry
  const parts = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }))
  return parts.reduce((largest, part) => (path.area(part) > path.area(largest) ? part : largest))
}

/** Finds where a place is marked: in its outline, else at its entry in the table of small places; null where it has neither. */
export const middleOf = (world: World, key: string): readonly [number, number] | null => {
  const outline = world.byKey.get(key)
  if (outline) return outline.middle
  const small = smallPlaces[key]
  return small ? world.project(...small) : null
}
