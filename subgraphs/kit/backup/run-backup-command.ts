import { BackupRefused } from './refusal.ts'

/**
 * Runs one of the two commands and sets the exit code of the process: 0, 2 for wrong arguments (with the help), else 1.
 * What was refused is one sentence; a fault of the program shows where it is.
 */
export const runBackupCommand = async (help: string, run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (cause) {
    const isUsage = cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')
    if (isUsage) console.error(`${cause.message}\n\n${help}`)
    else console.error(cause instanceof BackupRefused ? cause.message : cause)
    process.exitCode = isUsage ? 2 : 1
  }
}
