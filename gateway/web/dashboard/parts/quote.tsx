import { SourceLink, type SourceShown, sourceAddress } from './source-link.tsx'

/** Words of a document, as printed, with where they stand. */
export const Quote = ({
  words,
  source,
  locator,
}: {
  words: string
  source: SourceShown | null
  locator: string | null
}) => (
  <figure className="quote">
    <blockquote {...(source && { cite: sourceAddress(source.slug) })}>
      <p>{quoted(words)}</p>
    </blockquote>
    <figcaption>
      <SourceLink source={source} />
      {locator && `, ${locator}`}
    </figcaption>
  </figure>
)

/** A document may print quotation marks of its own; a second pair round them would read as a quote in a quote. */
const quoted = (words: string): string => (/^[“"]/.test(words) ? words : `“${words}”`)
