import { join } from 'node:path'
import { defaultAudience, developmentIssuerName, openDevelopmentIssuer } from './development-issuer.ts'
import { openFileKeys } from './file-keys.ts'
import { fixedKeys, type KeySource, readKeySet } from './key-set.ts'
import type { TokenTrust } from './read-viewer.ts'
import { openRemoteKeys } from './remote-keys.ts'

/** What the configuration says of tokens. */
export type TrustOptions = {
  readonly isProduction: boolean
  readonly dataDir: string
  /** Path of a file or http(s) URL. */
  readonly tokenJwks: string | null
  readonly tokenIssuer: string | null
  readonly tokenAudience: string
  readonly watchFile: Parameters<typeof openFileKeys>[0]['watchFile']
  readonly warn: (message: string) => void
}

/**
 * Opens the issuers that are trusted: the one whose public keys come from a file or an address and, outside production,
 * the development issuer of the data folder. With neither, every token is refused and everybody is anonymous.
 */
export const openTokenTrust = async (options: TrustOptions): Promise<readonly TokenTrust[]> => {
  const { tokenJwks, tokenIssuer, tokenAudience, isProduction, dataDir, warn } = options
  const trusted: TokenTrust[] = []
  if (tokenJwks !== null && tokenIssuer !== null) {
    trusted.push({ keys: await openKeys(tokenJwks, options), issuer: tokenIssuer, audience: tokenAudience })
  }
  if (!isProduction) {
    try {
      const { publicKey } = await openDevelopmentIssuer(join(dataDir, 'development-issuer.json'))
      const keys = fixedKeys(readKeySet(JSON.stringify({ keys: [publicKey] }), 'The development issuer'))
      trusted.push({ keys, issuer: developmentIssuerName, audience: defaultAudience })
    } catch (cause) {
      warn(`Development tokens are refused: ${(cause as Error).message}`)
    }
  }
  return trusted
}

const openKeys = (place: string, { watchFile, warn }: TrustOptions): Promise<KeySource> =>
  /^https?:\/\//i.test(place)
    ? openRemoteKeys({ url: new URL(place), warn })
    : openFileKeys({ file: place, watchFile, warn })
