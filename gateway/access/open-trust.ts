import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JSONWebKeySet } from 'jose'
import { defaultAudience, developmentIssuerName, openDevelopmentIssuer } from './development-issuer.ts'
import type { TokenTrust } from './read-viewer.ts'

/**
 * Opens what the configuration says of tokens: the issuer's public keys from a file and, outside production, the
 * development issuer of the data folder. With neither, every token is refused and everybody is anonymous.
 */
export const openTokenTrust = async (config: {
  readonly isProduction: boolean
  readonly dataDir: string
  readonly tokenJwks: string | null
  readonly tokenIssuer: string | null
  readonly tokenAudience: string
  readonly warn: (message: string) => void
}): Promise<readonly TokenTrust[]> => {
  const trusted: TokenTrust[] = []
  if (config.tokenJwks !== null && config.tokenIssuer !== null) {
    trusted.push({
      keys: await readKeySet(config.tokenJwks),
      issuer: config.tokenIssuer,
      audience: config.tokenAudience,
    })
  }
  if (!config.isProduction) {
    try {
      const { publicKey } = await openDevelopmentIssuer(join(config.dataDir, 'development-issuer.json'))
      trusted.push({ keys: { keys: [publicKey] }, issuer: developmentIssuerName, audience: defaultAudience })
    } catch (cause) {
      config.warn(`Development tokens are refused: ${(cause as Error).message}`)
    }
  }
  return trusted
}

const readKeySet = async (file: string): Promise<JSONWebKeySet> => {
  try {
    const keySet = JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet
    if (Array.isArray(keySet.keys) && keySet.keys.length > 0 && keySet.keys.every(key => !('d' in key))) return keySet
  } catch (cause) {
    throw new Error(`The file "${file}" of TOKEN_JWKS cannot be read as JSON. Set it to a JWK set of public keys.`, {
      cause,
    })
  }
  throw new Error(`The file "${file}" of TOKEN_JWKS holds no JWK set of public keys, expected {"keys": [...]}.`)
}
