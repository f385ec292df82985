import { type ClaimShown, claimsOn } from '../claims-by-path.ts'
import type { ProgramShown } from '../record-types.ts'
import { WhoSaysSo } from '../who-says-so.tsx'

type Tally = NonNullable<ProgramShown['countryTally']>

const figures: readonly { readonly field: Exclude<keyof Tally, 'note'>; readonly what: string }[] = [
  { field: 'announced', what: 'announced before the visit' },
  { field: 'reported', what: 'reported afterwards' },
  { field: 'listed', what: 'entries in the printed list, repetitions included' },
  { field: 'distinct', what: 'different countries and areas in that list' },
]

/** How many countries, as announced, reported, listed and counted, with the number that the network uses and why. */
export const CountryFigures = ({ tally, claims }: { tally: Tally; claims: readonly ClaimShown[] }) => (
  <div className="country-figures">
    <ul className="country-figures-row">
      {figures.map(({ field, what }) => (
        <li className="country-figure" key={field}>
          {tally[field] === null ? (
            <span className="country-figure-none">Not stated</span>
          ) : (
            <strong className="country-figure-number">{tally[field]}</strong>
          )}
          <span className="country-figure-what">{what}</span>
          <WhoSaysSo claims={claimsOn(claims, `countryTally.${field}`)} about={what} />
        </li>
      ))}
    </ul>
    <p className="country-figures-used">
      {tally.adopted === null ? (
        'The network uses no number yet: nobody has decided.'
      ) : (
        <>
          The network counts <strong>{tally.adopted}</strong>.
        </>
      )}
      {tally.note && ` Why the numbers differ: ${tally.note.replace(/\.?$/, '.')}`}
    </p>
  </div>
)
