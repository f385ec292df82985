// A second process for the tests: moves the delegate "lagos-1" on by one, as often as asked.
//   node main.ts <file> <SQLite library> <times>
import { startOrm } from '../../database/orm-options.ts'
import { SqlitePoolDialect } from '../../database/sqlite-dialect.ts'
import { findSqliteLibrary, type SqliteLibrary } from '../../database/sqlite-handle.ts'
import { createWriter } from '../../database/writer.ts'
import { Delegate, entities } from '../delegation.ts'

const [file = '', library, times] = process.argv.slice(2)
const { open } = await findSqliteLibrary(library as SqliteLibrary)
const orm = await startOrm({
  dialect: 'sqlite',
  file,
  entities,
  migrations: new URL('file:///nowhere/'),
  writer: () => new SqlitePoolDialect({ file, access: 'write', size: 1, open }),
  readers: () => new SqlitePoolDialect({ file, access: 'read', size: 1, open }),
})
const write = createWriter(orm, [])
for (let time = 0; time < Number(times); time++) {
  await write(async em => {
    const delegate = await em.findOneOrFail(Delegate, 'lagos-1')
    delegate.position += 1
  }, undefined as never)
}
await orm.close(true)
