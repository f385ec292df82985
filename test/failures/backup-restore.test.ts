import { existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { openDevelopmentKeys } from '@exchange-network/kit/identity/development-secret'
import { signIdentity } from '@exchange-network/kit/identity/sign'
import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { freePorts } from '../support/free-ports.ts'
import { type StartedCommand, startCommand } from '../support/started-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const start = ['gateway/network/start.mjs']
const backup = ['subgraphs/kit/backup/backup-command.ts']
const restore = ['subgraphs/kit/backup/restore-command.ts']
const databases = ['organizations.sqlite', 'people.sqlite', 'programs.sqlite']

const ask = async (port: number, query: string) => {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: unknown }
}

/** Writes to the file of people, from another process than the subgraph. */
const openPeople = (folder: string) => {
  const database = new DatabaseSync(join(folder, 'people.sqlite'), { timeout: 10_000 })
  return {
    rename: (id: string, name: string) => database.prepare('update person set name = ? where id = ?').run(name, id),
    [Symbol.dispose]: () => database.close(),
  }
}

/** Erases a person as the gateway would ask for it, on behalf of the steward. */
const erase = async (port: number, folder: string, id: string): Promise<unknown> => {
  const keys = await openDevelopmentKeys(folder)
  const viewer = viewerWith({ organization: 'scoe', scopes: ['person:erase', 'person:write', 'person:read'] })
  const send = async (query: string) => {
    const body = JSON.stringify({ query })
    const purpose = { issuer: 'gateway', audience: 'people', target: 'POST /graphql', body, viewer, keys }
    const headers = { 'content-type': 'application/json', 'exchange-identity': signIdentity(purpose) }
    const response = await fetch(`http://127.0.0.1:${port + 2}/graphql`, { method: 'POST', headers, body })
    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation
    return (await response.json()) as any
  }
  const { data } = await send(`{ person(id: "${id}") { version } }`)
  const asked = await send(
    `mutation { erasePerson(id: "${id}", reason: "Asked for in writing.", expectedVersion: ${data.person.version}) { userErrors { message } } }`,
  )
  return asked
}

// What a restore changes on purpose, and what it makes followers read again; the full-text index is checked by SQLite.
const unlike = /^(feed_origin|kit_erasure|kit_served_identity|followed_feed|projected_.*|.*_fts.*|sqlite_.*)$/

/** Every row of every table of a database that nobody has open. */
const allRows = (file: string): Record<string, unknown[]> => {
  using database = new DatabaseSync(file)
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all()
  return Object.fromEntries(
    tables
      .map(({ name }) => String(name))
      .filter(name => !unlike.test(name))
      .map(name => [
        name,
        database
          .prepare(`select * from "${name}" order by 1, 2`)
          .all()
          .map(row => ({ ...row })),
      ]),
  )
}

