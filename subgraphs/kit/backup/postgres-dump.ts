import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open as openFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { text } from 'node:stream/consumers'
import { type BackupFile, sha256Of } from './manifest.ts'
import { BackupRefused } from './refusal.ts'

/** A subgraph's database on PostgreSQL. */
export type PostgresPlace = { readonly name: string; readonly url: string }

/** The variables that the programs of PostgreSQL inherit: PATH, and those of their own. */
export type ProgramEnvironment = Readonly<Record<string, string | undefined>>

/** Copies a PostgreSQL database as it is at this moment by `pg_dump`. Throws a sentence that says what to run instead. */
export const dumpPostgres = async (
  { name, url }: PostgresPlace,
  target: string,
  environment: ProgramEnvironment,
): Promise<BackupFile> => {
  await (await openFile(target, 'wx', 0o600)).close()
  const takenAt = new Date().toISOString()
  const { address, password } = withoutPassword(url)
  // The password goes by the environment: arguments can be read by everybody on the machine.
  const dump = spawn('pg_dump', ['--format=custom', '--no-owner', `--file=${target}`, `--dbname=${address}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...environment, ...(password !== '' && { PGPASSWORD: password }) },
  })
  const said = text(dump.stderr)
  const [code] = await once(dump, 'close').catch((cause: NodeJS.ErrnoException) => [String(cause.code)])
  if (code !== 0) {
    const reason = code === 'ENOENT' ? '"pg_dump" is not in PATH' : (await said).trim() || `exit code ${code}`
    throw new BackupRefused(
      `The database of "${name}" is on PostgreSQL and could not be copied: ${reason}. Run this where PostgreSQL's own programs are, of the server's version or newer: pg_dump --format=custom --file=${name}.dump --dbname=${address}`,
    )
  }
  const { size } = await stat(target)
  return { name: basename(target), bytes: size, sha256: await sha256Of(target), takenAt, migrations: null }
}

const withoutPassword = (text: string): { address: string; password: string } => {
  const url = new URL(text)
  const password = decodeURIComponent(url.password)
  url.password = ''
  return { address: url.href, password }
}
