import { NotReached } from '../absent.tsx'
import { DateText } from '../date-text.tsx'
import { plain, sentence } from '../field-words.ts'
import { HostedBy, ProgramLine } from '../program-lines.tsx'
import type { Reach } from '../record-page.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { PersonShown } from '../record-types.ts'
import { SourceLink } from '../source-link.tsx'

type Shown = { person: PersonShown; reach: Reach }

/** Programs that name the person, each once with all that the person did in it: being quoted is not being there. */
export const PersonPrograms = ({ person: { participations }, reach }: Shown) => {
  const edges = participations?.edges ?? []
  const byProgram = [...Map.groupBy(edges, ({ node }) => node.program.slug).values()]
  // The network counts what the person did; programs can be counted only where all of it is here.
  const isWhole = participations?.totalCount === edges.length
  return (
    <RecordSection
      title="Programs"
      {...(isWhole && { count: byProgram.length })}
      note="Programs that name the person. Being quoted or named as a contact is not taking part."
    >
      {participations === null && reach.lacks('participations') && <NotReached what="Programs" />}
      {participations?.totalCount === 0 && <Nothing>No program names this person.</Nothing>}
      <ul className="plain-list">
        {byProgram.map(done => (
          <li key={done[0]?.node.program.slug}>
            <InProgram done={done.map(({ node }) => node)} />
          </li>
        ))}
      </ul>
      {!isWhole && participations && (
        <Nothing>
          And {participations.totalCount - edges.length} more of what the person did, in these or other programs.
        </Nothing>
      )}
    </RecordSection>
  )
}

type Participation = NonNullable<PersonShown['participations']>['edges'][number]['node']

const InProgram = ({ done }: { done: readonly Participation[] }) => {
  const [first] = done
  if (!first) return null
  return (
    <ProgramLine program={first.program}>
      {done.map(({ id, role, attendance, title }) => (
        <p className="program-line-why" key={id}>
          {sentence(role)}
          {attendance !== 'UNKNOWN' && ` (${plain(attendance)})`}
          {title && `, as ${title}`}
        </p>
      ))}
      <HostedBy hosts={first.program.hosts} />
    </ProgramLine>
  )
}

/** What the person wrote. Writing about a program is not taking part in it. */
export const PersonWritings = ({ person: { authored }, reach }: Shown) => {
  if (authored === null) {
    return reach.lacks('authored') ? (
      <RecordSection title="Writings">
        <NotReached what="Writings" />
      </RecordSection>
    ) : null
  }
  if (authored.edges.length === 0) return null
  return (
    <RecordSection title="Writings" note="Writing about a program is not taking part in it.">
      <ul className="plain-list">
        {authored.edges.map(({ node }) => (
          <li key={node.slug}>
            <SourceLink source={{ slug: node.slug, title: node.title }} />
            <span className="printed">
              {sentence(node.kind)}, <DateText date={node.published} />
            </span>
          </li>
        ))}
      </ul>
    </RecordSection>
  )
}
