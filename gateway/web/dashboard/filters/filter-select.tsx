import { useId } from 'react'

/** Something to filter by, and how many programs it leaves. */
export type Choice = { readonly value: string; readonly label: string; readonly programs: number }

type FilterSelectProps = {
  label: string
  /** What it says while nothing is chosen. */
  all: string
  value: string
  choices: readonly Choice[]
  onChange: (value: string) => void
}

/** One filter as the browser's own list. A value from the address that is not among the choices stays visible. */
export const FilterSelect = ({ label, all, value, choices, onChange }: FilterSelectProps) => {
  const id = useId()
  const isOther = value !== '' && !choices.some(choice => choice.value === value)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={event => onChange(event.target.value)} data-is-set={value !== ''}>
        <option value="">{all}</option>
        {isOther && <option value={value}>{value.slice(0, 40)}</option>}
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label} ({choice.programs})
          </option>
        ))}
      </select>
    </div>
  )
}
