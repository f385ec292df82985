import type { KeyboardEvent } from 'react'
import { Link } from '../link.tsx'
import type { Asked } from '../use-answer.ts'
import { bestHit, type HitGroup, hitsSentence } from './hit-groups.ts'

type SearchHitsProps = {
  asked: Asked<'network-search'>
  groups: readonly HitGroup[] | null
  query: string
  onClose: () => void
}

/** What a search found, as links in groups. Up and down go from hit to hit, back up into the field. */
export const SearchHits = ({ asked, groups, query, onClose }: SearchHitsProps) => {
  const best = groups && bestHit(groups, query)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      document.getElementById('search-input')?.focus()
      onClose()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const links = [...event.currentTarget.querySelectorAll('a')]
    const next = links.indexOf(document.activeElement as HTMLAnchorElement) + (event.key === 'ArrowDown' ? 1 : -1)
    const target = next < 0 ? document.getElementById('search-input') : links[Math.min(next, links.length - 1)]
    target?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shortcut between the links inside
    <div id="search-hits" className="search-hits" onKeyDown={onKeyDown}>
      <p className="search-hits-said" role="status">
        {sentenceOf(asked, groups, query)}
      </p>
      {groups?.map(group => (
        <section key={group.name} aria-label={group.name}>
          <h2>
            {group.name} <span className="quiet">{group.total}</span>
          </h2>
          <ul>
            {group.hits.map(hit => (
              <li key={hit.href}>
                <Link href={hit.href} onClick={onClose}>
                  <span className="search-hit-name">
                    {hit.name} {hit.href === best?.href && <kbd>Enter</kbd>}
                  </span>
                  {hit.detail && <span className="search-hit-detail">{hit.detail}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

const sentenceOf = (asked: Asked<'network-search'>, groups: readonly HitGroup[] | null, query: string): string => {
  if (asked.state === 'failed') return asked.error.message
  if (!groups) return 'Searching …'
  const isPartial = asked.answer?.problems.some(({ kind }) => kind === 'missing')
  return `${hitsSentence(groups, query)}${isPartial ? ' A part of the network is not reachable and was not searched.' : ''}`
}
