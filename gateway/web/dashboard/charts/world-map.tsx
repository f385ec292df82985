import { useState } from 'react'
import { ChartFrame } from './chart-frame.tsx'
import { MapGround } from './map-ground.tsx'
import { MapLegend } from './map-legend.tsx'
import { HomeMark, type MarkedPlace, markPlaces, PlaceMark } from './map-marks.tsx'
import { MapNotes } from './map-notes.tsx'
import type { MapContent, MapPlace } from './map-places.ts'
import { shadesOf } from './map-shades.ts'
import { PlaceTip } from './map-tip.tsx'
import { type MapPart, mapParts, ratioOf, type View, viewOf } from './map-view.ts'
import { useTip } from './use-tip.ts'
import { useWidth } from './use-width.ts'
import { useWorld } from './use-world.ts'
import { type World, worldWidth } from './world.ts'

export type WorldMapProps = MapContent & {
  /** Where delegations start. */
  readonly home?: { readonly longitude: number; readonly latitude: number; readonly name: string }
}

/** The middle of the 48 adjoining states. */
const unitedStates = { longitude: -98, latitude: 39, name: 'the United States' }

/**
 * Where visitors came from and where delegations went. Every place is a link that filters by it; what is no country stands
 * beside the map with how it is read.
 */
export const WorldMap = ({ places, regions, home = unitedStates }: WorldMapProps) => {
  const world = useWorld()
  const [part, setPart] = useState<MapPart>('World')
  const origins = places.filter(({ kind }) => kind === 'origin')
  const shades = shadesOf(origins.map(({ count }) => count))
  return (
    <div className="world-map">
      <div className="world-map-main">
        <MapParts chosen={part} choose={setPart} />
        {typeof world === 'string' ? (
          <MapWaiting state={world} />
        ) : (
          <Drawing world={world} part={part} places={places} shades={shades} home={home} />
        )}
        <MapLegend
          shades={shades}
          hasDestinations={places.some(({ kind }) => kind === 'destination')}
          home={home.name}
        />
      </div>
      <MapNotes places={places} regions={regions} />
    </div>
  )
}

const MapParts = ({ chosen, choose }: { chosen: MapPart; choose: (part: MapPart) => void }) => (
  <fieldset className="world-map-parts">
    <legend className="visually-hidden">Part of the world</legend>
    {(Object.keys(mapParts) as MapPart[]).map(part => (
      <button key={part} type="button" aria-pressed={part === chosen} onClick={() => choose(part)}>
        {part}
      </button>
    ))}
  </fieldset>
)

const MapWaiting = ({ state }: { state: 'loading' | 'failed' }) => (
  <div className="world-map-waiting" aria-busy={state === 'loading'}>
    {state === 'failed' && (
      <p>The outlines of the countries could not be loaded. All figures stand in the table below.</p>
    )}
  </div>
)

type DrawingProps = {
  readonly world: World
  readonly part: MapPart
  readonly places: readonly MapPlace[]
  readonly shades: ReturnType<typeof shadesOf>
  readonly home: NonNullable<WorldMapProps['home']>
}

const Drawing = ({ world, part, places, shades, home }: DrawingProps) => {
  const [frame, width] = useWidth<HTMLElement>(worldWidth)
  const tip = useTip()
  const ratio = ratioOf(part, width)
  const view = viewOf(world, part, ratio)
  // Units of the drawing in a pixel: marks keep their size on every screen and in every part of the world.
  const unit = view.width / width
  const start = world.project(home.longitude, home.latitude)
  const marks = markPlaces(world, places, unit)
  const active = marks.find(({ id }) => id === tip.active)
  return (
    <ChartFrame
      label="Map of the world with a link for each place that has programs"
      frame={frame}
      tip={tip}
      spoken={active ? { at: pixelOf(active, view, unit), words: <PlaceTip place={active.place} /> } : null}
    >
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the figure is named; a title would pop up over the tips */}
      <svg
        className="world-map-drawing"
        viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
        style={{ aspectRatio: ratio }}
      >
        <MapGround world={world} />
        {marks.some(({ place }) => place.kind === 'destination') && <HomeMark at={start} unit={unit} />}
        {marks.map(mark => (
          <PlaceMark
            key={mark.id}
            mark={mark}
            shades={shades}
            unit={unit}
            home={start}
            isActive={mark.id === tip.active}
            on={tip.on(mark.id)}
          />
        ))}
      </svg>
    </ChartFrame>
  )
}

const pixelOf = ({ at: [x, y], reach }: MarkedPlace, view: View, unit: number) => ({
  x: (x - view.x) / unit,
  y: (y - view.y) / unit,
  reach: reach / unit,
})
