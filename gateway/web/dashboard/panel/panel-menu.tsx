import { type MouseEvent, type ReactNode, useState } from 'react'
import { linkFragment } from '../../playground/share/link.ts'
import { useSession } from '../session.ts'
import { csvLink, saveCsv } from './csv-link.ts'

/** A question whose answer can be taken away as CSV. */
export type Download = {
  /** What the link is called, e.g. "CSV of destinations". */
  readonly name: string
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
}

type PanelMenuProps = {
  title: string
  /** The first is the one that the playground opens. */
  downloads: readonly [Download, ...Download[]]
  /** The table of the same figures. */
  children?: ReactNode
}

/** The ways to take a panel's figures away. */
export const PanelMenu = ({ title, downloads, children }: PanelMenuProps) => (
  <footer className="panel-menu">
    {children && (
      <details className="panel-table">
        <summary>Same data as a table</summary>
        {children}
      </details>
    )}
    <div className="panel-menu-links">
      {downloads.map(download => (
        <CsvLink key={download.operation} title={title} {...download} />
      ))}
      <a href={playgroundLink(downloads[0])} aria-label={`Open in playground: ${title}`}>
        Open in playground
      </a>
    </div>
  </footer>
)

const playgroundLink = ({ operation, variables }: Download): string =>
  `/playground/${linkFragment({ saved: operation, variables: JSON.stringify(variables, null, 2) })}`

/** A plain link for everybody; with a token the file is fetched with it, since a link cannot carry one. */
const CsvLink = ({ title, name, operation, variables }: Download & { title: string }) => {
  const { token } = useSession()
  const [failure, setFailure] = useState<string | null>(null)
  const href = csvLink(operation, variables)
  const save = (event: MouseEvent): void => {
    if (token === null) return
    event.preventDefault()
    setFailure(null)
    saveCsv(href, `${operation}.csv`, token).catch((cause: Error) => setFailure(cause.message))
  }
  return (
    <>
      <a href={href} download={`${operation}.csv`} onClick={save} aria-label={`${name}: ${title}`}>
        {name}
      </a>
      {failure && <span role="alert">{failure}</span>}
    </>
  )
}
