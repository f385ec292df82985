import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { DateText } from '../date-text.tsx'
import { sentence } from '../field-words.ts'
import { FilterLink, OrganizationLink, OutsideLink, ProgramLink } from '../record-links.tsx'
import { Nothing, RecordSection } from '../record-section.tsx'
import type { ProgramShown } from '../record-types.ts'
import { webAddress } from '../web-address.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

type Shown = { program: ProgramShown; claims: readonly ClaimShown[] }

/** What it was about. A topic has no page of its own: it leads to the programs that share it. */
export const ProgramTopics = ({ program: { topics }, claims }: Shown) => (
  <RecordSection title="Topics">
    {topics.length === 0 && <Nothing>No topic is on record.</Nothing>}
    <ul className="topic-list">
      {topics.map(({ slug, label }) => (
        <li key={slug}>
          <FilterLink name="topic" value={slug}>
            {label}
          </FilterLink>
        </li>
      ))}
    </ul>
    <WhoSaysSo claims={claimsOn(claims, 'topics')} about="topics" />
  </RecordSection>
)

/** Projects of others that the host showed to the visitors. */
export const ProgramInitiatives = ({ program: { initiatives }, claims }: Shown) =>
  initiatives.length > 0 && (
    <RecordSection title="Initiatives that the host presented">
      <ul className="plain-list">
        {initiatives.map(({ name, note, organization }) => (
          <li key={name}>
            <strong>{name}</strong>
            {organization && (
              <span className="printed">
                Of <OrganizationLink organization={organization} />
              </span>
            )}
            {note && <span className="printed">{note}</span>}
          </li>
        ))}
      </ul>
      <WhoSaysSo claims={claimsOn(claims, 'initiatives')} about="initiatives" />
    </RecordSection>
  )

/** Programs that it contains. */
export const ProgramParts = ({ program: { parts } }: { program: ProgramShown }) =>
  parts.length > 0 && (
    <RecordSection title="Programs that are part of it">
      <ul className="plain-list">
        {parts.map(part => (
          <li key={part.slug}>
            <ProgramLink program={part} /> <span className="printed">{sentence(part.kind)}</span>
          </li>
        ))}
      </ul>
    </RecordSection>
  )

/** What came out of it. */
export const ProgramOutputs = ({ program: { outputs }, claims }: Shown) => (
  <RecordSection title="What it produced">
    {outputs.length === 0 && <Nothing>No report or other result is known.</Nothing>}
    <ul className="plain-list">
      {outputs.map(output => (
        <li key={output.title}>
          <OutputEntry output={output} />
        </li>
      ))}
    </ul>
    <WhoSaysSo claims={claimsOn(claims, 'outputs')} about="what it produced" />
  </RecordSection>
)

const OutputEntry = ({ output }: { output: ProgramShown['outputs'][number] }) => {
  const { kind, title, description, languages, publisher, publisherInferred, published } = output
  const href = webAddress(output.url)
  // A title in two languages belongs to neither: a screen reader is told of one language only where there is one.
  const lang = languages.length === 1 && languages[0] !== 'en' ? { lang: languages[0] } : {}
  const cited = <cite {...lang}>{title}</cite>
  return (
    <>
      {href ? <OutsideLink href={href}>{cited}</OutsideLink> : cited}
      <span className="printed">
        {[sentence(kind), languages.map(languageName).join(' and ')].filter(Boolean).join(', ')}
        {publisher && (
          <>
            , published by <OrganizationLink organization={publisher} />
            {publisherInferred && ' (taken from the context)'}
          </>
        )}
        {published && (
          <>
            , <DateText date={published} />
          </>
        )}
      </span>
      {description && <span className="printed">{description}</span>}
    </>
  )
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** A tag that is no BCP 47 tag is shown as it is. */
const languageName = (tag: string): string => {
  try {
    return languageNames.of(tag) ?? tag
  } catch {
    return tag
  }
}
