import './table-panel.css'
import { useId, useMemo, useState } from 'react'
import { saveFile } from '../../save-file.ts'
import { latestAnswer } from '../answer.ts'
import { useKept } from '../session/kept-value.ts'
import { type AnswerTable, tablesOf } from './answer-lists.ts'
import { toCsv } from './csv.ts'
import { nextSorting, type Sorting, sortedRows } from './sorted-rows.ts'

/** The panel "Table"; a default export, because React.lazy loads no other. */
export default () => {
  const answer = useKept(latestAnswer)
  const tables = useMemo(() => tablesOf(answer?.data), [answer])
  const [chosen, setChosen] = useState('')
  const table = tables.find(({ name }) => name === chosen) ?? tables[0]
  const choice = useId()
  return (
    <section className="panel table-panel" aria-labelledby="table-title">
      <h2 id="table-title">Answer as a table</h2>
      {table ? (
        <>
          <div className="choice">
            <label htmlFor={choice}>List</label>
            <select id={choice} value={table.name} onChange={event => setChosen(event.target.value)}>
              {tables.map(({ name, rows }) => (
                <option key={name} value={name}>
                  {name} ({rows.length})
                </option>
              ))}
            </select>
            <button type="button" className="primary" onClick={() => download(table)}>
              Download CSV
            </button>
          </div>
          <Rows key={table.name} table={table} />
        </>
      ) : (
        <div className="empty">
          <p>
            Run an operation whose answer holds a list: it is shown here as rows and columns, to sort and to take along
            as CSV.
          </p>
          {answer !== null && <p>The latest answer holds nothing to show.</p>}
        </div>
      )}
    </section>
  )
}

const Rows = ({ table }: { table: AnswerTable }) => {
  const [sorting, setSorting] = useState<Sorting>(null)
  const rows = sortedRows(table, sorting)
  const order = (column: number) => (sorting?.column === column ? sorting.direction : 'none')
  return (
    <>
      <p className="lead">
        {rows.length} {rows.length === 1 ? 'row' : 'rows'}, {table.columns.length}{' '}
        {table.columns.length === 1 ? 'column' : 'columns'}. Several values in one cell stand as “A; B”.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={`Rows of ${table.name}`}>
        <table>
          <thead>
            <tr>
              {table.columns.map((name, column) => (
                <th key={name} scope="col" aria-sort={order(column)}>
                  <button type="button" onClick={() => setSorting(nextSorting(sorting, column))}>
                    {name}
                    <span aria-hidden="true" className={`arrow ${order(column)}`} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own, and no state.
              <tr key={position}>
                {row.map((cell, column) => (
                  <td key={table.columns[column]} className={typeof cell === 'number' ? 'number' : undefined}>
                    {cell === null ? <span className="none">–</span> : String(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

const download = (table: AnswerTable): void => {
  const file = new Blob([toCsv(table)], { type: 'text/csv;charset=utf-8' })
  saveFile(file, `${table.name.replaceAll(/[^\w.-]+/g, '-')}.csv`)
}
