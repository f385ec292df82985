import type { AnyTables } from '@exchange-network/kit/database/database'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { visibleParticipations } from '../store/visible.ts'

/** Finds which of these participations belong to a program and exist for the writer, as the transaction sees them. */
export const findParticipations = async (
  { em, rights }: Pick<Writing, 'em' | 'rights'>,
  programId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set()
  const rows: { id: string }[] = await em
    .getKysely<AnyTables>()
    .selectFrom('participation')
    .select('participation.id')
    .where('participation.program_id', '=', programId)
    .where('participation.id', 'in', [...ids])
    .where(visibleParticipations(rights))
    .execute()
  return new Set(rows.map(row => row.id))
}
