import { linkTo } from '../../address.ts'
import { Link } from '../../link.tsx'
import { NotReached } from '../absent.tsx'
import { HostedBy, ProgramLine } from '../program-lines.tsx'
import type { Reach } from '../record-page.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { PlaceShown } from '../record-types.ts'

const words = {
  heldIn: {
    title: 'Programs held here',
    note: 'Held or to be held in it or anywhere inside it; for a delegation, its destinations.',
    nothing: 'No program is known to be held here.',
    filter: 'to',
  },
  origin: {
    title: 'Programs with visitors from here',
    note: 'Programs that count it, or a place inside it, among the origins of their visitors. Not a number of people.',
    nothing: 'No program is known to have visitors from here.',
    filter: 'from',
  },
} as const

/** Programs that have to do with a place, in one of the two directions. */
export const PlacePrograms = ({
  place,
  direction,
  reach,
}: {
  place: PlaceShown
  direction: 'heldIn' | 'origin'
  reach: Reach
}) => {
  const programs = place[direction]
  const { title, note, nothing, filter } = words[direction]
  return (
    <RecordSection title={title} {...(programs && { count: programs.totalCount })} note={note}>
      {programs === null && reach.lacks(direction) && <NotReached what="Programs" />}
      {programs?.totalCount === 0 && <Nothing>{nothing}</Nothing>}
      <ul className="plain-list">
        {programs?.edges.map(({ node }) => (
          <li key={node.slug}>
            <ProgramLine program={node}>
              {direction === 'heldIn' && (
                <p className="program-line-why">In {node.places.map(({ label }) => label).join(', ')}, as printed</p>
              )}
              <HostedBy hosts={node.hosts} />
            </ProgramLine>
          </li>
        ))}
      </ul>
      {programs && programs.totalCount > programs.edges.length && (
        <p className="section-action">
          <Link href={linkTo('/programs', null, null, { [filter]: place.code })}>
            All {programs.totalCount.toLocaleString('en')}
          </Link>
        </p>
      )}
    </RecordSection>
  )
}
