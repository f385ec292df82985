import { type Address, linkWith } from '../address.ts'
import { FilterChips } from '../filters/filter-chips.tsx'
import { Link } from '../link.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { sentence } from '../parts/field-words.ts'
import { ListChoice } from '../parts/list/list-choice.tsx'
import { ListHeader } from '../parts/list/list-header.tsx'
import { ListPager } from '../parts/list/list-pager.tsx'
import { listStart } from '../parts/list/list-position.ts'
import { ListWords } from '../parts/list/list-words.tsx'
import { orderOf } from '../parts/list/sort-heading.tsx'
import { PeopleTable } from '../parts/person/people-table.tsx'
import { affiliationKinds, participationsFilter, personFilter } from '../parts/person/person-filter.ts'
import { Nothing } from '../parts/record-section.tsx'
import { useAnswer } from '../use-answer.ts'

/** People: narrowed, sorted and paged by the server as the address says. */
export const PeoplePage = ({ address }: { address: Address }) => {
  const filter = personFilter(address)
  const participations = participationsFilter(address)
  const order = orderOf(address, ['NAME', 'UPDATED_AT'], { field: 'NAME', direction: 'ASC' })
  const variables = { filter, participations, orderBy: order }
  const asked = useAnswer('people-list', { ...variables, first: 25, after: address.query.after ?? null })
  return (
    <>
      <ListHeader title="People">
        People whom documents name in a position or in connection with a program. Shown are those whom you may see.
      </ListHeader>
      <search className="list-filters" aria-label="Narrow the people">
        <ListWords address={address} name="title" label="Job title contains" placeholder="e.g. director" />
        <ListChoice
          address={address}
          name="as"
          label="Kind of position"
          none="Any kind"
          options={affiliationKinds.map(kind => ({ value: kind, label: sentence(kind) }))}
        />
        <ListChoice address={address} name="sort" label="In the order of" none="Names" options={orders} />
        <FilterChips address={address} />
      </search>
      <Panel
        title={filter ? 'People who fit' : 'All people'}
        asked={asked}
        operation="people-list"
        // A file is for the whole list, not for the page of it that is on the screen.
        variables={{ ...variables, first: 200 }}
        size="full"
        height={320}
        note={data =>
          data.people && (
            <>
              {data.people.totalCount > 0 &&
                `${counted(data.people.totalCount, 'person', 'people')} ${filter ? 'who fit' : 'on record'}. `}
              “Programs” are those that name the person
              {participations ? ', within the filters above' : ''}; being quoted is not taking part.
            </>
          )
        }
        isEmpty={data => data.people === null}
      >
        {({ people }) =>
          people && (
            <>
              {people.totalCount === 0 && <NothingFits address={address} />}
              <PeopleTable people={people} address={address} order={order} />
              <ListPager
                address={address}
                shown={people.edges.length}
                total={people.totalCount}
                pageInfo={people.pageInfo}
                what="people"
              />
            </>
          )
        }
      </Panel>
    </>
  )
}

const NothingFits = ({ address }: { address: Address }) => (
  <Nothing>
    No person fits.{' '}
    <Link href={linkWith(address, { title: null, as: null, organization: null, ...listStart })}>Show all of them</Link>
  </Nothing>
)

const orders = [
  { value: '-NAME', label: 'Names, from Z to A' },
  { value: '-UPDATED_AT', label: 'Last change, latest first' },
  { value: 'UPDATED_AT', label: 'Last change, earliest first' },
]
