import type { DataOf } from '../ask.ts'
import type { TableContent } from '../panel/plain-table.tsx'
import { conflictsByRecord } from './conflicts-by-record.ts'
import { fieldWords, plain } from './field-words.ts'

/** What sources disagree on as rows, one for each statement. */
export const conflictTable = (data: DataOf<'source-conflicts'>): TableContent => ({
  caption: 'What sources disagree on',
  columns: ['Record', 'Field', 'Statement', 'How it was said', 'Source', 'Words'],
  rows: conflictsByRecord(data).flatMap(({ label, conflicts }) =>
    conflicts.flatMap(({ path, adopted, claims }) =>
      claims.map(({ id, value, basis, planned, source, locator, quote }) => [
        label,
        fieldWords(path),
        id === adopted?.id ? `${value} (adopted)` : value,
        [plain(basis), ...(planned ? ['planned'] : [])].join(', '),
        source && [source.title, locator].filter(Boolean).join(', '),
        quote,
      ]),
    ),
  ),
})
