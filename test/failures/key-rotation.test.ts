import { randomBytes } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { makeFolder, startTestGateway } from '@exchange-network/gateway/test/support/test-gateway'
import { openIdentityKeys } from '@exchange-network/kit/identity/open-keys'
import { toy } from '@exchange-network/kit/test/toy/subgraph'
import { startTestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { expect, it, vi } from 'vitest'

const key = (number: number) => `gateway.toy.${number}=${randomBytes(32).toString('base64url')}`
const waiting = { timeout: 20_000, interval: 50 }

/** Replaces a file in one step, as a deployment does. */
const replace = async (file: string, ...lines: readonly string[]): Promise<void> => {
  await writeFile(`${file}.new`, lines.join('\n'))
  await rename(`${file}.new`, file)
}

it('a key between gateway and subgraph is changed under load without a restart and without a failed request', async () => {
  await using folder = await makeFolder()
  const [signFile, verifyFile] = ['sign', 'verify'].map(name => join(folder.path, name)) as [string, string]
  const [first, second] = [key(1), key(2)]
  await replace(signFile, first)
  await replace(verifyFile, first)
  const opened = await openIdentityKeys({
    ...{ dataDir: folder.path, production: true, warn: () => undefined },
    signKeys: { file: signFile },
    verifyKeys: { file: verifyFile },
  })
  const asked: string[] = []
  const keys = {
    signing: opened.signing,
    verifying: (id: string) => {
      asked.push(id)
      return opened.verifying(id)
    },
  }
  await using world = await startTestSubgraph(toy, { keys })
  const { data } = await world.query('{ _service { sdl } }')
  const subgraph = { name: 'toy', url: world.url, sdl: data._service.sdl, received: [] }
  await using gateway = await startTestGateway([{ ...subgraph, [Symbol.asyncDispose]: async () => undefined }], {
    NODE_ENV: 'production',
    IDENTITY_SIGN_KEYS: `file:${signFile}`,
  })

  const seen = new Map<string, number>()
  let isOver = false
  const load = async (): Promise<void> => {
    while (!isOver) {
      const { text } = await gateway.ask('{ programs { title } }')
      seen.set(text, (seen.get(text) ?? 0) + 1)
      await setImmediate()
    }
  }
  const clients = [load(), load(), load(), load()]
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(20), waiting)

  await replace(verifyFile, first, second)
  await vi.waitFor(() => expect(opened.verifying('gateway.toy.2')).not.toBeNull(), waiting)
  await replace(signFile, first, second)
  await vi.waitFor(() => expect(asked.slice(-20)).toEqual(Array(20).fill('gateway.toy.2')), waiting)
  await replace(verifyFile, second)
  await vi.waitFor(() => expect(opened.verifying('gateway.toy.1')).toBeNull(), waiting)
  const before = asked.length
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before + 20), waiting)
  isOver = true
  await Promise.all(clients)

  expect([...seen.keys()]).toEqual(['{"data":{"programs":[{"title":"Belarus"}]}}\n'])

  // And a key that was taken away is worth nothing.
  await replace(signFile, first)
  await vi.waitFor(async () => expect((await gateway.ask('{ programs { title } }')).errors).toHaveLength(1), waiting)
})
