import { NotReached } from '../absent.tsx'
import { plain } from '../field-words.ts'
import { ProgramLine } from '../program-lines.tsx'
import type { Reach } from '../record-page.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { OrganizationShown } from '../record-types.ts'
import { RestOfList } from '../rest-of-list.tsx'

type Program = NonNullable<OrganizationShown['programs']>['edges'][number]['node']

/** Programs in which it or one of its units had a role, and which. */
export const OrganizationPrograms = ({ organization, reach }: { organization: OrganizationShown; reach: Reach }) => {
  const { slug, programs, units } = organization
  return (
    <RecordSection
      title="Programs"
      {...(programs && { count: programs.totalCount })}
      note={
        units.length > 0
          ? 'Counts each program once in which it or one of its units has a role, held or only announced.'
          : 'Counts each program once in which it has a role, held or only announced.'
      }
    >
      {programs === null && reach.lacks('programs') && <NotReached what="Programs" />}
      {programs?.totalCount === 0 && <Nothing>No program names it in a role.</Nothing>}
      <ul className="plain-list">
        {programs?.edges.map(({ node }) => (
          <li key={node.slug}>
            <ProgramLine program={node}>
              <p className="program-line-why">{rolesOf(node, organization)}</p>
            </ProgramLine>
          </li>
        ))}
      </ul>
      {programs && (
        <RestOfList shown={programs.edges.length} total={programs.totalCount} page="/programs" organization={slug} />
      )}
    </RecordSection>
  )
}

/** "Host, by its unit SCOE Reentry Program", "Sponsor": what it did itself comes first. */
const rolesOf = ({ roles }: Program, { slug, units }: OrganizationShown): string => {
  const own = roles.filter(({ organization }) => organization?.slug === slug).map(({ kind }) => plain(kind))
  const ofUnits = units.flatMap(unit => {
    const kinds = roles.filter(({ organization }) => organization?.slug === unit.slug).map(({ kind }) => plain(kind))
    return kinds.length === 0 ? [] : [`${kinds.join(', ')} by its unit ${unit.name}`]
  })
  return sentenceOf([...own, ...ofUnits].join('; '))
}

const sentenceOf = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
