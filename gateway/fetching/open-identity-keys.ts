import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readOrMakeSecretFile } from '../secret-file.ts'
import { developmentIdentityKeys, type IdentityKeys, noKeys, readIdentityKeys } from './identity-keys.ts'

/** What the configuration says of the keys that sign identities. */
export type KeyOptions = {
  readonly isProduction: boolean
  readonly dataDir: string
  /** The keys, "file:" and a path, or "none"; null when unset. */
  readonly identitySignKeys: string | null
  readonly watchFile: (options: { file: string; everyMs: number; onChange: () => Promise<void> }) => Disposable
  readonly warn: (message: string) => void
}

/** Keys that may change while the gateway runs. */
export type OpenIdentityKeys = Disposable & { readonly keys: IdentityKeys }

/**
 * Opens the keys that sign identities: those of the configuration or, outside production, keys derived from the
 * development secret of the data folder, which is made when it is not there. The subgraphs derive the same ones.
 * Throws a sentence for each mistake.
 */
export const openIdentityKeys = async (options: KeyOptions): Promise<OpenIdentityKeys> => {
  const { identitySignKeys: given, isProduction, dataDir, warn } = options
  if (given === 'none') return constant(noKeys)
  if (given?.startsWith(filePrefix)) return openKeyFile(given.slice(filePrefix.length), options)
  if (given !== null) return constant(readIdentityKeys(given, 'IDENTITY_SIGN_KEYS', isProduction))
  // Whether that will do is decided with the supergraph: see `refuseUnsigned`.
  if (isProduction) return constant(noKeys)
  try {
    const file = join(dataDir, 'development-secret')
    const secret = await readOrMakeSecretFile(file, async () => `${randomBytes(32).toString('base64url')}\n`)
    return constant(developmentIdentityKeys(secret))
  } catch (cause) {
    warn(`No identity is sent to subgraphs: ${(cause as Error).message}`)
    return constant(noKeys)
  }
}

/**
 * Throws a sentence when production serves guarded fields and nobody has said how subgraphs know who asks. "none" is
 * such a word: subgraphs that only the gateway can reach may believe it without a signature.
 */
export const refuseUnsigned = (
  { isProduction, identitySignKeys }: Pick<KeyOptions, 'isProduction' | 'identitySignKeys'>,
  hasGuards: boolean,
): void => {
  if (!isProduction || identitySignKeys !== null || !hasGuards) return
  throw new Error(
    'IDENTITY_SIGN_KEYS is not set, and in production no key is derived, but the supergraph has guarded fields. Set it to gateway.<subgraph>.<n>=<32 bytes in base64url> for each subgraph, to file:<path> of a file with these, or to "none" if the subgraphs ask for no identity.',
  )
}

const filePrefix = 'file:'

const constant = (keys: IdentityKeys): OpenIdentityKeys => ({ keys, [Symbol.dispose]: () => undefined })

const openKeyFile = async (file: string, options: KeyOptions): Promise<OpenIdentityKeys> => {
  const { isProduction, watchFile, warn } = options
  const subject = `The file "${file}" of IDENTITY_SIGN_KEYS`
  const read = async (): Promise<string> =>
    readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      throw new Error(`${subject} cannot be read (${cause.code}).`, { cause })
    })
  let text = await read()
  let keys = readIdentityKeys(text, subject, isProduction)
  const renew = async (): Promise<void> => {
    try {
      const now = await read()
      if (now === text) return
      keys = readIdentityKeys(now, subject, isProduction)
      text = now
    } catch (cause) {
      const sentences = (cause as Error).message.replaceAll('\n', ' ')
      warn(`${sentences} The keys that it held before stay in use.`)
    }
  }
  const watch = watchFile({ file, everyMs: lookEveryMs, onChange: renew })
  return { keys: subgraph => keys(subgraph), [Symbol.dispose]: () => watch[Symbol.dispose]() }
}

// A look costs some microseconds.
const lookEveryMs = 250
