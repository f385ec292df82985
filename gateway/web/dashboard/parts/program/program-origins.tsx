import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import { counted } from '../counted.ts'
import { FilterLink, PlaceLink } from '../record-links.tsx'
import { RecordSection } from '../record-section.tsx'
import type { ProgramShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'
import { CountryFigures } from './country-figures.tsx'

type Origin = ProgramShown['representations'][number]

/** Where the visitors came from. Entries in print, different countries and people are three things and never mixed. */
export const ProgramOrigins = ({ program, claims }: { program: ProgramShown; claims: readonly ClaimShown[] }) => {
  const { representations, countryTally } = program
  if (representations.length === 0 && countryTally === null) return null
  const byContinent = [...Map.groupBy(representations, ({ place }) => place?.continent?.name ?? 'As printed')].sort()
  return (
    <RecordSection
      title="Where the visitors came from"
      size="full"
      note="Countries and areas, in the wording of the printed list. A list of countries does not say how many people came."
    >
      {countryTally && <CountryFigures tally={countryTally} claims={claims} />}
      <div className="origins">
        {byContinent.map(([continent, origins]) => (
          <section className="origins-continent" key={continent}>
            <h3>
              {continent} <span className="origins-count">{counted(origins.length, 'country', 'countries')}</span>
            </h3>
            <ul>
              {origins.map(origin => (
                <li className="origins-entry" key={origin.label}>
                  <OriginEntry origin={origin} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <WhoSaysSo claims={claimsOn(claims, 'representations')} about="the list of countries" />
    </RecordSection>
  )
}

const OriginEntry = ({ origin: { place, label, timesListed, delegates } }: { origin: Origin }) => (
  <>
    <span>
      <PlaceLink place={place} label={label} />
      {timesListed > 1 && <span className="mark mark-planned origins-twice">listed {timesListed} times</span>}
      {delegates !== null && <span className="origins-count"> {counted(delegates, 'delegate')}</span>}
    </span>
    {place && (
      <FilterLink name="from" value={place.code}>
        <span className="visually-hidden">Only programs with visitors from {label}</span>
      </FilterLink>
    )}
  </>
)
