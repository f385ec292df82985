import { createHash, randomUUID } from 'node:crypto'
import { access, constants, type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { TransferProblem } from './transfer-problem.ts'

/** A file that somebody has sent, on disk until it is disposed of. */
export type SpooledFile = AsyncDisposable & {
  readonly bytes: number
  /** SHA-256 in base64url. */
  readonly sha256: string
  read(): Readable
}

/** Where an upload goes, and what ends it. */
export type SpoolOptions = {
  readonly folder: string
  readonly maxBytes: number
  /** Longest wait for the whole of it. */
  readonly timeoutMs: number
  /** Longest wait for its next bytes. */
  readonly stallMs: number
  /** Aborted when nobody needs it any more; the reason is thrown. */
  readonly signal: AbortSignal
}

/** Finds the folder of uploads, and makes it where it is not there. Throws a sentence where it cannot be used. */
export const openSpoolFolder = async (given: string | null): Promise<string> => {
  const folder = given ?? tmpdir()
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
    return folder
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Error(
      `The folder "${folder}" for uploads cannot be written to (${code}). Set IMPORT_FOLDER to one that can.`,
      { cause },
    )
  }
}

/**
 * Writes an upload to a file that only this process can read, and hashes it on the way: as much memory as a chunk takes,
 * however large it is. Throws a TransferProblem; then the rest of the upload is unread and nothing is left on disk.
 */
export const spoolUpload = async (upload: Readable, options: SpoolOptions): Promise<SpooledFile> => {
  const { folder, maxBytes } = options
  const path = join(folder, `exchange-import-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600).catch(cannotWrite)
  // Where a file can lose its name while it is open, nothing is left of it even when the process is killed.
  const isNameless = await rm(path).then(
    () => true,
    () => false,
  )
  const dispose = async (): Promise<void> => {
    await file.close()
    if (!isNameless) await rm(path, { force: true })
  }
  try {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of chunksOf(upload, options)) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      hash.update(chunk)
      await write(file, chunk)
    }
    return {
      bytes,
      sha256: hash.digest('base64url'),
      read: () => file.createReadStream({ start: 0, autoClose: false }),
      [Symbol.asyncDispose]: dispose,
    }
  } catch (cause) {
    await dispose()
    throw cause
  }
}

/** The refusal of a file that is too large. */
export const tooLarge = (maxBytes: number): TransferProblem =>
  new TransferProblem(
    'PAYLOAD_TOO_LARGE',
    `The file is larger than the ${maxBytes.toLocaleString('en')} bytes that are taken at once. Split it, with the header in each part.`,
  )

// Leaves the stream open at its end: whoever sends it must still be able to read why it was refused.
async function* chunksOf(upload: Readable, { timeoutMs, stallMs, signal }: SpoolOptions): AsyncGenerator<Buffer> {
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => undefined)
  const late = (): void =>
    ended.reject(new TransferProblem('REQUEST_TIMEOUT', 'The file did not arrive whole in time.'))
  const leave = (): void => ended.reject(signal.reason)
  const whole = setTimeout(late, timeoutMs)
  const next = setTimeout(late, stallMs)
  signal.addEventListener('abort', leave)
  if (signal.aborted) leave()
  const chunks = upload.iterator({ destroyOnReturn: false })
  try {
    for (;;) {
      const { value, done } = await Promise.race([chunks.next(), ended.promise])
      if (done) return
      yield value as Buffer
      next.refresh()
    }
  } finally {
    clearTimeout(whole)
    clearTimeout(next)
    signal.removeEventListener('abort', leave)
  }
}

const write = (file: FileHandle, chunk: Buffer): Promise<void> => file.appendFile(chunk).catch(cannotWrite)

const cannotWrite = (cause: unknown): never => {
  throw new TransferProblem(
    'SERVICE_UNAVAILABLE',
    'The gateway has no room for the file at this moment. Send it again later.',
    60,
    { cause },
  )
}
