import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openDevelopmentIssuer } from '../access/development-issuer.ts'

/** What a command knows of its user. */
export type CommandUser = {
  /** The environment's TOKEN. */
  readonly token: string | undefined
  readonly tokenFile: string | undefined
  readonly organization: string | undefined
  /** Who a development token is for. */
  readonly name: string
  readonly dataDir: string | undefined
  readonly isProduction: boolean
}

/** Thrown with a sentence for the user: the command was called wrongly. */
export class WrongUsage extends Error {}

/**
 * Finds the token of a command: TOKEN, the file, or outside production a development token for the organization with
 * these scopes. Null when there is none of them.
 */
export const findToken = async (user: CommandUser, scope: string): Promise<string | null> => {
  const { token, tokenFile, organization, name, dataDir, isProduction } = user
  if (tokenFile !== undefined) {
    const text = await readFile(tokenFile, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      throw new WrongUsage(`The file "${tokenFile}" of --token-file cannot be read (${cause.code}).`)
    })
    return text.trim()
  }
  if (token?.trim()) return token.trim()
  if (isProduction || !organization) return null
  const file = join(resolve(dataDir || 'data'), 'development-issuer.json')
  const issuer = await openDevelopmentIssuer(file)
  return issuer.sign({ subject: name, scope, organization, lifetimeSeconds: 600 })
}

/** The sentence for who has no token and needs one. */
export const noToken = (isProduction: boolean): WrongUsage =>
  new WrongUsage(
    isProduction
      ? 'Nobody may import without a token. Set TOKEN, or name a file that holds it with --token-file.'
      : 'Nobody may import without a token. Set TOKEN or --token-file; or say for which organization you work with --organization <id>, and a development token is made, which a gateway on this machine takes.',
  )
