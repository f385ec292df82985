import type { ReactNode } from 'react'

export type TableContent = {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
}

/** A table of what a panel shows otherwise. The first cell of a row is its heading; numbers stand to the right. */
export const PlainTable = ({ content: { caption, columns, rows } }: { content: TableContent }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
  <section className="table-box" aria-label={`Table: ${caption}`} tabIndex={0}>
    <table className="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, at) => (
            <th key={column} scope="col" className={isNumeric(rows, at) ? 'table-number' : undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of an answer have no other name and do not move
          <tr key={row}>
            {cells.map((cell, at) => (
              <Cell key={columns[at]} isHeading={at === 0} isNumber={isNumeric(rows, at)}>
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Cell = ({ isHeading, isNumber, children }: { isHeading: boolean; isNumber: boolean; children: ReactNode }) => {
  if (isHeading) return <th scope="row">{children}</th>
  return (
    <td className={isNumber ? 'table-number' : undefined}>{children ?? <span className="unknown">not known</span>}</td>
  )
}

const isNumeric = (rows: TableContent['rows'], at: number): boolean =>
  at > 0 && rows.some(cells => typeof cells[at] === 'number')
