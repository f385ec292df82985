import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import './subgraphs/kit/testing/provided-context.ts'

const withDatabase = 'subgraphs/{kit,programs,people,organizations}/test/**/*.test.ts'
// Two test files at once: that is what two cores carry, and each worker starts servers of its own.
const workers = 2

/**
 * Every test runs in project "sqlite"; those that may touch a database run again in "postgres", except `*.unit.test.ts`,
 * which need none. Project "network" holds what needs the assembled system.
 */
export default defineConfig({
  resolve: {
    // Vite would take graphql's ES module build and Node, for the packages that require it, the CommonJS one; graphql refuses to be there twice.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    maxWorkers: workers,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: [withDatabase, '{gateway,schema,subgraphs/gazetteer}/**/*.test.ts'],
          provide: { databaseKind: 'sqlite' },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [withDatabase],
          exclude: ['**/*.unit.test.ts'],
          globalSetup: ['subgraphs/kit/testing/postgres-setup.ts'],
          provide: {
            databaseKind: 'postgres',
            ...(process.env.DATABASE_URL ? { postgresServer: process.env.DATABASE_URL } : {}),
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'network',
          include: ['test/**/*.test.ts'],
          provide: { databaseKind: 'sqlite' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
