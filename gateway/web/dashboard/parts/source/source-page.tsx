import { type Address, linkTo } from '../../address.ts'
import { Link } from '../../link.tsx'
import { useAnswer } from '../../use-answer.ts'
import { RecordMenu } from '../record-menu.tsx'
import { RecordPage } from '../record-page.tsx'
import { SourceEntry } from './source-entry.tsx'

/** One document by itself, where a quote leads to. */
export const SourcePage = ({ id, address }: { id: string; address: Address }) => {
  const asked = useAnswer('source-detail', { id })
  return (
    <RecordPage
      asked={asked}
      root="source"
      kind="document"
      record={({ source }) => source}
      title={({ title }) => title}
    >
      {source => (
        <>
          <header className="record-header">
            <nav className="trail" aria-label="Where this page stands">
              <Link href={linkTo('/sources', null, address)}>Sources</Link>
            </nav>
            <SourceEntry source={source} heading="h1" />
          </header>
          <RecordMenu title={source.title} operation="source-detail" variables={{ id }} />
        </>
      )}
    </RecordPage>
  )
}
