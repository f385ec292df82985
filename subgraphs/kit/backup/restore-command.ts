// The process edge of `npm run restore`.
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { BackupRefused } from './refusal.ts'
import { readBackup, restoreBackup } from './restore.ts'
import { runBackupCommand } from './run-backup-command.ts'

const help = `Puts the databases of a backup in the place of those in the data folder. Stop the network first.

  npm run restore -- data/backups/2026-11-22T05-00-00.000Z
  npm run restore -- /mnt/backups/monday --yes

  --yes     do not ask
  --help    this text

Environment:
  DATA_DIR  folder of the databases (default ./data)

The backup is checked before anything is replaced; what is replaced is kept in DATA_DIR/replaced-<time>. People who
were erased since the backup are erased again when the network starts.
Exit codes: 0 restored, 1 not restored and nothing replaced, 2 wrong arguments.`

const isConfirmed = async (folder: string, dataDir: string): Promise<boolean> => {
  const { files, madeAt } = await readBackup(folder)
  console.log(`The backup of ${madeAt} holds ${files.map(({ name }) => name).join(', ')}.`)
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await asking.question(
    `Put it in the place of what is in "${dataDir}"? Changes since are set aside. [y/N] `,
  )
  asking.close()
  return /^y(es)?$/i.test(answer.trim())
}

await runBackupCommand(help, async () => {
  const { values, positionals } = parseArgs({
    options: { yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  })
  if (values.help) {
    console.log(help)
    return
  }
  const [folder, ...rest] = positionals
  if (folder === undefined || rest.length > 0) {
    console.error(`One folder of a backup is expected, but ${positionals.length} were given.\n\n${help}`)
    process.exitCode = 2
    return
  }
  const dataDir = resolve(process.env.DATA_DIR || 'data')
  if (!values.yes && !process.stdin.isTTY) {
    throw new BackupRefused('Nobody can be asked here whether to replace the databases. Add --yes if that is right.')
  }
  if (!values.yes && !(await isConfirmed(folder, dataDir))) {
    throw new BackupRefused('Nothing was replaced.')
  }
  const { replaced, erasures } = await restoreBackup({ dataDir, folder, tell: line => console.log(line) })
  if (replaced !== null) console.log(`What was there before is kept in ${replaced}`)
  if (erasures > 0) console.log(`Erasures to be done again where needed, at the next start: ${erasures}`)
  console.log(`The backup is restored to ${dataDir}. Start the network.`)
})
