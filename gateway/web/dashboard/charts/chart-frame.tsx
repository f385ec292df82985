import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { type Anchor, type Point, placeTip } from './place-tip.ts'
import type { TipState } from './use-tip.ts'

type Spoken = {
  /** Where the mark is, in pixels of the frame. */
  readonly at: Anchor
  readonly words: ReactNode
}

/** The box around a drawing, in which the tip of the active mark is placed. */
export const ChartFrame = ({
  label,
  frame,
  tip,
  spoken,
  children,
}: {
  /** What is drawn, for those who do not see it. */
  readonly label: string
  readonly frame: RefObject<HTMLElement | null>
  readonly tip: TipState
  readonly spoken: Spoken | null
  readonly children: ReactNode
}) => (
  <figure className="chart-frame" aria-label={label} ref={frame}>
    {children}
    {spoken && (
      <ChartTip key={tip.active} frame={frame} tip={tip} at={spoken.at}>
        {spoken.words}
      </ChartTip>
    )}
  </figure>
)

const ChartTip = ({
  frame,
  tip,
  at,
  children,
}: {
  readonly frame: RefObject<HTMLElement | null>
  readonly tip: TipState
  readonly at: Anchor
  readonly children: ReactNode
}) => {
  const box = useRef<HTMLDivElement>(null)
  const [corner, setCorner] = useState<Point | null>(null)
  // Only what has been laid out has a size: it is measured unseen and shown before the browser paints.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an anchor is made anew at each rendering, and is another one when it moves
  useLayoutEffect(() => {
    if (!box.current || !frame.current) return
    const [own, whole] = [box.current.getBoundingClientRect(), frame.current.getBoundingClientRect()]
    setCorner(placeTip(at, own, whole))
  }, [at.x, at.y, frame])
  const style = corner ? { left: corner.x, top: corner.y } : { left: 0, top: 0, visibility: 'hidden' as const }
  return (
    <div
      className="chart-tip"
      role="tooltip"
      id={tip.id}
      ref={box}
      style={style}
      onPointerEnter={tip.hold}
      onPointerLeave={tip.release}
    >
      {children}
    </div>
  )
}
