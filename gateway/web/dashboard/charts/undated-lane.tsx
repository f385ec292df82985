import { Link } from '../link.tsx'
import { GlyphInText } from './program-glyph.tsx'
import { programWords, type TimelineProgram } from './timeline-programs.ts'

/** More than this are drawn as marks only. */
const mostTitles = 24

/** Programs of which no source says when: beside the axis, since any place on it would say something. */
export const UndatedLane = ({ programs }: { programs: readonly TimelineProgram[] }) => (
  <div className="undated-lane">
    <h3>
      Undated <span className="undated-lane-count">{programs.length}</span>
    </h3>
    <ul>
      {programs.map(program => (
        <li key={program.slug}>
          <Link href={program.href} aria-label={programWords(program)} title={program.title}>
            <GlyphInText kind={program.kind} status={program.status} />
            {programs.length <= mostTitles && <span>{program.title}</span>}
          </Link>
        </li>
      ))}
    </ul>
  </div>
)
