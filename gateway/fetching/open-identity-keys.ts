import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readOrMakeSecretFile } from '../secret-file.ts'
import { developmentIdentityKeys, type IdentityKeys, noKeys, readIdentityKeys } from './identity-keys.ts'

/**
 * Opens the keys that sign identities: those of the configuration or, outside production, keys derived from the
 * development secret of the data folder, which is made when it is not there. The subgraphs derive the same ones.
 */
export const openIdentityKeys = async (config: {
  readonly isProduction: boolean
  readonly dataDir: string
  readonly identitySignKeys: string | null
  readonly warn: (message: string) => void
}): Promise<IdentityKeys> => {
  if (config.identitySignKeys === 'none') return noKeys
  if (config.identitySignKeys !== null) return readIdentityKeys(config.identitySignKeys)
  if (config.isProduction) throw new Error('IDENTITY_SIGN_KEYS is not set, and in production no key is derived.')
  try {
    const file = join(config.dataDir, 'development-secret')
    const secret = await readOrMakeSecretFile(file, async () => `${randomBytes(32).toString('base64url')}\n`)
    return developmentIdentityKeys(secret)
  } catch (cause) {
    config.warn(`No identity is sent to subgraphs: ${(cause as Error).message}`)
    return noKeys
  }
}
