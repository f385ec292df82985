import type { EntitySchema } from '@mikro-orm/core'
import type { MikroORM } from '@mikro-orm/sql'
import type { Logger } from 'pino'
import { startOrm } from './orm-options.ts'

/** What the connections to a PostgreSQL database are made of. */
export type PostgresConnectOptions = {
  name: string
  location: { url: string }
  entities: readonly EntitySchema[]
  migrations: URL
  onStatement: (sql: string) => void
  log?: Logger | undefined
}

/** Connects to a PostgreSQL database with one pool for writers and a read-only one for readers. */
export const connectPostgres = async (options: PostgresConnectOptions): Promise<MikroORM> => {
  const { name, location, entities, migrations, onStatement, log } = options
  const where = withoutPassword(location.url)
  log?.info({ database: name, url: where }, 'Opening PostgreSQL')
  const orm = await startOrm({
    dialect: 'postgres',
    url: location.url,
    entities,
    migrations,
    onPool: pool => watchStatements(pool as Pool, onStatement),
  })
  try {
    await orm.em.getConnection('write').connect()
    await orm.em.getConnection('write').execute('select 1')
    await orm.em.getConnection('read').connect()
    return orm
  } catch (cause) {
    await orm.close(true)
    throw new Error(
      `Database "${name}" at "${where}" cannot be used: ${reasonOf(cause)}. Start PostgreSQL there and create the database, or correct the URL.`,
      { cause },
    )
  }
}

const withoutPassword = (text: string): string => {
  if (!URL.canParse(text)) return 'an address that is no URL'
  const url = new URL(text)
  url.password = ''
  return url.href
}

// Node answers a connection refused on several addresses with an AggregateError that has no message of its own.
const reasonOf = (cause: unknown): string => {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(reasonOf).join(', ')
  return cause instanceof Error ? cause.message : String(cause)
}

type Client = { query: (...args: unknown[]) => unknown }
type Pool = { on(event: 'connect', listener: (client: Client) => void): void }

// MikroORM makes the pool and its Kysely itself, so the only place that sees every statement is the client.
const watchStatements = (pool: Pool, onStatement: (sql: string) => void): void => {
  pool.on('connect', client => {
    const query = client.query.bind(client)
    client.query = (...args) => {
      onStatement(textOf(args[0]))
      return query(...args)
    }
  })
}

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : ''
}
