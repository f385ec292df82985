import { openSignIn } from '../../sign-in/sign-in-dialog.tsx'
import { sentence } from '../field-words.ts'
import { RecordSection } from '../record-section.tsx'
import type { PersonShown } from '../record-types.ts'
import { SourceLink } from '../source-link.tsx'
import { Withheld } from '../withheld.tsx'

type ContactPoint = PersonShown['contactPoints'][number]

/** Ways to reach the person. The values need a scope, even those once printed: numbers get old and are collected. */
export const PersonContacts = ({
  person: { contactPoints },
  isWithheld,
}: {
  person: PersonShown
  isWithheld: boolean
}) =>
  contactPoints.length > 0 && (
    <RecordSection
      title="Contact"
      note="For the purpose that the source names. Numbers and addresses are shown to those with the scope “contact:read” only."
    >
      <dl className="fact-list">
        {contactPoints.map((point, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: contact points have no name of their own and do not move
          <div className="fact-group" key={position}>
            <dt>{sentence(point.kind)}</dt>
            <dd>
              <ContactValue point={point} />
              {point.purpose && <span className="printed">For: {point.purpose}</span>}
              {point.source && (
                <span className="printed">
                  From <SourceLink source={point.source} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {isWithheld && (
        <p className="section-action">
          <button type="button" className="button" onClick={openSignIn}>
            Sign in to read them
          </button>
        </p>
      )}
    </RecordSection>
  )

const ContactValue = ({ point: { kind, value } }: { point: ContactPoint }) => {
  if (value === null) return <Withheld />
  if (kind === 'EMAIL') return <a href={`mailto:${encodeURIComponent(value).replace('%40', '@')}`}>{value}</a>
  return <a href={`tel:${value.replace(/[^+\d]/g, '')}`}>{value}</a>
}
