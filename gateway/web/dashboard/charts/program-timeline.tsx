import { useId } from 'react'
import { Link } from '../link.tsx'
import { counted } from '../parts/counted.ts'
import { sentence } from '../parts/field-words.ts'
import { statusWords } from '../parts/program-status.ts'
import { ChartFrame } from './chart-frame.tsx'
import { ProgramGlyph } from './program-glyph.tsx'
import { HatchPattern, TimeBar } from './timeline-bar.tsx'
import { layoutTimeline, type TimelineMark } from './timeline-layout.ts'
import { TimelineLegend } from './timeline-legend.tsx'
import { programWords, type TimelineContent, type TimelineProgram } from './timeline-programs.ts'
import { UndatedLane } from './undated-lane.tsx'
import { useTip } from './use-tip.ts'
import { useWidth } from './use-width.ts'

const axisHeight = 26

/** Programs over the years, each drawn as exactly as its date is known and no more; undated ones in a lane of their own. */
export const ProgramTimeline = ({ programs, total }: TimelineContent) => {
  const undated = programs.filter(({ time }) => time === null)
  return (
    <div className="timeline">
      {undated.length < programs.length && <DatedPrograms programs={programs} />}
      {undated.length > 0 && <UndatedLane programs={undated} />}
      <TimelineLegend programs={programs} />
      {total > programs.length && (
        <p className="chart-cut">
          The latest {programs.length.toLocaleString('en')} of {counted(total, 'program')} are drawn. Filter to see
          others.
        </p>
      )}
    </div>
  )
}

const DatedPrograms = ({ programs }: { programs: readonly TimelineProgram[] }) => {
  const [frame, width] = useWidth<HTMLElement>(720)
  const tip = useTip()
  const hatch = useId()
  const { marks, ticks, height } = layoutTimeline(programs, width)
  const active = marks.find(({ program }) => program.slug === tip.active)
  return (
    <ChartFrame
      label="Programs over the years, with a link for each"
      frame={frame}
      tip={tip}
      spoken={
        active
          ? { at: { x: (active.from + active.to) / 2, y: active.y }, words: <ProgramTip program={active.program} /> }
          : null
      }
    >
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the figure is named; a title would pop up over the tips */}
      <svg className="timeline-drawing" viewBox={`0 0 ${width} ${height + axisHeight}`}>
        <HatchPattern id={hatch} />
        <g>
          {ticks.map(({ x, label }) => (
            <g key={`${label} ${x}`} className="timeline-tick">
              <line x1={x} x2={x} y1={0} y2={height} />
              <text x={x} y={height + 18} textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
          <line className="timeline-axis" x1={0} x2={width} y1={height} y2={height} />
        </g>
        {marks.map(mark => (
          <Link
            key={mark.program.slug}
            href={mark.program.href}
            aria-label={programWords(mark.program)}
            className={`timeline-mark${mark === active ? ' is-active' : ''}`}
            {...tip.on(mark.program.slug)}
          >
            <Mark mark={mark} hatch={hatch} />
          </Link>
        ))}
      </svg>
    </ChartFrame>
  )
}

const Mark = ({ mark: { program, certainty, from, to, y, label }, hatch }: { mark: TimelineMark; hatch: string }) => (
  <>
    <rect
      className="timeline-target"
      x={Math.min(from, (from + to) / 2 - 12)}
      y={y - 12}
      width={Math.max(24, to - from)}
      height={24}
    />
    <TimeBar certainty={certainty} from={from} to={to} y={y} hatch={hatch} />
    <g transform={`translate(${(from + to) / 2} ${y})`}>
      <ProgramGlyph kind={program.kind} status={program.status} />
    </g>
    {label && (
      <text className="timeline-label" x={label.x} y={y + 4.5} textAnchor={label.anchor}>
        {label.text}
      </text>
    )}
  </>
)

const ProgramTip = ({ program }: { program: TimelineProgram }) => (
  <>
    <strong>{program.title}</strong>
    <span>{program.when}</span>
    <span className={program.status === 'HELD' ? undefined : 'chart-tip-warm'}>
      {sentence(program.kind)}, {statusWords(program.status)}
    </span>
  </>
)
