import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import './subgraphs/kit/testing/provided-context.ts'

// SQLITE_LIBRARY=node:sqlite shows that the tests pass without the package "sqlite3".
const sqliteLibrary = process.env.SQLITE_LIBRARY === 'node:sqlite' ? ({ sqliteLibrary: 'node:sqlite' } as const) : {}

const withDatabase = 'subgraphs/{kit,programs,people,organizations}/test/**/*.test.ts'
const inBrowser = 'test/browser/**/*.test.ts'
// Two test files at once: that is what two cores carry, and each worker starts servers of its own.
const workers = 2

const onPostgres = {
  globalSetup: ['subgraphs/kit/testing/postgres-setup.ts'],
  provide: {
    databaseKind: 'postgres' as const,
    ...(process.env.DATABASE_URL ? { postgresServer: process.env.DATABASE_URL } : {}),
  },
}

/**
 * Every test runs in project "sqlite", where the gateway's interpreter answers what is asked once; what promises right
 * answers runs again in "compiled", where programs answer from the first time on. Those that may touch a database run again in "postgres", except `*.unit.test.ts`,
 * which need none. Project "network" holds what needs the assembled system; its stories run again in "network-postgres",
 * with compiled programs. Project "browser" opens the pages in the system's Chromium.
 */
export default defineConfig({
  resolve: {
    // Vite would take graphql's ES module build and Node, for the packages that require it, the CommonJS one; graphql refuses to be there twice.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    maxWorkers: workers,
    // Nothing is timed by these: a busy machine must not look like a broken promise.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: [withDatabase, '{gateway,schema,subgraphs/gazetteer}/**/*.test.ts'],
          provide: { databaseKind: 'sqlite', ...sqliteLibrary },
        },
      },
      {
        extends: true,
        test: {
          name: 'compiled',
          include: ['gateway/test/{execution,faults,faults-keys,planner-faults}.test.ts'],
          env: { COMPILE_AT_USE: '1' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [withDatabase],
          exclude: [...configDefaults.exclude, '**/*.unit.test.ts'],
          ...onPostgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'network',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, inBrowser],
          provide: { databaseKind: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'network-postgres',
          env: { COMPILE_AT_USE: '1' },
          include: ['test/stories/**/*.test.ts'],
          ...onPostgres,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [inBrowser],
          globalSetup: ['test/browser/browser-setup.ts'],
          // The first test of a file waits for a browser, a network and a page that was never opened before.
          testTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          provide: { databaseKind: 'sqlite' },
        },
      },
    ],
  },
})
