import { NotReached } from '../absent.tsx'
import { DateText } from '../date-text.tsx'
import { sentence } from '../field-words.ts'
import { OrganizationLink, PersonLink } from '../record-links.tsx'
import type { Reach } from '../record-page.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { OrganizationShown } from '../record-types.ts'
import { RestOfList } from '../rest-of-list.tsx'

/** People with a position in it or in one of its units, as attested. */
export const OrganizationPeople = ({
  organization: { slug, people },
  reach,
}: {
  organization: OrganizationShown
  reach: Reach
}) => (
  <RecordSection
    title="People"
    {...(people && { count: people.totalCount })}
    note="Counts positions in it and in its units, held now or before. A date is the latest for which a source shows the position."
  >
    {people === null && reach.lacks('people') && <NotReached what="People" />}
    {people?.totalCount === 0 && <Nothing>No source that is open to you names a person in a position here.</Nothing>}
    <ul className="plain-list">
      {people?.edges.map(({ node: { title, kind, organization, attested, person } }) => (
        <li key={`${person.slug} ${person.name} ${title}`}>
          <PersonLink slug={person.slug} name={person.name} />
          <span className="printed">
            {title ?? sentence(kind)}
            {organization && organization.slug !== slug && (
              <>
                , <OrganizationLink organization={organization} />
              </>
            )}
            {attested ? (
              <>
                ; attested <DateText date={attested} />
              </>
            ) : (
              '; undated'
            )}
          </span>
        </li>
      ))}
    </ul>
    {people && <RestOfList shown={people.edges.length} total={people.totalCount} page="/people" organization={slug} />}
  </RecordSection>
)
