import { geoGraticule } from 'd3-geo'
import type { World } from './world.ts'

/** Land, borders and a quiet net of lines: what the places with figures stand on. Nothing of it is to be read. */
export const MapGround = ({ world }: { world: World }) => (
  <g className="world-map-ground">
    <path className="world-map-graticule" d={world.path(geoGraticule().step([30, 30])()) ?? ''} />
    {world.outlines.map(({ key, d }) => (
      <path key={key || d} className="world-map-land" d={d} />
    ))}
    <path className="world-map-borders" d={world.borders} />
  </g>
)
