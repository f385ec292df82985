import type { ProgramKind, ProgramStatus } from '../generated/operations.ts'
import { type GlyphShape, glyphPath } from './glyph.ts'

const shapes: Readonly<Record<ProgramKind, GlyphShape>> = {
  PROJECT: 'square',
  VISIT: 'circle',
  DELEGATION: 'diamond',
  SYMPOSIUM: 'triangle',
  ROUNDTABLE: 'hexagon',
  CONFERENCE: 'cross',
}

/** All kinds, in the order of a legend. */
export const programKinds = Object.keys(shapes) as readonly ProgramKind[]

/** The mark of a program: its kind by shape and colour, hollow unless a source says that it took place, struck out when it did not. */
export const ProgramGlyph = ({
  kind,
  status,
  radius = 6,
}: {
  kind: ProgramKind
  status: ProgramStatus
  radius?: number
}) => (
  <g className={`program-glyph program-glyph-${kind.toLowerCase()}${status === 'HELD' ? '' : ' is-hollow'}`}>
    <path d={glyphPath(shapes[kind], radius)} />
    {(status === 'CANCELLED' || status === 'POSTPONED') && (
      <path className="program-glyph-strike" d={`M${-radius - 2},${radius + 2}L${radius + 2},${-radius - 2}`} />
    )}
  </g>
)

/** The mark alone, in a line of text. */
export const GlyphInText = ({ kind, status = 'HELD' }: { kind: ProgramKind; status?: ProgramStatus }) => (
  <svg viewBox="-9 -9 18 18" className="chart-legend-key" aria-hidden="true">
    <ProgramGlyph kind={kind} status={status} />
  </svg>
)
