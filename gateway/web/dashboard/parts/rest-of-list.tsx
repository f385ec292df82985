import { linkTo } from '../address.ts'
import { Link } from '../link.tsx'

/** Says that a list ends early and leads to the whole of it; nothing where it is whole. */
export const RestOfList = ({
  shown,
  total,
  page,
  organization,
}: {
  shown: number
  total: number
  page: '/people' | '/programs'
  organization: string
}) =>
  shown < total && (
    <p className="section-action">
      <Link href={linkTo(page, null, null, { organization })}>
        All {total.toLocaleString('en')}, of which {shown} are shown
      </Link>
    </p>
  )
