/** A backup or restore that cannot be done; its sentence is for the person who asked, and nothing was changed. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused'
}

/** Says one line about what is being done. */
export type Tell = (line: string) => void

/** What an error says, for a sentence. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
