import { useId } from 'react'
import { sentence } from '../parts/field-words.ts'
import { GlyphInText, programKinds } from './program-glyph.tsx'
import { HatchPattern, TimeBar } from './timeline-bar.tsx'
import { type Certainty, certaintyOf } from './timeline-layout.ts'
import type { TimelineProgram } from './timeline-programs.ts'

const certainties: readonly (readonly [Certainty, string])[] = [
  ['day', 'the day is known'],
  ['period', 'it lasted that long'],
  ['month', 'only the month is known'],
  ['within', 'some time within'],
]

/** What shapes and bars mean: only those that are drawn. */
export const TimelineLegend = ({ programs }: { programs: readonly TimelineProgram[] }) => {
  const hatch = useId()
  const kinds = new Set(programs.map(({ kind }) => kind))
  const used = new Set(programs.flatMap(({ time }) => (time ? [certaintyOf(time)] : [])))
  return (
    <div className="chart-legend">
      <p>
        {programKinds
          .filter(kind => kinds.has(kind))
          .map(kind => (
            <span key={kind} className="chart-legend-entry">
              <GlyphInText kind={kind} />
              {sentence(kind)}
            </span>
          ))}
        {programs.some(({ status }) => status !== 'HELD') && (
          <span className="chart-legend-entry">
            <GlyphInText kind={programs.find(({ status }) => status !== 'HELD')?.kind ?? 'VISIT'} status="ANNOUNCED" />
            Hollow: no source says that it took place
          </span>
        )}
      </p>
      <p>
        {certainties
          .filter(([certainty]) => used.has(certainty))
          .map(([certainty, words]) => (
            <span key={certainty} className="chart-legend-entry">
              <svg viewBox="0 0 34 18" className="chart-legend-key" aria-hidden="true">
                <HatchPattern id={`${hatch}${certainty}`} />
                <TimeBar certainty={certainty} from={2} to={32} y={9} hatch={`${hatch}${certainty}`} />
                <circle className="chart-legend-dot" cx="17" cy="9" r="4" />
              </svg>
              {words}
            </span>
          ))}
      </p>
    </div>
  )
}
