import type { ReactNode } from 'react'
import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { DateText } from '../date-text.tsx'
import { type Fact, FactList } from '../fact-list.tsx'
import { fieldWords } from '../field-words.ts'
import { quantityText } from '../quantity-text.ts'
import { OrganizationLink, PlaceLink } from '../record-links.tsx'
import { RecordSection } from '../record-section.tsx'
import type { ProgramShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

/** When, where and as part of what: each with who says so. */
export const ProgramFacts = ({ program, claims }: { program: ProgramShown; claims: readonly ClaimShown[] }) => {
  const mark = (path: string): ReactNode => <WhoSaysSo claims={claimsOn(claims, path)} about={fieldWords(path)} />
  return (
    <RecordSection title="When and where">
      <FactList
        facts={[
          { name: 'Date', value: <DateInFull dates={program.dates} />, mark: mark('dates') },
          fiscalYear(program),
          { name: 'Place', value: <Places program={program} />, mark: mark('places') },
          text('Building', program.venue, mark('venue')),
          { name: 'Status', value: statusSources[program.status], mark: mark('status') },
          series(program, mark('series')),
          quantity('Delegates', program.delegateCount, mark('delegateCount')),
          quantity('Students represented', program.studentsRepresented, mark('studentsRepresented')),
          text('Split into', program.breakouts.join(', '), mark('breakouts')),
          steward(program),
        ]}
      />
    </RecordSection>
  )
}

const statusSources: Readonly<Record<ProgramShown['status'], string>> = {
  DRAFT: 'In preparation',
  ANNOUNCED: 'Announced only',
  CONFIRMED: 'Confirmed, not yet reported as held',
  HELD: 'Took place',
  POSTPONED: 'Put off',
  CANCELLED: 'Called off',
}

const DateInFull = ({ dates }: { dates: ProgramShown['dates'] }) => {
  if (dates === null) return <>No source dates it.</>
  return (
    <>
      <DateText date={dates} />
      {dates.days !== null && dates.days > 1 && <span>, {dates.days} days</span>}
      {dates.label && <span className="printed">Printed as “{dates.label}”.</span>}
      {dates.inferred && (
        <span className="printed">
          Part of it is our conclusion: the source names no year, but speaks of “this year”.
        </span>
      )}
    </>
  )
}

const Places = ({ program: { places } }: { program: ProgramShown }) => {
  if (places.length === 0) return <>No source names a place.</>
  return (
    <ul className="inline-list">
      {places.map(({ place, label, inferred }) => (
        <li key={label}>
          <PlaceLink place={place} label={label} />
          {place && place.name !== label && ` (${place.name})`}
          {inferred && <span className="printed">Taken from the host’s seat; no source says it.</span>}
        </li>
      ))}
    </ul>
  )
}

const text = (name: string, value: string | null, mark: ReactNode): Fact => (value ? { name, value, mark } : null)

const quantity = (name: string, value: ProgramShown['delegateCount'], mark: ReactNode): Fact =>
  value && { name, value: quantityText(value), mark }

const fiscalYear = ({ fiscalYear: year }: ProgramShown): Fact =>
  year === null ? null : { name: 'U.S. fiscal year', value: `${year} (October ${year - 1} to September ${year})` }

const series = ({ series: one }: ProgramShown, mark: ReactNode): Fact =>
  one && {
    name: 'Series',
    mark,
    value: (
      <>
        {one.name}
        {one.acronym && ` (${one.acronym})`}
        {one.owner && (
          <span className="printed">
            Of <OrganizationLink organization={one.owner} />
            {one.administrator && (
              <>
                , administered by <OrganizationLink organization={one.administrator} />
              </>
            )}
            .
          </span>
        )}
      </>
    ),
  }

const steward = ({ steward: one }: ProgramShown): Fact => ({
  name: 'Kept by',
  value: one ? <OrganizationLink organization={one} /> : 'The network: no member organization keeps this entry.',
})
