import { type Address, linkWith } from '../../address.ts'
import type { DataOf } from '../../ask.ts'
import { DateText } from '../date-text.tsx'
import { plain, sentence } from '../field-words.ts'
import { listStart } from '../list/list-position.ts'
import { type ListOrder, SortHeading } from '../list/sort-heading.tsx'
import { NarrowLink } from '../narrow-link.tsx'
import { PersonLink, ProgramLink } from '../record-links.tsx'

type People = NonNullable<DataOf<'people-list'>['people']>
type Person = People['edges'][number]['node']

/** People in rows. A name leads to the person, an organization narrows the table. */
export const PeopleTable = ({
  people,
  address,
  order,
}: {
  people: People
  address: Address
  order: ListOrder<'NAME' | 'UPDATED_AT'>
}) =>
  people.edges.length > 0 && (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="table-box" aria-label="People" tabIndex={0}>
      <table className="table list-table">
        <thead>
          <tr>
            <SortHeading address={address} field="NAME" order={order}>
              Name
            </SortHeading>
            <th scope="col">Position</th>
            <th scope="col">Organization</th>
            <th scope="col">Attested</th>
            <th scope="col">Programs</th>
          </tr>
        </thead>
        <tbody>
          {people.edges.map(({ node }) => (
            <Row key={`${node.slug} ${node.name}`} person={node} address={address} />
          ))}
        </tbody>
      </table>
    </section>
  )

const Row = ({
  person: { slug, name, affiliations, participations },
  address,
}: {
  person: Person
  address: Address
}) => (
  <tr>
    <th scope="row">
      <PersonLink slug={slug} name={name} />
    </th>
    <td data-label="Position">
      <div>
        {' '}
        {affiliations.map(({ title, kind, label }) => (
          <span className="cell-line" key={`${label} ${title}`}>
            {title ?? <span className="unknown">{sentence(kind)}, title not stated</span>}
          </span>
        ))}
      </div>
    </td>
    <td data-label="Organization">
      <div>
        {' '}
        {affiliations.map(({ organization, label, title }) => (
          <span className="cell-line" key={`${label} ${title}`}>
            {organization ? (
              <NarrowLink keepsPlace href={linkWith(address, { organization: organization.slug, ...listStart })}>
                {organization.name}
              </NarrowLink>
            ) : (
              label
            )}
          </span>
        ))}
      </div>
    </td>
    <td data-label="Attested">
      <div>
        {' '}
        {affiliations.map(({ attested, label, title }) => (
          <span className="cell-line" key={`${label} ${title}`}>
            <DateText date={attested} />
          </span>
        ))}
      </div>
    </td>
    <td data-label="Programs">
      <div>
        <Programs participations={participations} />
      </div>
    </td>
  </tr>
)

/** Each program once, with all that the person did in it. */
const Programs = ({ participations }: { participations: Person['participations'] }) => {
  if (participations === null) return <span className="unknown">not reached</span>
  if (participations.totalCount === 0) return <span className="unknown">none</span>
  const byProgram = [...Map.groupBy(participations.edges, ({ node }) => node.program.slug).values()]
  const left = participations.totalCount - participations.edges.length
  return (
    <>
      {byProgram.map(([first, ...others]) => (
        <span className="cell-line" key={first?.node.program.slug}>
          {first && <ProgramLink program={first.node.program} />}
          <span className="printed">
            {[first, ...others].flatMap(one => (one ? [plain(one.node.role)] : [])).join(', ')}
          </span>
        </span>
      ))}
      {left > 0 && <span className="printed">and {left} more</span>}
    </>
  )
}
