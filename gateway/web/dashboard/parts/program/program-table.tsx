import { type Address, linkTo, linkWith } from '../../address.ts'
import type { DataOf } from '../../ask.ts'
import { Link } from '../../link.tsx'
import { counted } from '../counted.ts'
import { DateText } from '../date-text.tsx'
import { sentence } from '../field-words.ts'
import { type ListOrder, SortHeading } from '../list/sort-heading.tsx'
import { StatusBadge } from '../status-badge.tsx'

/** A program as the table shows it. */
export type ProgramRow = NonNullable<DataOf<'program-list'>['programs']>['edges'][number]['node']

type ProgramTableProps = {
  programs: readonly ProgramRow[]
  address: Address
  order: ListOrder<'DATE' | 'TITLE' | 'UPDATED_AT'>
}

/** Programs in rows. A title leads to the program; places, hosts and kinds narrow the table. */
export const ProgramTable = ({ programs, address, order }: ProgramTableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
  <section className="table-box" aria-label="Programs" tabIndex={0}>
    <table className="table list-table program-table">
      <thead>
        <tr>
          <SortHeading address={address} field="TITLE" order={order}>
            Program
          </SortHeading>
          <SortHeading address={address} field="DATE" order={order}>
            When
          </SortHeading>
          <th scope="col">Status</th>
          <th scope="col">Visitors from</th>
          <th scope="col">Held in</th>
          <th scope="col">Host</th>
          <th scope="col">Local coordinator</th>
        </tr>
      </thead>
      <tbody>
        {programs.map(program => (
          <Row key={program.slug} program={program} address={address} />
        ))}
      </tbody>
    </table>
  </section>
)

const Row = ({ program, address }: { program: ProgramRow; address: Address }) => (
  <tr>
    <th scope="row">
      <Link href={linkTo('/programs/:slug', program.slug, address)}>{program.title}</Link>
      <span className="table-detail">
        {sentence(program.kind)}
        {program.series && `, ${program.series.acronym ?? program.series.name}`}
        {!program.titleIsOfficial && ', title is our description'}
      </span>
    </th>
    <td data-label="When">
      <DateText date={program.dates} />
    </td>
    <td data-label="Status">
      <StatusBadge status={program.status} />
    </td>
    <td data-label="Visitors from">
      <Origins program={program} address={address} />
    </td>
    <td data-label="Held in">
      <Places program={program} address={address} />
    </td>
    <td data-label="Host">
      <Names organizations={program.hosts} address={address} />
    </td>
    <td data-label="Coordinator">
      <Names organizations={program.localCoordinators} address={address} />
    </td>
  </tr>
)

/** As many as are read at a glance; more are said as a number, and the program's page has them all. */
const fewOrigins = 3

const Origins = ({ program: { slug, representations }, address }: { program: ProgramRow; address: Address }) => {
  if (representations.length === 0) return <NotStated />
  if (representations.length > fewOrigins)
    return (
      <Link href={linkTo('/programs/:slug', slug, address)}>
        {counted(representations.length, 'country', 'countries')} or areas
      </Link>
    )
  return (
    <ul className="table-list">
      {representations.map(({ label, place }) => (
        <li key={label}>
          {place ? (
            <Link keepsPlace href={linkWith(address, { from: place.code })}>
              {place.name}
            </Link>
          ) : (
            label
          )}
        </li>
      ))}
    </ul>
  )
}

const Places = ({ program: { places }, address }: { program: ProgramRow; address: Address }) => {
  if (places.length === 0) return <NotStated />
  return (
    <ul className="table-list">
      {places.map(({ label, inferred, place }) => (
        <li key={label}>
          {place ? (
            <Link keepsPlace href={linkWith(address, { to: place.code })}>
              {label}
            </Link>
          ) : (
            label
          )}
          {inferred && <span className="quiet"> (inferred)</span>}
        </li>
      ))}
    </ul>
  )
}

const Names = ({ organizations, address }: { organizations: ProgramRow['hosts']; address: Address }) => {
  if (organizations.length === 0) return <NotStated />
  return (
    <ul className="table-list">
      {organizations.map((organization, at) => (
        <li key={organization?.slug ?? at}>
          {organization ? (
            <Link keepsPlace href={linkWith(address, { organization: organization.slug })}>
              {organization.name}
            </Link>
          ) : (
            <span className="quiet">not reachable</span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What no source says: a quiet mark for the eye, since most cells of some columns have nothing. */
const NotStated = () => (
  <span className="not-stated">
    <span aria-hidden="true">–</span>
    <span className="visually-hidden">not stated</span>
  </span>
)
