import type { Database } from '../database/database.ts'
import { type ChangesQuery, type FeedPage, readChanges, readWait } from './read-changes.ts'

// Another copy of the subgraph may have written to the same PostgreSQL: its commits are not heard here.
const lookAgainMs = 500

/**
 * Reads a page of the change feed as `readChanges` does. Where nothing is new it waits for a commit, as long as the
 * query's "wait" says; then the page is empty. A reader at the beginning is answered at once, and so is everybody once
 * `ended` is aborted: the caller has gone, or the server closes.
 */
export const awaitChanges = async (database: Database, query: ChangesQuery, ended: AbortSignal): Promise<FeedPage> => {
  const endsAt = performance.now() + readWait(query) * 1000
  for (;;) {
    // From before the reading on, so that no commit falls in between.
    const commit = Promise.withResolvers<void>()
    const stopListening = database.onCommit(commit.resolve)
    try {
      const page = await readChanges(database, query)
      const leftMs = endsAt - performance.now()
      const hasNews = page.changes.length > 0 || page.restarted || !query.since
      if (hasNews || leftMs <= 0 || ended.aborted) return page
      await firstOf(commit.promise, database.dialect === 'postgres' ? Math.min(leftMs, lookAgainMs) : leftMs, ended)
      // Not read again: nobody waits for a caller who has gone, so the database may be closed already.
      if (ended.aborted) return page
    } finally {
      stopListening()
    }
  }
}

const firstOf = (event: Promise<void>, ms: number, ended: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      ended.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    ended.addEventListener('abort', done)
    void event.then(done)
  })
