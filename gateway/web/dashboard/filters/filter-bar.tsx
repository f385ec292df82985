import { useState } from 'react'
import { type Address, type FilterName, goTo, linkWith } from '../address.ts'
import type { DataOf } from '../ask.ts'
import { sentence } from '../parts/field-words.ts'
import { programKinds, undated } from '../program-filter.ts'
import { useAnswer } from '../use-answer.ts'
import { FilterChips } from './filter-chips.tsx'
import { type Choice, FilterSelect } from './filter-select.tsx'

/** Narrows every panel of the page to some programs. All it does is change the address. */
export const FilterBar = ({ address }: { address: Address }) => {
  const [isOpen, setOpen] = useState(false)
  const choices = choicesOf(useAnswer('filter-choices', {}).answer?.data ?? null)
  const select = (name: FilterName) => (value: string) => goTo(linkWith(address, { [name]: value || null }))
  return (
    <search className="filter-bar" aria-label="Filters">
      <button
        type="button"
        className="button filter-bar-opener"
        aria-expanded={isOpen}
        aria-controls="filter-choices"
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide the filters' : 'Filter programs'}
      </button>
      <div id="filter-choices" className={isOpen ? 'filter-bar-choices is-open' : 'filter-bar-choices'}>
        {selects.map(({ name, label, all }) => (
          <FilterSelect
            key={name}
            label={label}
            all={all}
            value={address.query[name] ?? ''}
            choices={choices[name]}
            onChange={select(name)}
          />
        ))}
      </div>
      <FilterChips address={address} />
    </search>
  )
}

const selects = [
  { name: 'from', label: 'Visitors from', all: 'Anywhere' },
  { name: 'to', label: 'Held in', all: 'Anywhere' },
  { name: 'topic', label: 'Topic', all: 'Any topic' },
  { name: 'kind', label: 'Kind', all: 'Any kind' },
  { name: 'year', label: 'Year', all: 'Any year' },
] as const satisfies readonly { name: FilterName; label: string; all: string }[]

type Choices = Readonly<Record<(typeof selects)[number]['name'], readonly Choice[]>>
type Stats = DataOf<'filter-choices'>['years'] | undefined

const choicesOf = (data: DataOf<'filter-choices'> | null): Choices => ({
  from: knownOf(data?.origins).sort(byLabel),
  to: knownOf(data?.destinations).sort(byLabel),
  topic: knownOf(data?.topics).sort(byLabel),
  kind: kindChoices(data?.kinds),
  year: [...knownOf(data?.years).sort((a, b) => b.value.localeCompare(a.value)), ...undatedOf(data?.years)],
})

const knownOf = (stats: Stats): Choice[] =>
  (stats?.buckets ?? []).flatMap(({ programs, keys: [key] }) =>
    key?.value ? [{ value: key.value, label: key.label, programs }] : [],
  )

const kindChoices = (stats: Stats): Choice[] => {
  const counted = new Map(knownOf(stats).map(({ value, programs }) => [value, programs]))
  return programKinds
    .filter(kind => counted.has(kind))
    .map(kind => ({ value: kind, label: sentence(kind), programs: counted.get(kind) ?? 0 }))
}

const undatedOf = (stats: Stats): Choice[] =>
  (stats?.buckets ?? [])
    .filter(({ keys: [key] }) => key?.unknown)
    .map(({ programs }) => ({ value: undated, label: 'Undated', programs }))

const byLabel = (a: Choice, b: Choice): number => a.label.localeCompare(b.label)
