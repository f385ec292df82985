import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { Agent, request } from 'undici'
import { isErrorCode } from '../errors.ts'
import { linesOf } from './ask-subgraph.ts'
import { WrongUsage } from './command-token.ts'
import { type ImportLine, readImportLine } from './read-report.ts'

/** What `npm run import` sends. */
export type FileToSend = {
  readonly gateway: URL
  readonly kind: string
  readonly file: string
  readonly query: URLSearchParams
  readonly token: string
  /** Hears how many bytes are on their way. */
  readonly onSent: (bytes: number, of: number) => void
}

/** Streams a file to the gateway and its answer back, line by line. Throws a sentence when the gateway does not answer. */
export async function* sendImport(order: FileToSend): AsyncGenerator<ImportLine> {
  const { gateway, kind, file, query, token, onSent } = order
  const { size, isFile } = await fileOf(file)
  if (!isFile) throw new WrongUsage(`"${file}" is no file.`)
  let sent = 0
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sent += chunk.length
      onSent(sent, size)
      done(null, chunk)
    },
  })
  const bytes = createReadStream(file)
  bytes.on('error', cause => counted.destroy(cause))
  // One connection for one file, and as long as the gateway takes for it.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  try {
    const url = new URL(`/imports/${kind}`, gateway)
    url.search = query.toString()
    const { body } = await request(url, {
      dispatcher: agent,
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'text/csv',
        'content-length': String(size),
        accept: 'application/x-ndjson',
      },
      body: bytes.pipe(counted),
    }).catch((cause: Error & { code?: string }) => {
      throw new Error(`No gateway answers at "${gateway.origin}" (${cause.code ?? cause.message}). Is it running?`)
    })
    for await (const text of linesOf(body, maxLineBytes)) yield readImportLine(text, isErrorCode)
  } finally {
    bytes.destroy()
    await agent.destroy()
  }
}

const maxLineBytes = 64 * 1024 * 1024

const fileOf = async (file: string): Promise<{ size: number; isFile: boolean }> => {
  const found = await stat(file).catch((cause: NodeJS.ErrnoException) => {
    throw new WrongUsage(`The file "${file}" cannot be read (${cause.code}).`)
  })
  return { size: found.size, isFile: found.isFile() }
}