/** Ends the network as a power cut would: no process has time for a last word. */
const kill = async (network: StartedCommand): Promise<void> => {
  const pids = network.lines.flatMap(line => / is up at .* \(process (\d+)\)$/.exec(line)?.[1] ?? []).map(Number)
  expect(pids).toHaveLength(4)
  network.signal('SIGKILL')
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  await network.ended
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([])
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('npm run backup and npm run restore', { timeout: 180_000 }, () => {
  it('bring back every row of the moment of the backup after a crash, and nobody who was erased since', async () => {
    using folder = temporaryFolder()
    const port = await freePorts(4)
    const settings = { PORT: String(port), DATA_DIR: folder.path }
    const saved = join(folder.path, 'saved')

    // Given a network that is written to while it is backed up,
    const network = startCommand(start, settings)
    await network.untilLine(/Exchange Network is ready after/)
    const [id, erasedId] = ['p-zptay4enqk', 'p-rhtexx6zhr']
    {
      using database = openPeople(folder.path)
      let isOver = false
      const writer = (async () => {
        for (let round = 1; !isOver; round++) {
          database.rename(id, `Round ${round}`)
          await setImmediate()
        }
      })()
      await using backedUp = startCommand([...backup, '--to', saved], settings)
      expect(await backedUp.ended).toBe(0)
      expect(backedUp.lines.at(-1)).toBe(`The backup is whole: ${saved}`)
      isOver = true
      await writer
      database.rename(id, 'Changed since')
      expect(await erase(port, folder.path, erasedId)).toEqual({ data: { erasePerson: { userErrors: [] } } })
    }

    // when it is killed and restored,
    await using early = startCommand([...restore, saved, '--yes'], settings)
    expect(await early.ended).toBe(1)
    expect(early.lines.at(-1)).toMatch(
      /^The database "organizations.sqlite" is in use \(.*\)\. Stop the network that runs on /,
    )
    await kill(network)
    await using restored = startCommand([...restore, saved, '--yes'], settings)
    expect(await restored.ended).toBe(0)

    // then every row is that of the backup, and the network starts on it as if nothing had been.
    const backups = databases.map(name => allRows(join(saved, name)))
    expect(databases.map(name => allRows(join(folder.path, name)))).toEqual(backups)
    expect(backups[1]?.person?.length).toBe(5)
    const people = (backups[1]?.person ?? []) as { id: string; name: string }[]
    const name = people.find(person => person.id === id)?.name
    expect(name).toMatch(/^Round \d+$/)
    await using again = startCommand(start, settings)
    await again.untilLine(/Exchange Network is ready after/)
    expect((await ask(port, `{ person(id: "${id}") { name } }`)).data).toEqual({ person: { name } })
    expect((await ask(port, `{ person(id: "${erasedId}") { name } }`)).data).toEqual({
      person: { name: 'Name withheld' },
    })
    expect((await ask(port, '{ program(id: "education-in-the-digital-age-ii") { hosts { name } } }')).data).toEqual({
      program: { hosts: [{ name: 'Sacramento County Office of Education' }] },
    })
    again.pressControlC()
    expect(await again.ended).toBe(0)
    for (const one of databases) {
      using file = new DatabaseSync(join(folder.path, one))
      expect(file.prepare('select record_id from kit_erasure').all()).toEqual([{ record_id: erasedId }])
      expect(
        file
          .prepare('pragma integrity_check')
          .all()
          .map(row => row.integrity_check),
      ).toEqual(['ok'])
    }
    for (const one of ['people.sqlite', 'programs.sqlite']) {
      expect(readFileSync(join(saved, one), 'latin1')).toMatch(/amalong/i)
      expect(readFileSync(join(folder.path, one), 'latin1')).not.toMatch(/amalong/i)
    }
    expect(databases.map(one => allRows(join(folder.path, one)).person?.length)).toEqual([undefined, 5, undefined])
    const [replaced = ''] = readdirSync(folder.path).filter(one => one.startsWith('replaced-'))
    expect(databases.filter(one => existsSync(join(folder.path, replaced, one)))).toEqual(databases)
  })

  it('refuse a copy that is broken, and a folder that is no backup', async () => {
    using folder = temporaryFolder()
    const settings = { PORT: String(await freePorts(4)), DATA_DIR: folder.path }
    await using network = startCommand(start, settings)
    await network.untilLine(/Exchange Network is ready after/)
    network.pressControlC()
    await network.ended
    await using backedUp = startCommand(backup, settings)
    await backedUp.ended
    const [, saved = ''] = /^The backup is whole: (.*)$/.exec(backedUp.lines.at(-1) ?? '') ?? []
    truncateSync(join(saved, 'people.sqlite'), 8192)
    const before = databases.map(name => allRows(join(folder.path, name)))

    await using broken = startCommand([...restore, saved, '--yes'], settings)
    await using wrong = startCommand([...restore, folder.path, '--yes'], settings)
    const ends = [await broken.ended, await wrong.ended]

    expect(ends).toEqual([1, 1])
    expect(broken.lines.at(-1)).toMatch(
      /^".*people.sqlite" cannot be restored: its SHA-256 is .* Nothing was replaced\. Take another backup\.$/,
    )
    expect(wrong.lines.at(-1)).toMatch(/^".*" is no backup: "manifest.json" cannot be read there/)
    expect(databases.map(name => allRows(join(folder.path, name)))).toEqual(before)
    expect(readdirSync(folder.path).filter(name => /^(replaced|restoring)-/.test(name))).toEqual([])
  })

  it('explain themselves, ask where somebody can answer, and refuse what they do not know', async () => {
    await using helps = startCommand([...backup, '--help'], {})
    await using wrong = startCommand([...backup, '--too', 'x'], {})
    await using unasked = startCommand([...restore, 'somewhere'], {})
    await using nothing = startCommand(restore, {})

    expect([await helps.ended, await wrong.ended, await unasked.ended, await nothing.ended]).toEqual([0, 2, 1, 2])
    expect(helps.lines.join('\n')).toContain('DATA_DIR')
    expect(unasked.lines).toEqual([
      'Nobody can be asked here whether to replace the databases. Add --yes if that is right.',
    ])
  })
})
