/** A mistake of the person who calls a command; the usage is printed with its sentence. */
export class UsageError extends Error {}

/** Something that a command needs is not there; its sentence is all that is printed. */
export class MissingPartError extends Error {}

/** Runs a command. Its exit code is what `run` answers, or 2 for wrong arguments and missing parts, 1 for any fault. */
export const runCommand = async (usage: string, run: () => number | Promise<number>): Promise<void> => {
  try {
    process.exitCode = await run()
  } catch (cause) {
    // The second is what parseArgs throws.
    const isUsage = cause instanceof UsageError || (cause instanceof TypeError && 'code' in cause)
    if (isUsage) console.error(`${cause.message}\n\n${usage}`)
    else console.error(cause instanceof MissingPartError ? cause.message : cause)
    process.exitCode = isUsage || cause instanceof MissingPartError ? 2 : 1
  }
}
