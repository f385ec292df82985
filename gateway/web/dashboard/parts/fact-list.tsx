import type { ReactNode } from 'react'
import { Fragment } from 'react'

/** One fact: what it is about, its value, and who says so. A fact without a value is left out. */
export type Fact = { readonly name: string; readonly value: ReactNode; readonly mark?: ReactNode } | null

/** Facts of a record by name. */
export const FactList = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="fact-list">
    {facts
      .filter(fact => fact !== null)
      .map(({ name, value, mark }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {mark}
          </dd>
        </Fragment>
      ))}
  </dl>
)
