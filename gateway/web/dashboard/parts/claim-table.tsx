import { Fragment, useId } from 'react'
import { type ClaimShown, claimsByPath } from './claims-by-path.ts'
import { counted } from './counted.ts'
import { fieldWords, plain } from './field-words.ts'
import { SourceLink } from './source-link.tsx'

/** Statements about one thing, e.g. about the record itself or about what one person did in it. */
export type ClaimGroup = { readonly about: string | null; readonly claims: readonly ClaimShown[] }

/** Every statement, field by field: closed at first, for it is the proof and not the story. */
export const ClaimTable = ({ groups }: { groups: readonly ClaimGroup[] }) => {
  const all = groups.flatMap(({ claims }) => claims)
  const sources = new Set(all.map(({ source }) => source?.slug)).size
  const caption = useId()
  return (
    <details className="claim-table">
      <summary className="claim-table-opener">
        Show {counted(all.length, 'statement')} from {counted(sources, 'document')}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="table-box" aria-labelledby={caption} tabIndex={0}>
        <table className="table">
          <caption id={caption}>What each source says, field by field, in its words</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Says</th>
              <th scope="col">In its words</th>
              <th scope="col">Source</th>
              <th scope="col">How</th>
            </tr>
          </thead>
          <tbody>
            {groups.map(group => (
              <GroupRows key={group.about} group={group} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

const GroupRows = ({ group: { about, claims } }: { group: ClaimGroup }) => (
  <>
    {[...claimsByPath(claims)].map(([path, said]) => (
      <Fragment key={path}>
        {said.map((claim, position) => (
          <tr key={claim.id}>
            {position === 0 && (
              <th scope="row" rowSpan={said.length}>
                {about && <span className="claim-table-about">{about}</span>}
                {fieldWords(path)}
              </th>
            )}
            <ClaimCells claim={claim} />
          </tr>
        ))}
      </Fragment>
    ))}
  </>
)

const ClaimCells = ({ claim }: { claim: ClaimShown }) => (
  <>
    <td>{claim.value}</td>
    <td>
      {claim.quote ? (
        <q className="claim-table-quote">{bare(claim.quote)}</q>
      ) : (
        <span className="unknown">no words on record</span>
      )}
      {claim.note && <span className="printed">Note: {claim.note}</span>}
    </td>
    <td>
      <SourceLink source={claim.source && { slug: claim.source.slug, title: claim.source.title }} />
      {claim.locator && <span className="printed">{claim.locator}</span>}
    </td>
    <td>
      {plain(claim.basis)}
      {claim.planned && <span className="mark mark-planned">planned</span>}
      {claim.supersededAt && <span className="mark">the source says something else now</span>}
    </td>
  </>
)

/** Without quotation marks of its own at both ends: the element adds them. */
const bare = (quote: string): string => (/^“[^“”]*”$/.test(quote) ? quote.slice(1, -1) : quote)
