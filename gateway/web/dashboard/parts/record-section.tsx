import { type ReactNode, useId } from 'react'

/** A part of a record's page, with its heading, and in words what its figures count. */
export const RecordSection = ({
  title,
  count,
  note,
  size = 'half',
  id,
  children,
}: {
  title: string
  count?: number
  note?: ReactNode
  size?: 'half' | 'full'
  /** Where a link within the page leads. */
  id?: string
  children: ReactNode
}) => {
  const heading = useId()
  return (
    <section className={`record-section record-section-${size}`} aria-labelledby={heading} {...(id && { id })}>
      <h2 id={heading}>
        {title}
        {count !== undefined && <span className="record-section-count"> {count.toLocaleString('en')}</span>}
      </h2>
      {note && <p className="record-section-note">{note}</p>}
      {children}
    </section>
  )
}

/** A sentence in place of what is not there. */
export const Nothing = ({ children }: { children: ReactNode }) => <p className="nothing">{children}</p>
