import { type Address, linkWith } from '../address.ts'
import { useFilterNames } from '../filters/use-filter-names.ts'
import type { SourceKind } from '../generated/operations.ts'
import { Link } from '../link.tsx'
import { Panel } from '../panel.tsx'
import { counted } from '../parts/counted.ts'
import { sentence } from '../parts/field-words.ts'
import { ListChip } from '../parts/list/list-chip.tsx'
import { chosenOf, ListChoice } from '../parts/list/list-choice.tsx'
import { ListHeader } from '../parts/list/list-header.tsx'
import { ListPager } from '../parts/list/list-pager.tsx'
import { listStart } from '../parts/list/list-position.ts'
import { Nothing } from '../parts/record-section.tsx'
import { SourceEntry } from '../parts/source/source-entry.tsx'
import { SourcePage } from '../parts/source/source-page.tsx'
import { useAnswer } from '../use-answer.ts'

/** The documents that everything here stands on, or one of them where the address names it. */
export const SourcesPage = ({ address }: { address: Address }) =>
  address.query.document ? (
    <SourcePage key={address.query.document} id={address.query.document} address={address} />
  ) : (
    <AllSources address={address} />
  )

const kinds = [
  'PRESS_RELEASE',
  'NEWS_STORY',
  'OPINION_ARTICLE',
  'WEB_PAGE',
  'REPORT',
  'ROSTER',
  'PARTNER_ENTRY',
] as const satisfies readonly SourceKind[]

const AllSources = ({ address }: { address: Address }) => {
  const kind = chosenOf(address, 'as', kinds)
  const { organization, after } = address.query
  const { organization: publisher } = useFilterNames(address)
  const variables = { kinds: kind ? [kind] : null, publisherId: organization ?? null }
  const asked = useAnswer('source-list', { ...variables, first: 25, after: after ?? null })
  return (
    <>
      <ListHeader title="Sources">
        The documents that every value in the network is taken from. A copy and its original are one witness.
      </ListHeader>
      <search className="list-filters" aria-label="Narrow the documents">
        <ListChoice
          address={address}
          name="as"
          label="Kind of document"
          none="Any kind"
          options={kinds.map(value => ({ value, label: sentence(value) }))}
        />
        {organization && (
          <ListChip address={address} name="organization">
            {`Published by ${publisher ?? organization}`}
          </ListChip>
        )}
      </search>
      <Panel
        title={kind || organization ? 'Documents that fit' : 'All documents'}
        asked={asked}
        operation="source-list"
        variables={{ ...variables, first: 200 }}
        size="full"
        height={480}
        note={data =>
          data.sources &&
          data.sources.totalCount > 0 &&
          `${counted(data.sources.totalCount, 'document')}${kind || organization ? ' that fit' : ''}, latest first. Counts documents, not statements.`
        }
        isEmpty={data => data.sources === null}
      >
        {({ sources }) =>
          sources && (
            <>
              {sources.totalCount === 0 && (
                <Nothing>
                  No document fits.{' '}
                  <Link href={linkWith(address, { as: null, organization: null, ...listStart })}>Show all of them</Link>
                </Nothing>
              )}
              <ul className="source-entries">
                {sources.edges.map(({ node }) => (
                  <li className="source-entries-item" key={node.slug}>
                    <SourceEntry source={node} heading="h3" />
                  </li>
                ))}
              </ul>
              <ListPager
                address={address}
                shown={sources.edges.length}
                total={sources.totalCount}
                pageInfo={sources.pageInfo}
                what="documents"
              />
            </>
          )
        }
      </Panel>
    </>
  )
}
