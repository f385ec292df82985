import type { SqliteLibrary } from '../database/sqlite-handle.ts'

declare module 'vitest' {
  /** What vitest.config.ts and the set-up of its projects tell the tests. */
  interface ProvidedContext {
    /** The database that `testDatabase` and `freshLocation` give out. */
    databaseKind: 'sqlite' | 'postgres'
    /** The SQLite library to run on; the usual choice when not set. */
    sqliteLibrary?: SqliteLibrary
    /** A server whose user may create databases. */
    postgresServer?: string
  }
}
