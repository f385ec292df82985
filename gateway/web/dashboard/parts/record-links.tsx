import type { ReactNode } from 'react'
import { type FilterName, linkTo, linkWith, useAddress } from '../address.ts'
import { Link } from '../link.tsx'
import { listStart } from './list/list-position.ts'
import { NarrowLink } from './narrow-link.tsx'

type Named = { readonly slug: string; readonly name: string }

/** The name of an organization, leading to its page; what was printed where the organization itself is not to be had. */
export const OrganizationLink = ({ organization, label }: { organization: Named | null; label?: string }) => {
  const address = useAddress()
  if (organization === null) return <span>{label ?? 'An organization that cannot be shown'}</span>
  return <Link href={linkTo('/organizations/:slug', organization.slug, address)}>{organization.name}</Link>
}

/** The name of a person, leading to the person's page where there is one to lead to. */
export const PersonLink = ({ slug, name }: { slug: string | null; name: string }) => {
  const address = useAddress()
  return slug === null ? <span>{name}</span> : <Link href={linkTo('/people/:slug', slug, address)}>{name}</Link>
}

/** The title of a program, leading to its page. */
export const ProgramLink = ({ program }: { program: { readonly slug: string; readonly title: string } }) => {
  const address = useAddress()
  return <Link href={linkTo('/programs/:slug', program.slug, address)}>{program.title}</Link>
}

/** The name of a place, leading to its page; `label` is what was printed, and stands alone where the place is unknown. */
export const PlaceLink = ({
  place,
  label,
}: {
  place: { readonly code: string; readonly name: string } | null
  label?: string
}) => {
  const address = useAddress()
  if (place === null) return <span>{label ?? 'A place that is not known'}</span>
  return <Link href={linkTo('/places/:code', place.code, address)}>{label ?? place.name}</Link>
}

/** Narrows the whole dashboard to one value: the same page with the filter, or the programs where the page is of one record. */
export const FilterLink = ({ name, value, children }: { name: FilterName; value: string; children: ReactNode }) => {
  const address = useAddress()
  const isList = address !== null && address.id === null
  const change = { [name]: value, ...listStart }
  const href = isList ? linkWith(address, change) : linkTo('/programs', null, address, change)
  return (
    <NarrowLink href={href} keepsPlace={isList}>
      {children}
    </NarrowLink>
  )
}

/** An address of the web, outside of the network. Only for what `webAddress` has passed. */
export const OutsideLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a className="outside-link" href={href} rel="noreferrer external">
    {children}
  </a>
)
