import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startOrm } from '../database/orm-options.ts'
import { startPostgresServer } from '../testing/postgres-server.ts'

const connect = (url: string) =>
  startOrm({ dialect: 'postgres', url, entities: [], migrations: new URL('file:///nowhere/') })

describe('startPostgresServer', () => {
  it('answers, sorts text by bytes, and leaves nothing behind', { timeout: 60_000 }, async () => {
    const server = await startPostgresServer()
    const orm = await connect(server.url)

    const rows = await orm.em
      .getConnection()
      .execute(`select name from (values ('zoe'), ('Zoe'), ('a')) as people (name) order by name`)

    await orm.close(true)
    await server[Symbol.asyncDispose]()
    expect(rows).toStrictEqual([{ name: 'Zoe' }, { name: 'a' }, { name: 'zoe' }])
    expect(existsSync(server.folder)).toBe(false)
  })

  it('goes on answering however much it has logged', { timeout: 30_000 }, async () => {
    await using server = await startPostgresServer()
    const orm = await connect(server.url)

    await orm.em.getConnection().execute(`do $$ begin raise log '%', repeat('x', 4000000); end $$`)
    const rows = await orm.em.getConnection().execute('select 1 as one')

    await orm.close(true)
    expect(rows).toStrictEqual([{ one: 1 }])
  })
})
