// The process edge of `npm run backup`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBackup } from './backup.ts'
import { runBackupCommand } from './run-backup-command.ts'

const help = `Copies the databases of all subgraphs into one folder, while the network runs or not.

  npm run backup
  npm run backup -- --to /mnt/backups/monday

  --to <folder>   folder to make (default: DATA_DIR/backups/<time>)
  --help          this text

Environment:
  DATA_DIR                folder of the databases (default ./data)
  DATABASE_URL_<NAME>     a subgraph on PostgreSQL: copied by pg_dump, which must be in PATH

Each copy is one consistent state, checked before it counts; the folder appears when all of them are whole. Keys and
secrets are not copied. Exit codes: 0 the backup is there, 1 it is not, 2 wrong arguments.`

await runBackupCommand(help, async () => {
  const { values } = parseArgs({ options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) {
    console.log(help)
    return
  }
  const postgres = Object.entries(process.env).flatMap(([variable, url]) => {
    const [, name] = /^DATABASE_URL_([A-Z0-9_]+)$/.exec(variable) ?? []
    return name && url?.trim() ? [{ name: name.toLowerCase().replaceAll('_', '-'), url: url.trim() }] : []
  })
  const folder = await makeBackup({
    dataDir: resolve(process.env.DATA_DIR || 'data'),
    to: values.to === undefined ? null : resolve(values.to),
    postgres,
    environment: process.env,
    tell: line => console.log(line),
  })
  console.log(`The backup is whole: ${folder}`)
})
