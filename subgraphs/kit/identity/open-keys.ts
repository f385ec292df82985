import { openDevelopmentKeys } from './development-secret.ts'
import { type KeyPlace, keysFromChangingLists, openKeyList } from './key-file.ts'
import type { IdentityKeys } from './keys.ts'

/**
 * Opens what a subgraph signs with and believes: the keys of its configuration and, outside production, derived ones
 * where it names none. Throws a sentence.
 */
export const openIdentityKeys = async (options: {
  readonly dataDir: string
  readonly production: boolean
  /** Null when unset. */
  readonly signKeys: KeyPlace | null
  readonly verifyKeys: KeyPlace | null
  readonly warn: (message: string) => void
}): Promise<IdentityKeys> => {
  const { dataDir, production, signKeys, verifyKeys, warn } = options
  const listed = keysFromChangingLists({
    sign: await openKeyList(signKeys ?? [], { variable: 'IDENTITY_SIGN_KEYS', production, warn }),
    verify: await openKeyList(verifyKeys ?? [], { variable: 'IDENTITY_VERIFY_KEYS', production, warn }),
  })
  if (production || (signKeys && verifyKeys)) return listed
  const derived = await openDevelopmentKeys(dataDir)
  return {
    signing: signKeys ? listed.signing : derived.signing,
    verifying: verifyKeys ? listed.verifying : derived.verifying,
  }
}
