import type { ReactNode } from 'react'

type KeyFigureProps = {
  label: string
  /** Undefined while it is on its way, null where the part of the network that knows does not answer. */
  value: number | null | undefined
  /** What stands beside the number so that it is not read as more than it is. */
  detail?: ReactNode
  /** What is counted, what is not, and from which sources. */
  children: ReactNode
}

/** One number, what it is of, and on request what it counts. */
export const KeyFigure = ({ label, value, detail, children }: KeyFigureProps) => (
  <li className="key-figure">
    <p className="key-figure-label">{label}</p>
    <p className="key-figure-value">
      {value === undefined && <span className="visually-hidden">Loading</span>}
      {value === null && <span className="key-figure-missing">not reachable</span>}
      {typeof value === 'number' && value.toLocaleString('en')}
    </p>
    {value !== undefined && <p className="key-figure-detail">{detail}</p>}
    <details className="key-figure-note">
      <summary>
        <span aria-hidden="true" className="key-figure-mark">
          i
        </span>
        What this counts<span className="visually-hidden">: {label}</span>
      </summary>
      <div>{children}</div>
    </details>
  </li>
)
