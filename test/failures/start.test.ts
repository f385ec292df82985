import { once } from 'node:events'
import { chmodSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePorts } from '../support/free-ports.ts'
import { startCommand } from '../support/started-command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const start = ['gateway/network/start.mjs']

const ask = async (port: number, query: string) => {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: unknown }
}

describe('npm start', () => {
  it('brings up the network on an empty folder, prints where it is, keeps its data, and ends cleanly on Ctrl-C', async () => {
    using folder = temporaryFolder()
    const port = await freePorts(4)
    const settings = { PORT: String(port), DATA_DIR: join(folder.path, 'new', 'data') }

    await using first = startCommand(start, settings)
    await first.untilLine(/Exchange Network is ready after/)
    const answer = await ask(
      port,
      '{ program(id: "education-in-the-digital-age-ii") { title hosts { name } participations(first: 1) { edges { node { person { name } } } } } }',
    )
    first.pressControlC()

    expect(await first.ended).toBe(0)
    const ends = first.lines.filter(line => /is stopping$|Stopping\.$|has stopped\.$/.test(line))
    expect(ends.map(line => line.split(' ', 1)[0])).toEqual([
      'gateway',
      ...['organizations', 'people', 'programs'].map(() => expect.any(String)),
      'Exchange',
    ])
    expect(answer).toEqual({
      data: {
        program: {
          title: 'Education in the Digital Age II',
          hosts: [{ name: 'Sacramento County Office of Education' }],
          participations: { edges: [{ node: { person: { name: 'Xanthi Soriano' } } }] },
        },
      },
    })
    for (const name of ['gateway', 'programs', 'people', 'organizations'])
      expect(first.lines.join('\n')).toContain(name)
    expect(readdirSync(settings.DATA_DIR)).toEqual(
      expect.arrayContaining(['people.sqlite', 'programs.sqlite', 'organizations.sqlite', 'development-secret']),
    )

    await using second = startCommand(start, settings)
    await second.untilLine(/Exchange Network is ready after/)
    expect((await ask(port, '{ people { totalCount } }')).data).toEqual({ people: { totalCount: 5 } })
  })

  it('starts a subgraph again that dies, and says so', async () => {
    using folder = temporaryFolder()
    const port = await freePorts(4)
    await using network = startCommand(start, { PORT: String(port), DATA_DIR: folder.path })
    await network.untilLine(/Exchange Network is ready after/)

    const [, pid] = /^people +is up .* \(process (\d+)\)$/m.exec(network.lines.join('\n')) ?? []
    process.kill(Number(pid), 'SIGKILL')

    await network.untilLine(/^people +died \(signal SIGKILL\); it is started again in 0.5 s$/)
    await network.untilLine(/^people +is up at/, 2)
    expect((await ask(port, '{ people { totalCount } }')).data).toEqual({ people: { totalCount: 5 } })
  })

  it('leaves nothing behind when it is killed itself', async () => {
    using folder = temporaryFolder()
    const port = await freePorts(4)
    await using network = startCommand(start, { PORT: String(port), DATA_DIR: folder.path })
    await network.untilLine(/Exchange Network is ready after/)

    network.signal('SIGKILL')
    await network.ended

    const answers = () => Promise.allSettled([0, 1, 2, 3].map(i => fetch(`http://127.0.0.1:${port + i}/health/live`)))
    await expect
      .poll(async () => (await answers()).map(answer => answer.status), { timeout: 20_000 })
      .toEqual(['rejected', 'rejected', 'rejected', 'rejected'])
  })

  it('says in one sentence that a port is in use, and what to do', async () => {
    using folder = temporaryFolder()
    const port = await freePorts(4)
    const holder = createServer().listen(port + 1, '127.0.0.1')
    await once(holder, 'listening')

    await using refused = startCommand(start, { PORT: String(port), DATA_DIR: folder.path })
    const code = await refused.ended
    holder.close()

    expect(code).toBe(1)
    expect(refused.lines.at(-1)).toBe(
      `Port ${port + 1}, which programs wants, is in use. Stop the program that holds it, or choose another port for the gateway by PORT; the subgraphs take the ports after it.`,
    )
  })

  it('says in one sentence that the data folder cannot be written', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'file-in-the-way')
    writeFileSync(path, '')
    chmodSync(path, 0o444)

    await using refused = startCommand(start, { PORT: String(await freePorts(4)), DATA_DIR: path })

    expect(await refused.ended).toBe(1)
    expect(refused.lines.at(-1)).toMatch(
      /^The data folder ".*file-in-the-way" cannot be written \(EEXIST\)\. Make it writable or name another one by DATA_DIR\.$/,
    )
  })

  it('says in one sentence that Node is too old, and what to do', async () => {
    const older =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})'

    await using refused = startCommand(['--import', older, ...start], {})

    expect(await refused.ended).toBe(1)
    expect(refused.lines).toEqual([
      'Exchange Network needs Node 22.19 or newer, but this is Node "20.20.2". On Linux and Windows start it by "npm start", which brings Node 24 along; elsewhere install a current Node.',
    ])
  })

  it('explains itself and refuses what it does not know', async () => {
    await using help = startCommand([...start, '--help'], {})
    await using wrong = startCommand([...start, '--prot'], {})

    expect(await help.ended).toBe(0)
    expect(help.lines.join('\n')).toContain('DATA_DIR')
    expect(await wrong.ended).toBe(2)
  })
})
