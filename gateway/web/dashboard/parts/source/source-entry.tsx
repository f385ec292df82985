import { linkWith, useAddress } from '../../address.ts'
import type { DataOf } from '../../ask.ts'
import { Link } from '../../link.tsx'
import { DateText } from '../date-text.tsx'
import { FactList } from '../fact-list.tsx'
import { sentence } from '../field-words.ts'
import { listStart } from '../list/list-position.ts'
import { NarrowLink } from '../narrow-link.tsx'
import { OrganizationLink, OutsideLink, PersonLink } from '../record-links.tsx'
import { sourceAddress } from '../source-link.tsx'
import { webAddress } from '../web-address.ts'

/** A document as the list and its own view answer it. */
export type SourceInFull = NonNullable<DataOf<'source-detail'>['source']>

/** One document: who published and wrote it, when, and whether it is a copy of another text. */
export const SourceEntry = ({ source, heading: Heading }: { source: SourceInFull; heading: 'h1' | 'h3' }) => {
  const { slug, kind, title, titleIsOfficial, subtitle, summary, identifier } = source
  const address = useAddress()
  const href = webAddress(source.url)
  return (
    <article className="source-entry">
      <p className="source-entry-kind">
        {address ? (
          <NarrowLink href={linkWith(address, { as: kind, document: null, ...listStart })}>{sentence(kind)}</NarrowLink>
        ) : (
          sentence(kind)
        )}
      </p>
      <Heading>{Heading === 'h1' ? title : <Link href={sourceAddress(slug)}>{title}</Link>}</Heading>
      {!titleIsOfficial && <p className="record-aside">A description: the document has no title.</p>}
      {subtitle && <p className="source-entry-subtitle">{subtitle}</p>}
      <FactList
        facts={[
          { name: 'Published by', value: <Publisher source={source} /> },
          source.authors.length > 0 ? { name: 'Written by', value: <Authors source={source} /> } : null,
          { name: 'Date', value: <Published source={source} /> },
          source.syndicatedFrom && {
            name: 'Copy of',
            value: (
              <>
                A text of <OrganizationLink organization={source.syndicatedFrom} />
                <span className="printed">Copy and original are one witness, not two.</span>
              </>
            ),
          },
          identifier ? { name: 'Printed number', value: identifier } : null,
          href ? { name: 'Address', value: <OutsideLink href={href}>{href}</OutsideLink> } : null,
          summary ? { name: 'Says of itself', value: summary } : null,
        ]}
      />
    </article>
  )
}

const Publisher = ({ source: { publisher, publisherInferred, syndicatedFrom } }: { source: SourceInFull }) => {
  const address = useAddress()
  if (publisher === null) return <>{syndicatedFrom ? 'The site of the copy is not named' : 'Not named'}</>
  return (
    <>
      <OrganizationLink organization={publisher} />
      {publisherInferred && <span className="printed">Taken from the context; the document does not say.</span>}
      {address && (
        <NarrowLink href={linkWith(address, { organization: publisher.slug, document: null, ...listStart })}>
          All of theirs
          <span className="visually-hidden">: documents published by {publisher.name}</span>
        </NarrowLink>
      )}
    </>
  )
}

const Authors = ({ source: { authors } }: { source: SourceInFull }) => (
  <ul className="line-list">
    {authors
      .filter(author => author !== null)
      .map(({ slug, name }) => (
        <li key={`${slug} ${name}`}>
          <PersonLink slug={slug} name={name} />
        </li>
      ))}
  </ul>
)

const Published = ({ source: { published } }: { source: SourceInFull }) => {
  if (published === null) return <>The document has no date, and the context gives none.</>
  return (
    <>
      <DateText date={published} />
      {published.label && <span className="printed">Printed as “{published.label}”.</span>}
      {published.inferred && (
        <span className="printed">The document has no date: this is concluded from what it tells of.</span>
      )}
    </>
  )
}
