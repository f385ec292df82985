import { NotReached } from '../absent.tsx'
import { counted } from '../counted.ts'
import { plain, sentence } from '../field-words.ts'
import { OrganizationLink, ProgramLink } from '../record-links.tsx'
import type { Reach } from '../record-page.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { OrganizationShown } from '../record-types.ts'

/** Whom it worked with, and in which roles on both sides: sharing a program is a link, naming each other is none. */
export const OrganizationPartners = ({
  organization: { network },
  reach,
}: {
  organization: OrganizationShown
  reach: Reach
}) => (
  <RecordSection
    title="Whom it works with"
    {...(network && { count: network.length })}
    note="Organizations that hold a role on the same programs. Most programs in common first."
  >
    {network === null && reach.lacks('network') && <NotReached what="Programs" />}
    {network?.length === 0 && <Nothing>It shares no program with another organization.</Nothing>}
    <ul className="plain-list">
      {network?.map(({ target, sourceRoles, targetRoles, weight, programs }) => (
        <li key={target?.slug}>
          <OrganizationLink organization={target} />
          <span className="printed">
            {sentence(targetRoles.map(plain).join(', '))}, with this organization as {sourceRoles.map(plain).join(', ')}
          </span>
          <details className="partner-programs">
            <summary>
              {counted(weight, 'program')}
              <span className="visually-hidden"> in common with {target?.name}</span>
            </summary>
            <ul className="line-list">
              {programs.map(program => (
                <li key={program.slug}>
                  <ProgramLink program={program} />
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  </RecordSection>
)
