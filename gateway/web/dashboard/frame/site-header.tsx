import { type Address, linkTo } from '../address.ts'
import { Link } from '../link.tsx'
import { SearchBox } from '../search/search-box.tsx'
import { SignInButton } from '../sign-in/sign-in-button.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** Name, sections, search and who is signed in: the same on every page. */
export const SiteHeader = ({ address }: { address: Address | null }) => (
  <header className="site-header">
    <div className="site-header-row">
      <Link className="site-name" href={linkTo('/', null, address)}>
        <Mark />
        <span>Exchange Network</span>
      </Link>
      <SearchBox address={address} />
      <div className="site-header-ways">
        <ThemeSwitch />
        <SignInButton />
      </div>
    </div>
    <nav className="site-nav" aria-label="Sections">
      <ul>
        {sections.map(({ path, name }) => (
          <li key={path}>
            <Link href={linkTo(path, null, address)} aria-current={currentOf(path, address)}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  </header>
)

const sections = [
  { path: '/', name: 'Overview' },
  { path: '/programs', name: 'Programs' },
  { path: '/people', name: 'People' },
  { path: '/organizations', name: 'Organizations' },
  { path: '/disagreements', name: 'Disagreements' },
  { path: '/sources', name: 'Sources' },
] as const

/** "page" for the section itself, "true" for what lies within it, e.g. one program. */
const currentOf = (path: string, address: Address | null): 'page' | 'true' | undefined => {
  if (!address) return undefined
  if (address.page === path) return 'page'
  return path !== '/' && address.page.startsWith(`${path}/`) ? 'true' : undefined
}

const Mark = () => (
  <svg className="site-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
    <rect width="32" height="32" rx="7" className="site-mark-ground" />
    <path d="M9 11c5-5 9-5 14 0M9 21c5 5 9 5 14 0" className="site-mark-line" />
    <circle cx="8" cy="16" r="3.2" className="site-mark-here" />
    <circle cx="24" cy="16" r="3.2" className="site-mark-there" />
  </svg>
)
