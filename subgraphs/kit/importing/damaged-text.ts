import type { ImportIssue } from './report.ts'

/** What happened to a text before it came to us. */
export type Damage = Pick<ImportIssue, 'severity' | 'message'>

// What the two bytes of an accented letter, or the three of a curly quote, look like when they are read one by one.
const readInBytes = /Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf˜™œžš“”¦¢]/

/** Finds the traces of a wrong conversion in a cell: letters that are lost, or that look like others. */
export const damageIn = (cell: string): Damage | null => {
  if (cell.includes('\ufffd')) {
    return {
      severity: 'ERROR',
      message:
        'The cell holds "\ufffd", the sign of a letter that was lost when the file was converted. Export it again as "CSV UTF-8".',
    }
  }
  if (!readInBytes.test(cell)) return null
  return {
    severity: 'WARNING',
    message:
      'The cell looks as if it was read in a wrong encoding before: letters with accents are two signs each. Look whether it is right, or export the file again as "CSV UTF-8".',
  }
}
