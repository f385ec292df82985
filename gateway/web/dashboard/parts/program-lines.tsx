import type { ReactNode } from 'react'
import type { ProgramKind, ProgramStatus } from '../generated/operations.ts'
import { DateText } from './date-text.tsx'
import type { WrittenDate } from './date-words.ts'
import { sentence } from './field-words.ts'
import { OrganizationLink, ProgramLink } from './record-links.tsx'
import { StatusBadge } from './status-badge.tsx'

/** What a line about a program shows of it. */
export type ProgramInLine = {
  readonly slug: string
  readonly title: string
  readonly kind: ProgramKind
  readonly status: ProgramStatus
  readonly dates: WrittenDate | null
}

/** A program in a line or two of a list; what stands inside says why it is in the list. */
export const ProgramLine = ({ program, children }: { program: ProgramInLine; children?: ReactNode }) => (
  <div className="program-line">
    <p className="program-line-title">
      <ProgramLink program={program} />
    </p>
    <p className="program-line-facts">
      <span>{sentence(program.kind)}</span>
      <DateText date={program.dates} />
      <StatusBadge status={program.status} />
    </p>
    {children}
  </div>
)

/** The hosts of a program, as one more reason in its line; nothing where none is known. */
export const HostedBy = ({
  hosts,
}: {
  hosts: readonly ({ readonly slug: string; readonly name: string } | null)[]
}) => {
  const known = hosts.filter(host => host !== null)
  if (known.length === 0) return null
  return (
    <p className="program-line-why">
      Hosted by{' '}
      {known.map((host, position) => (
        <span key={host.slug}>
          {position > 0 && ', '}
          <OrganizationLink organization={host} />
        </span>
      ))}
    </p>
  )
}
