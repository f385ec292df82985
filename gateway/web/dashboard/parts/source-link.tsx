import { linkTo } from '../address.ts'
import type { SourceKind } from '../generated/operations.ts'
import { Link } from '../link.tsx'
import { plain } from './field-words.ts'

/** A document that something is taken from. */
export type SourceShown = { readonly slug: string; readonly title: string; readonly kind?: SourceKind }

/** Leads to the entry of a document; says so where the document may not be seen, for the statement is still a document's. */
export const SourceLink = ({ source }: { source: SourceShown | null }) =>
  source === null ? (
    <span className="source-link">a document that cannot be shown</span>
  ) : (
    <span className="source-link">
      <Link href={sourceAddress(source.slug)}>{source.title}</Link>
      {source.kind && <span className="source-link-kind"> ({plain(source.kind)})</span>}
    </span>
  )

/** Where a document is shown. */
export const sourceAddress = (slug: string): string => linkTo('/sources', null, null, { document: slug })
