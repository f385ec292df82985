import { linkTo, useAddress } from '../../address.ts'
import { Link } from '../../link.tsx'
import { DateText } from '../date-text.tsx'
import { sentence } from '../field-words.ts'
import { programStatuses } from '../program-status.ts'
import { FilterLink, ProgramLink } from '../record-links.tsx'
import type { ProgramShown } from '../record-types.ts'
import { StatusBadge } from '../status-badge.tsx'

const directionWords = {
  INBOUND: 'visitors come to the United States',
  OUTBOUND: 'a group from the United States goes abroad',
  DOMESTIC: 'within the United States',
} as const

/** What the program is, in a few lines, above all whether it took place or was only announced. */
export const ProgramHeader = ({ program }: { program: ProgramShown }) => {
  const { title, titleIsOfficial, kind, direction, status, dates, summary, partOf, conflicts } = program
  const address = useAddress()
  // A plan must not be read as something that happened.
  const isAhead = status === 'ANNOUNCED' || status === 'CONFIRMED' || status === 'DRAFT'
  const open = conflicts.filter(conflict => conflict.status === 'OPEN').length
  return (
    <header className="record-header">
      <nav className="trail" aria-label="Where this page stands">
        <Link href={linkTo('/programs', null, address)}>Programs</Link>
      </nav>
      <p className="record-kind">
        <FilterLink name="kind" value={kind}>
          {sentence(kind)}
        </FilterLink>
        {direction && <span>{directionWords[direction]}</span>}
      </p>
      <h1>{title}</h1>
      {!titleIsOfficial && <p className="record-aside">A description: no source gives it a title.</p>}
      <p className="record-when">
        <StatusBadge status={status} />
        <span>
          {dates && isAhead && 'planned for '}
          <DateText date={dates} />
        </span>
        {!isAhead && <span className="record-status-words">{programStatuses[status].means}</span>}
      </p>
      {isAhead && <p className="record-announced">{programStatuses[status].means}</p>}
      {summary && <p className="record-summary">{summary}</p>}
      {partOf && (
        <p>
          Part of <ProgramLink program={partOf} />.
        </p>
      )}
      {conflicts.length > 0 && (
        <p className="record-disputed">
          <a href="#disagreements">
            Sources disagree on {conflicts.length === 1 ? 'one point' : `${conflicts.length} points`}
          </a>
          {open > 0 && `, ${open === conflicts.length ? 'none' : `${conflicts.length - open}`} of them decided`}.
        </p>
      )}
    </header>
  )
}
