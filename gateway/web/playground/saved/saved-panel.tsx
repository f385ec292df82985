import './saved-panel.css'
import { useId, useMemo, useState } from 'react'
import { useOpenTab } from '../open-tab.ts'
import { findSaved, type SavedOperation, savedOperations } from './saved-operations.ts'

/** The panel "Saved operations"; a default export, because React.lazy loads no other. */
export default () => {
  const operations = useMemo(savedOperations, [])
  const [words, setWords] = useState('')
  const found = findSaved(operations, words)
  const field = useId()
  return (
    <section className="panel saved" aria-labelledby="saved-title">
      <h2 id="saved-title">Saved operations</h2>
      <p className="lead">
        Questions that others have asked before. Each is also a plain address, for a spreadsheet or a script.
      </p>
      <label htmlFor={field} className="unseen">
        Search saved operations
      </label>
      <input
        id={field}
        type="search"
        placeholder="Search names, descriptions, fields"
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      <p className="count" role="status">
        {found.length} of {operations.length}
      </p>
      <ul className="cards">
        {found.map(operation => (
          <Card key={operation.name} operation={operation} />
        ))}
      </ul>
      {found.length === 0 && <p className="empty">None has all of these words. Try fewer.</p>}
      <p className="lead">
        <a href="/operations">All of them, with their parameters</a>
      </p>
    </section>
  )
}

const Card = ({ operation }: { operation: SavedOperation }) => {
  const { name, description, text, variables, required } = operation
  const openTab = useOpenTab()
  return (
    <li>
      <button type="button" className="open" disabled={!openTab} onClick={() => openTab?.({ query: text, variables })}>
        {name}
      </button>
      <p>{description}</p>
      <p className="links">
        {required.length > 0 && <span>needs {required.join(', ')}</span>}
        <a href={address(operation, 'json')}>
          JSON<span className="unseen"> of {name}</span>
        </a>
        <a href={address(operation, 'csv')}>
          CSV<span className="unseen"> of {name}</span>
        </a>
      </p>
    </li>
  )
}

/** Where the gateway answers it without GraphQL, with the sample of what it requires. */
const address = ({ name, variables, required }: SavedOperation, form: 'json' | 'csv'): string => {
  const samples = variables === '' ? {} : (JSON.parse(variables) as Record<string, unknown>)
  const parameters = new URLSearchParams(required.map(variable => [variable, String(samples[variable] ?? '')]))
  return `/operations/${name}.${form}${required.length > 0 ? `?${parameters}` : ''}`
}
