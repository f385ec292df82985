import { useId } from 'react'
import { type Address, goTo, linkWith } from '../../address.ts'
import { listStart } from './list-position.ts'

/** A value to narrow or sort a list by. */
export type ListChoiceOption = { readonly value: string; readonly label: string }

/** One parameter of the address as the browser's own list. The empty value takes it away. */
export const ListChoice = ({
  address,
  name,
  label,
  none,
  options,
}: {
  address: Address
  name: string
  label: string
  /** What the choice says while nothing is chosen. */
  none: string
  options: readonly ListChoiceOption[]
}) => {
  const id = useId()
  const chosen = address.query[name] ?? ''
  const isKnown = chosen === '' || options.some(({ value }) => value === chosen)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={event => goTo(linkWith(address, { [name]: event.target.value || null, ...listStart }))}
      >
        <option value="">{none}</option>
        {!isKnown && <option value={chosen}>{chosen}</option>}
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The value that the address chooses, if it is one that there is; else none, so that a mistyped address asks nothing wrong. */
export const chosenOf = <Value extends string>(
  { query }: Address,
  name: string,
  values: readonly Value[],
): Value | undefined => values.find(value => value === query[name])
