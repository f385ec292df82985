import { linkTo, useAddress } from '../../address.ts'
import { Link } from '../../link.tsx'
import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { sentence } from '../field-words.ts'
import { RecordSection } from '../record-section.tsx'
import type { ProgramShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

type Item = ProgramShown['agenda'][number]

/** The agenda in order. An item that no source gives an hour has none here either. */
export const ProgramAgenda = ({ program, claims }: { program: ProgramShown; claims: readonly ClaimShown[] }) => {
  const { agenda, slug } = program
  if (agenda.length === 0) return null
  const isTimed = agenda.some(item => item.startsAt !== null)
  return (
    <RecordSection
      title="Agenda"
      note={isTimed ? undefined : 'In the printed order. No source gives an hour, so none is shown.'}
    >
      <ol className="agenda">
        {agenda.map(item => (
          <li className="agenda-item" key={item.position}>
            <AgendaEntry item={item} />
          </li>
        ))}
      </ol>
      <WhoSaysSo
        claims={[...claimsOn(claims, 'agenda'), ...claimsOn(claims, 'agenda.presentationTitle')]}
        about="the agenda"
      />
      <p className="section-action">
        <a className="button" href={`/programs/${encodeURIComponent(slug)}/agenda.ics`} download>
          Add to a calendar (.ics)
        </a>
      </p>
    </RecordSection>
  )
}

const AgendaEntry = ({
  item: { title, description, presentationTitle, startsAt, endsAt, venue, speakers },
}: {
  item: Item
}) => (
  <>
    <h3>{title}</h3>
    {startsAt && (
      <p className="agenda-time">
        <time dateTime={startsAt}>{clock(startsAt)}</time>
        {endsAt && (
          <>
            {' to '}
            <time dateTime={endsAt}>{clock(endsAt)}</time>
          </>
        )}
      </p>
    )}
    {venue && <p>{venue}</p>}
    {description && <p>{description}</p>}
    {presentationTitle && (
      <p>
        Talk: <cite>{presentationTitle}</cite>
      </p>
    )}
    {speakers.map(({ label, role, person }) => (
      <p className="agenda-speaker" key={`${label} ${role}`}>
        {sentence(role)}: <Speaker label={label} slug={person?.slug ?? null} />
      </p>
    ))}
  </>
)

const Speaker = ({ label, slug }: { label: string; slug: string | null }) => {
  const address = useAddress()
  return slug === null ? label : <Link href={linkTo('/people/:slug', slug, address)}>{label}</Link>
}

const clock = (instant: string): string =>
  new Date(instant).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
