import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('toy/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'exchange-network-run-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the toy as a supervisor does. */
const start = (env: Record<string, string> = {}, args: string[] = []) => {
  const { PATH = '', HOME = '' } = process.env
  const child: ChildProcess = fork(main, args, {
    env: { PATH, HOME, DATA_DIR: folder, ...env },
    silent: true,
    execArgv: [],
  })
  const text = { out: '', err: '' }
  child.stdout?.on('data', chunk => {
    text.out += chunk
  })
  child.stderr?.on('data', chunk => {
    text.err += chunk
  })
  const ended = once(child, 'close').then(([code]) => ({ code, ...text }))
  return { child, ended, ready: once(child, 'message').then(([message]) => message as { ready: { url: string } }) }
}

// Each test starts Node and a database of its own, beside whatever else the machine does.
describe('a subgraph as a process', { timeout: 30_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'tells its supervisor where it is, logs one ready line, and ends cleanly on %s',
    async signal => {
      const { child, ready, ended } = start()

      const { url } = (await ready).ready
      const live = await fetch(new URL('/health/live', url))
      child.kill(signal)
      const { code, out, err } = await ended

      expect(live.status).toBe(200)
      expect([code, err]).toEqual([0, ''])
      const lines = out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
      expect(lines.filter(line => line.msg === 'The subgraph "toy" is ready.')).toEqual([
        expect.objectContaining({ level: 30, subgraph: 'toy', url }),
      ])
    },
  )

  it('ends when its supervisor is gone', async () => {
    const { child, ready } = start()
    // Node tells no "close" of a child that was disconnected.
    const exited = once(child, 'exit')

    await ready
    child.disconnect()

    expect(await exited).toEqual([0, null])
  })

  it('explains itself', async () => {
    const { code, out } = await start({}, ['--help']).ended

    expect(code).toBe(0)
    expect(out).toContain('The subgraph "toy" of the exchange network.')
    expect(out).toContain('DATABASE_URL_TOY')
  })

  it('refuses an argument that it does not know', async () => {
    expect(await start({}, ['--prot']).ended).toMatchObject({
      code: 2,
      err: 'Argument "--prot" is not known. Only --help is; everything else is set by the environment.\n',
    })
  })

  it('says in one sentence that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }

    const { code, err } = await start({ PORT: String(port) }).ended
    other.close()

    expect(code).toBe(1)
    expect(err).toBe(
      `The subgraph "toy" did not start.\nPort ${port} on 127.0.0.1 is in use by another program. Stop that program, or set PORT to another port.\n`,
    )
  })

  it('says in one sentence that its data folder cannot be written', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')

    expect(await start({ DATA_DIR: file }).ended).toMatchObject({
      code: 1,
      err: `The subgraph "toy" did not start.\nThe data folder "${file}" cannot be written (EEXIST). Set DATA_DIR to a folder that this user may write to.\n`,
    })
  })

  it('does not start in production without keys', async () => {
    expect(await start({ NODE_ENV: 'production' }).ended).toMatchObject({
      code: 1,
      err: 'The subgraph "toy" did not start.\nIDENTITY_VERIFY_KEYS is not set, but production needs it: gateway.toy.1=<32 bytes, base64url>.\n',
    })
  })
})
