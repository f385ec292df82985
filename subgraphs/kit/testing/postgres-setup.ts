import type { TestProject } from 'vitest/node'
import { startPostgresServer } from './postgres-server.ts'
import './provided-context.ts'

/** Gives the vitest project "postgres" its server: the one of DATABASE_URL, else one of its own for this run. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const given = project.config.provide.postgresServer
  if (given !== undefined) return async () => {}
  const server = await startPostgresServer()
  project.provide('postgresServer', server.url)
  return async () => server[Symbol.asyncDispose]()
}
