import type { TimelineMark } from './timeline-layout.ts'

/** Slanting lines: "some time within". */
export const HatchPattern = ({ id }: { id: string }) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line className="timeline-hatch-line" x1="0" y1="0" x2="0" y2="6" />
    </pattern>
  </defs>
)

/** How far the date reaches. */
export const TimeBar = ({
  certainty,
  from,
  to,
  y,
  hatch,
}: Pick<TimelineMark, 'certainty' | 'from' | 'to' | 'y'> & { readonly hatch: string }) => {
  if (certainty === 'day') return null
  const box = { x: from, y: y - 7, width: to - from, height: 14, rx: certainty === 'period' ? 7 : 3 }
  return (
    <>
      <rect className={`timeline-bar timeline-bar-${certainty}`} {...box} />
      {certainty === 'within' && <rect className="timeline-hatch" {...box} fill={`url(#${hatch})`} />}
    </>
  )
}
