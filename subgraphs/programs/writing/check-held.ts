import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { ProgramStatus } from './program-input.ts'

/** What decides whether a program can have been held. */
export type Held = {
  readonly status: ProgramStatus
  readonly dateLatest?: string | null | undefined
  readonly edtf?: string | null | undefined
}

/** The last day that has begun anywhere on earth: somewhere it is up to 14 hours later than in Greenwich. */
const latestToday = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10)

/** Checks that nothing counts as held before its last possible day has come: what is announced is not held. */
export const checkHeld = (problems: Problems, field: FieldPath, { status, dateLatest, edtf }: Held): void => {
  if (status !== 'HELD' || dateLatest == null || dateLatest <= latestToday()) return
  problems.add(
    field,
    'INVALID',
    `A program is HELD once it took place, but its dates "${edtf}" run to ${dateLatest}. Correct the dates, or set the status ANNOUNCED or CONFIRMED.`,
  )
}
