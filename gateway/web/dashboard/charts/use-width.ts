import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Measures how many pixels wide an element is and follows it: a chart draws its marks and words at their real size. */
export const useWidth = <Part extends Element>(first: number): readonly [RefObject<Part | null>, number] => {
  const ref = useRef<Part>(null)
  const [width, setWidth] = useState(first)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = (): void => {
      const measured = Math.round(element.getBoundingClientRect().width)
      // On paper or in a closed part there is nothing to measure; the last width goes on.
      if (measured > 0) setWidth(measured)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
