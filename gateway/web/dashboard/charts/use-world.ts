import { useEffect, useState } from 'react'
// The outlines are a file of their own: as a part of the script they would hold up the page.
import url from 'world-atlas/countries-110m.json?url'
import { drawWorld, type World, type WorldTopology } from './world.ts'

let drawn: Promise<World> | null = null

const loadWorld = async (): Promise<World> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The outlines of the countries answered with status ${response.status}.`)
  return drawWorld((await response.json()) as WorldTopology)
}

/** Loads the outlines once for all maps. "failed" where they cannot be had: a map can still say its figures. */
export const useWorld = (): World | 'loading' | 'failed' => {
  const [world, setWorld] = useState<World | 'loading' | 'failed'>('loading')
  useEffect(() => {
    let isOver = false
    drawn ??= loadWorld()
    drawn.then(
      loaded => {
        if (!isOver) setWorld(loaded)
      },
      () => {
        drawn = null
        if (!isOver) setWorld('failed')
      },
    )
    return () => {
      isOver = true
    }
  }, [])
  return world
}
