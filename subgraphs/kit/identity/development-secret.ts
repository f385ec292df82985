import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { developmentKeys, type IdentityKeys } from './keys.ts'

const secretBytes = 32

/**
 * Reads the secret that all programs on one machine derive their development keys from (32 bytes). Whoever comes first
 * makes it; the others wait for the moment in which the file exists and is still empty.
 */
export const openDevelopmentSecret = async (dataDir: string): Promise<Uint8Array> => {
  const file = join(dataDir, 'development-secret')
  try {
    await writeFile(file, `${randomBytes(secretBytes).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  for (let attempt = 0; ; attempt++) {
    const text = (await readFile(file, 'utf8')).trim()
    const secret = Buffer.from(text, 'base64url')
    if (secret.length === secretBytes) return secret
    if (attempt === 20) {
      throw new Error(
        `"${file}" holds ${text.length} characters, but 43 of base64url are expected. Delete it, and start all programs again.`,
      )
    }
    await wait(50)
  }
}

/** Opens the keys that all programs on one machine share in development, from the secret in the data folder. */
export const openDevelopmentKeys = async (dataDir: string): Promise<IdentityKeys> =>
  developmentKeys(await openDevelopmentSecret(dataDir))
