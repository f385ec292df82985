import { type Address, type FilterName, filterNames, linkWith } from '../address.ts'
import { Link } from '../link.tsx'
import { sentence } from '../parts/field-words.ts'
import { ignoredFilters, undated, usedFilters } from '../program-filter.ts'
import { type FilterWords, useFilterNames } from './use-filter-names.ts'

/** The filters in use, in words; following one takes it away. */
export const FilterChips = ({ address }: { address: Address }) => {
  const used = usedFilters(address)
  const ignored = ignoredFilters(address)
  const names = useFilterNames(address)
  if (used.length + ignored.length === 0) return null
  return (
    <div className="filter-chips">
      {used.map(name => (
        <Chip key={name} name={name} address={address}>
          {chipWords(name, address.query[name] ?? '', names)}
        </Chip>
      ))}
      {used.length > 1 && (
        <Link className="filter-chips-clear" href={linkWith(address, withoutFilters)}>
          Clear all
        </Link>
      )}
      {ignored.map(name => (
        <p key={name} className="filter-chips-ignored" role="status">
          The address asks for {articles[name]} “{(address.query[name] ?? '').slice(0, 60)}”, which there is not;
          nothing is filtered by it. <Link href={linkWith(address, { [name]: null })}>Leave it out</Link>
        </p>
      ))}
    </div>
  )
}

const withoutFilters = Object.fromEntries(filterNames.map(name => [name, null]))

const Chip = ({ name, address, children }: { name: FilterName; address: Address; children: string }) => (
  <Link className="chip" href={linkWith(address, { [name]: null })} aria-label={`Remove the filter: ${children}`}>
    {children}
    <span className="chip-cross" aria-hidden="true">
      ×
    </span>
  </Link>
)

const chipWords = (name: FilterName, value: string, names: FilterWords): string => {
  if (name === 'kind') return sentence(value)
  if (name === 'year') return value === undated ? 'Undated' : `In ${value}`
  const known = names[name]
  // Null: the network knows no such record. Undefined: the name is still on its way.
  const words = known === null ? `“${value}”, which is not known` : (known ?? value)
  return `${prefixes[name]} ${words}`
}

const prefixes = { from: 'Visitors from', to: 'Held in', organization: 'With', topic: 'On' } as const

const articles = {
  from: 'an origin',
  to: 'a destination',
  organization: 'an organization',
  topic: 'a topic',
  kind: 'a kind',
  year: 'a year',
} as const satisfies Record<FilterName, string>
