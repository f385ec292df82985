import type { RowRights } from '@exchange-network/kit/access/visibility'
import type { RecordKey } from '@exchange-network/kit/feed/touched-records'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { RecordSource } from '@exchange-network/kit/provenance/record-source'
import type { Writing } from '@exchange-network/kit/writing/writing'

/** The documents of a record or part: those named, else the writer's own entry; none for a writer without an organization. */
export const creditedSources = (named: readonly string[], rights: RowRights): readonly string[] => {
  if (named.length > 0) return named
  const own = creditedSource([], rights)
  return own === null ? [] : [own]
}

/** Writes the documents of a record or part that is new, without a look at what it had. */
export const addRecordSources = (
  { em }: Pick<Writing, 'em'>,
  { type, id }: RecordKey,
  sources: readonly string[],
): void => {
  for (const [index, sourceId] of sources.entries()) {
    em.persist(em.create(RecordSource, { recordType: type, recordId: id, sourceId, position: index + 1 }))
  }
}
