import type { ImportProgress } from './read-report.ts'

/** Shows how far an import is, to somebody who waits. */
export type ProgressBar = {
  sent(bytes: number, of: number): void
  rows(progress: ImportProgress): void
  /** Leaves the line for what comes next. */
  end(): void
}

/** Where it is shown. */
export type ProgressOutput = { readonly isTTY?: boolean; write(text: string): unknown }

/** Creates a bar that moves on a terminal; elsewhere, such as in a log, it is a line every few seconds. */
export const createProgressBar = (
  output: ProgressOutput,
  { now = () => performance.now(), everyMs = 3_000 }: { now?: () => number; everyMs?: number } = {},
): ProgressBar => {
  let shownAt = now()
  let isOpen = false
  const show = (text: string): void => {
    if (output.isTTY) {
      isOpen = true
      output.write(`\r\u001b[2K${text}`)
    } else if (now() - shownAt >= everyMs) {
      shownAt = now()
      output.write(`${text}\n`)
    }
  }
  return {
    sent: (bytes, of) => show(`sending   ${bar(bytes, of)} ${Math.floor(share(bytes, of) * 100)} %`),
    rows: ({ phase, rows, of }) =>
      show(
        of === null
          ? `${phase.padEnd(9)} ${figure(rows)} rows`
          : `${phase.padEnd(9)} ${bar(rows, of)} ${figure(rows)} of ${figure(of)} rows`,
      ),
    end: () => {
      if (isOpen) output.write('\r\u001b[2K')
      isOpen = false
    },
  }
}

const width = 24
const share = (part: number, of: number): number => (of === 0 ? 1 : Math.min(1, part / of))
const bar = (part: number, of: number): string => {
  const filled = Math.round(share(part, of) * width)
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]`
}
const figure = (count: number): string => count.toLocaleString('en')
