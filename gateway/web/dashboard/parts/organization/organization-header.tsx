import { linkTo, useAddress } from '../../address.ts'
import { Link } from '../../link.tsx'
import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { sentence } from '../field-words.ts'
import { FilterLink, OrganizationLink, OutsideLink } from '../record-links.tsx'
import type { OrganizationShown } from '../record-types.ts'
import { webAddress } from '../web-address.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

/** What the organization is, and the way to see the whole network through it. */
export const OrganizationHeader = ({
  organization,
  claims,
}: {
  organization: OrganizationShown
  claims: readonly ClaimShown[]
}) => {
  const { slug, name, names, kinds, description, url, parent } = organization
  const address = useAddress()
  const href = webAddress(url)
  const acronym = names.find(({ kind, value }) => kind === 'ACRONYM' && value !== name)
  return (
    <header className="record-header">
      <nav className="trail" aria-label="Where this page stands">
        <Link href={linkTo('/organizations', null, address)}>Organizations</Link>
      </nav>
      <p className="record-kind">{kinds.map(sentence).join(', ')}</p>
      <h1>
        {name}
        {acronym && <span className="record-acronym"> ({acronym.value})</span>}
      </h1>
      {parent && (
        <p>
          Unit of <OrganizationLink organization={parent} />.
        </p>
      )}
      {description && <p className="record-summary">{description}</p>}
      <WhoSaysSo claims={claimsOn(claims, 'description')} about="what it does" />
      <p className="record-ways">
        <FilterLink name="organization" value={slug}>
          All its programs in the table
        </FilterLink>
        {href && <OutsideLink href={href}>Web site</OutsideLink>}
      </p>
    </header>
  )
}
