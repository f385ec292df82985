import { linkTo, useAddress } from '../../address.ts'
import { Link } from '../../link.tsx'
import { sentence } from '../field-words.ts'
import { FilterLink, PlaceLink } from '../record-links.tsx'
import type { PlaceShown } from '../record-types.ts'

/** What the place is called, where it lies, and the ways to see the network through it. */
export const PlaceHeader = ({ place: { code, kind, name, un, country, continent } }: { place: PlaceShown }) => {
  const address = useAddress()
  const isWithin = country !== null && country.code !== code
  return (
    <header className="record-header">
      <nav className="trail" aria-label="Where this page stands">
        <Link href={linkTo('/', null, address)}>Overview</Link>
      </nav>
      <p className="record-kind">{sentence(kind)}</p>
      <h1>{name}</h1>
      {un !== name && <p className="record-aside">“{un}” in the wording of the United Nations.</p>}
      <p>
        {isWithin && (
          <>
            In <PlaceLink place={country} />
            {continent && ', '}
          </>
        )}
        {continent && continent.code !== code && <PlaceLink place={continent} />}
      </p>
      <p className="record-ways">
        <FilterLink name="from" value={code}>
          Only visitors from here
        </FilterLink>
        <FilterLink name="to" value={code}>
          Only programs held here
        </FilterLink>
      </p>
    </header>
  )
}
