import type { SourceKind } from '../generated/operations.ts'
import { NotReached } from './absent.tsx'
import { DateText } from './date-text.tsx'
import type { WrittenDate } from './date-words.ts'
import { sentence } from './field-words.ts'
import { OrganizationLink } from './record-links.tsx'
import { Nothing, RecordSection } from './record-section.tsx'
import { SourceLink } from './source-link.tsx'

type SourceEntry = {
  readonly slug: string
  readonly title: string
  readonly titleIsOfficial: boolean
  readonly kind: SourceKind
  readonly published: WrittenDate | null
  readonly syndicatedFrom: { readonly slug: string; readonly name: string } | null
}

/** The documents that a record stands on. */
export const RecordSources = ({
  sources,
  lacks = false,
}: {
  sources: readonly (SourceEntry | null)[]
  /** True where the network did not give all of them. */
  lacks?: boolean
}) => {
  const known = sources.filter(source => source !== null)
  return (
    <RecordSection title="Sources" note="Documents that support this entry.">
      {lacks && <NotReached what="Documents" />}
      {known.length === 0 && !lacks && <Nothing>No document that is open to you supports it.</Nothing>}
      <ul className="plain-list">
        {known.map(source => (
          <li key={source.slug}>
            <SourceLink source={{ slug: source.slug, title: source.title }} />
            <span className="printed">
              {sentence(source.kind)}, {source.published ? <DateText date={source.published} /> : 'undated'}
              {!source.titleIsOfficial && '; the title is our description'}
              {source.syndicatedFrom && (
                <>
                  ; a copy of a text of <OrganizationLink organization={source.syndicatedFrom} />, both are one witness
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </RecordSection>
  )
}
