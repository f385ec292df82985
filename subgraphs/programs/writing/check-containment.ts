import type { AnyTables } from '@exchange-network/kit/database/database'
import type { FieldPath } from '@exchange-network/kit/writing/problems'
import type { Writing } from '@exchange-network/kit/writing/writing'

/**
 * Checks that a program does not come to lie within itself, however far around. The programs above are locked on the
 * way, so that two changes at once cannot close a circle together.
 */
export const checkContainment = async (
  { em, database, problems }: Writing,
  field: FieldPath,
  programId: string,
  partOfId: string,
): Promise<void> => {
  const seen = new Set<string>()
  for (let above: string | null = partOfId; above !== null && !seen.has(above); ) {
    if (above === programId) {
      const message = 'The program would lie within itself. Choose a program that is no part of it.'
      problems.add(field, 'INVALID', message)
      return
    }
    seen.add(above)
    const row: { part_of_id: string | null } | undefined = await em
      .getKysely<AnyTables>()
      .selectFrom('program')
      .select('part_of_id')
      .where('id', '=', above)
      .$if(database.dialect === 'postgres', query => query.forUpdate())
      .executeTakeFirst()
    above = row?.part_of_id ?? null
  }
}
