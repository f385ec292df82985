import { type FormEvent, useId } from 'react'
import { type Address, goTo, linkWith } from '../../address.ts'
import { listStart } from './list-position.ts'

/** One parameter of the address as text, asked for when it is sent and not with each letter. */
export const ListWords = ({
  address,
  name,
  label,
  placeholder,
}: {
  address: Address
  name: string
  label: string
  placeholder: string
}) => {
  const id = useId()
  const said = address.query[name] ?? ''
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const words = String(new FormData(event.currentTarget).get(name) ?? '').trim()
    goTo(linkWith(address, { [name]: words || null, ...listStart }))
  }
  return (
    <form className="field list-words" onSubmit={send}>
      <label htmlFor={id}>{label}</label>
      <span className="list-words-row">
        {/* Another address is another text: the key throws away what was typed but not sent. */}
        <input key={said} id={id} name={name} type="search" defaultValue={said} placeholder={placeholder} />
        <button type="submit" className="button">
          Apply
        </button>
      </span>
    </form>
  )
}
