import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { problem } from '../errors/problem.ts'
import { verifyBodyHash } from '../identity/verify.ts'

/** A body on disk; disposing of it removes it. */
export type SpooledBody = AsyncDisposable & { readonly path: string }

/** Largest body that is written to disk: as much as the gateway takes, unless it was told otherwise. */
export const maxSpooledBytes = 50 * 1024 * 1024

/**
 * Writes the body of a request to a file that only this user can read, and compares its hash with the identity's before
 * anybody looks into it. Throws PAYLOAD_TOO_LARGE or UNAUTHENTICATED, and then nothing is left of it.
 */
export const spoolBody = async (
  { identity, raw }: Pick<FastifyRequest, 'identity' | 'raw'>,
  folder: string,
): Promise<SpooledBody> => {
  if (Number(raw.headers['content-length'] ?? 0) > maxSpooledBytes) throw tooLarge()
  const path = join(folder, `${prefix}${randomUUID()}.csv`)
  const file = await open(path, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    let bytes = 0
    // Left open at a refusal: whoever sends it must still be able to read that.
    for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxSpooledBytes) throw tooLarge()
      hash.update(chunk)
      await file.appendFile(chunk)
    }
    if (identity) verifyBodyHash(identity, hash.digest('base64url'))
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw raw.readableAborted ? problem('BAD_REQUEST', 'The file broke off before its end. Send it again.') : error
  }
  await file.close()
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
}

/** Removes what processes left that were killed: a body older than an hour belongs to no request any more. */
export const removeStaleBodies = async (folder: string, now = Date.now()): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }))
    if (now - mtimeMs > staleMs) await rm(path, { force: true })
  }
}

const prefix = 'exchange-subgraph-import-'
const staleMs = 3600 * 1000

const tooLarge = () =>
  problem(
    'PAYLOAD_TOO_LARGE',
    `The file is larger than the ${maxSpooledBytes / 1024 / 1024} MiB that are taken at once. Split it, with the header in each part.`,
  )
