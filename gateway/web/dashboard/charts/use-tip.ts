import { useEffect, useId, useRef, useState } from 'react'

/** What the marks of a chart and its frame need so that one mark at a time is spoken about. */
export type TipState = {
  /** Key of the mark that is pointed at or has the focus; null when there is none. */
  readonly active: string | null
  /** The same, kept when pointer and focus have left, until Escape or another mark. */
  readonly last: string | null
  /** Of the tip's element: the active mark is described by it. */
  readonly id: string
  /** Handlers of one mark. */
  readonly on: (key: string) => MarkHandlers
  /** Keeps the tip while the pointer rests on it, so that it can be read under a magnifier. */
  readonly hold: () => void
  readonly release: () => void
}

type MarkHandlers = {
  readonly onPointerEnter: () => void
  readonly onPointerLeave: () => void
  readonly onFocus: () => void
  readonly onBlur: () => void
  readonly 'aria-describedby': string | undefined
}

/** Time to move the pointer from a mark to its tip. */
const leaveMs = 160

/** Follows pointer and focus over the marks of a chart; Escape puts the tip away (WCAG 2.2, 1.4.13). */
export const useTip = (): TipState => {
  const id = useId()
  const [active, setActive] = useState<string | null>(null)
  const [last, setLast] = useState<string | null>(null)
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const hold = (): void => clearTimeout(leaving.current)
  const release = (): void => {
    hold()
    leaving.current = setTimeout(() => setActive(null), leaveMs)
  }
  const show = (key: string): void => {
    hold()
    setActive(key)
    setLast(key)
  }
  useEffect(() => () => clearTimeout(leaving.current), [])
  useEffect(() => {
    if (last === null) return
    const putAway = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return
      setActive(null)
      setLast(null)
    }
    document.addEventListener('keydown', putAway)
    return () => document.removeEventListener('keydown', putAway)
  }, [last])
  const on = (key: string): MarkHandlers => ({
    onPointerEnter: () => show(key),
    onPointerLeave: release,
    onFocus: () => show(key),
    onBlur: release,
    'aria-describedby': active === key ? id : undefined,
  })
  return { active, last, id, on, hold, release }
}
