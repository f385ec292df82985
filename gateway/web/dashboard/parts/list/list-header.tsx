import type { ReactNode } from 'react'

/** The head of a page that lists records. */
export const ListHeader = ({ title, children }: { title: string; children: ReactNode }) => (
  <header className="list-header">
    <h1>{title}</h1>
    <p>{children}</p>
  </header>
)
