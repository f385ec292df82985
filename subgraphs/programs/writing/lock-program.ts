import type { FieldPath } from '@exchange-network/kit/writing/problems'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Program } from '../entities/program.ts'
import { visiblePrograms } from '../store/visible.ts'

/** Locks a program for its steward; null when a problem was added. Without a version the caller need not have looked. */
export const lockProgram = (
  writing: Writing,
  idOrSlug: string,
  field: FieldPath,
  expectedVersion: number | null = null,
): Promise<Program | null> =>
  writing.lock(Program, idOrSlug, {
    noun: 'program',
    visible: visiblePrograms(writing.rights),
    stewards: program => [program.stewardId],
    expectedVersion,
    field,
  })
