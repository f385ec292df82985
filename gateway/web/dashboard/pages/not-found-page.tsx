import { Link } from '../link.tsx'

/** What a path shows that no page has. */
export const NotFoundPage = () => (
  <div className="page-said">
    <h1>There is no such page</h1>
    <p>
      The address may be cut off or old. Start at the <Link href="/">overview</Link>, or search for a program, a person
      or an organization above.
    </p>
  </div>
)
