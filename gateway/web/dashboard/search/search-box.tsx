import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Address, goTo, linkWith } from '../address.ts'
import { useAnswer } from '../use-answer.ts'
import { bestHit, groupsOf } from './hit-groups.ts'
import { SearchHits } from './search-hits.tsx'

// Longer texts find nothing, and the gateway need not be asked so.
const longest = 100
// As long as a pause between two letters: who types on is not answered in between.
const pauseMs = 180

/**
 * Searches programs, people and organizations at once. The words stand in the address, so a search can be sent to somebody.
 * Enter opens the best hit, the down key goes into the list, Escape closes it.
 */
export const SearchBox = ({ address }: { address: Address | null }) => {
  const asked = (address?.query.q ?? '').slice(0, longest)
  const [text, setText] = useState(asked)
  const [isOpen, setOpen] = useState(asked !== '')
  // Enter may come before the answer; then the best hit is opened once it is known.
  const [isWanted, setWanted] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const answer = useAnswer('network-search', asked.trim() ? { query: asked.trim(), first: 5 } : null)
  const isCurrent = answer.state === 'answered' && text.trim() === asked.trim()
  const groups = answer.answer?.data ? groupsOf(answer.answer.data, address) : null
  const isShown = isOpen && asked.trim() !== ''

  // What the address says wins: by a link, and by going back.
  useEffect(() => setText(asked), [asked])
  useTextInAddress(text, asked, address)
  const page = `${address?.page} ${address?.id}`
  useClosing(box, page, () => setOpen(false))

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape' && isShown) {
      event.preventDefault()
      setOpen(false)
    }
    if (event.key === 'ArrowDown' && isShown) {
      event.preventDefault()
      box.current?.querySelector<HTMLAnchorElement>('.search-hits a')?.focus()
    }
  }
  const best = isCurrent && groups ? bestHit(groups, asked) : null
  useEffect(() => {
    if (!isWanted || !isCurrent) return
    setWanted(false)
    if (best) goTo(best.href)
  }, [isWanted, isCurrent, best])
  const openBest = (): void => {
    setOpen(true)
    setWanted(text.trim() !== '')
    if (text !== asked) searchAt(address, text)
  }
  return (
    <div className="search-box" ref={box}>
      <search>
        <form
          onSubmit={event => {
            event.preventDefault()
            openBest()
          }}
        >
          <label className="visually-hidden" htmlFor="search-input">
            Search programs, people and organizations
          </label>
          <svg className="search-icon" viewBox="0 0 20 20" width="18" aria-hidden="true">
            <circle cx="8.5" cy="8.5" r="5.5" />
            <path d="m12.8 12.8 4.7 4.7" />
          </svg>
          <input
            id="search-input"
            type="search"
            placeholder="Search programs, people, organizations"
            value={text}
            maxLength={longest}
            autoComplete="off"
            aria-describedby="search-keys"
            onChange={event => {
              setText(event.target.value)
              setWanted(false)
              setOpen(true)
            }}
            onFocus={() => setOpen(true)}
            onKeyDown={onKeyDown}
          />
          <span id="search-keys" className="visually-hidden">
            Enter opens the best hit; the down key goes into the list of hits.
          </span>
        </form>
      </search>
      {isShown && <SearchHits asked={answer} groups={groups} query={asked.trim()} onClose={() => setOpen(false)} />}
    </div>
  )
}

/** Writes the words into the address; where the page is none, into that of the overview. */
const searchAt = (address: Address | null, text: string): void =>
  goTo(linkWith(address ?? { page: '/', id: null, query: {} }, { q: text || null }), { replace: true })

/** Writes what is typed into the address after a pause, without a step to go back to for each letter. */
const useTextInAddress = (text: string, asked: string, address: Address | null): void => {
  const latest = useRef(address)
  latest.current = address
  useEffect(() => {
    if (text === asked) return
    const timer = setTimeout(() => {
      searchAt(latest.current, text)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, asked])
}

/** Closes the list when the reader turns to something else: another page, or another part of this one. */
const useClosing = (box: { current: HTMLElement | null }, page: string, close: () => void): void => {
  const latest = useRef({ close, page })
  useEffect(() => {
    if (latest.current.page !== page) close()
    latest.current = { close, page }
  })
  useEffect(() => {
    const turn = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) latest.current.close()
    }
    document.addEventListener('pointerdown', turn)
    document.addEventListener('focusin', turn)
    return () => {
      document.removeEventListener('pointerdown', turn)
      document.removeEventListener('focusin', turn)
    }
  }, [box])
}
