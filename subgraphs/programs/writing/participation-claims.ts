import { recordClaims, type StatedValue } from '@exchange-network/kit/provenance/record-claims'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { Participation } from '../entities/participation.ts'
import type { ParticipationColumns } from './participation-input.ts'

/** Paths in the contract, by column. Confidential remarks are nobody's statement: the history alone keeps them. */
const paths = {
  personId: 'person',
  role: 'role',
  attendance: 'attendance',
  representingCode: 'representing',
  organizationId: 'organization',
  title: 'title',
} as const

/** Columns whose values are not words of the source but of this network: they are their own normal form. */
const normal: ReadonlySet<string> = new Set(['personId', 'role', 'attendance', 'representingCode', 'organizationId'])

/**
 * Records what the writer states of a participation. People go by their id, never by name: a claim outlives what its
 * reader may see.
 */
export const claimParticipation = async (
  writing: Writing,
  { id, attendance }: Pick<Participation, 'id' | 'attendance'>,
  columns: ParticipationColumns,
  { sourceId, isNew }: { readonly sourceId: string | null; readonly isNew: boolean },
): Promise<void> => {
  const given = Object.entries(paths).flatMap(([column, path]) => {
    const value = columns[column as keyof typeof paths]
    return value === undefined || (isNew && value === null) ? [] : [{ path, column, value }]
  })
  const values = given.flatMap(({ path, column, value }): StatedValue[] =>
    value === null ? [] : [{ path, value, normalized: normal.has(column) ? value : null }],
  )
  await recordClaims(writing, { type: 'Participation', id }, values, {
    sourceId,
    isNew,
    paths: given.map(({ path }) => path),
    // What is announced is a plan until somebody says that it happened.
    planned: attendance === 'PLANNED',
  })
}
