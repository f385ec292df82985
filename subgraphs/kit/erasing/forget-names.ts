import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { AnyTables, EntityManager } from '../database/database.ts'
import type { FieldChange } from '../history/history-entry.ts'
import { erasedText, type NameFinder } from './names.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
type Builder = ExpressionBuilder<any, any>

type Condition = (eb: Builder) => Expression<SqlBool>

const all: Condition = () => sql<SqlBool>`1 = 1`

type TextRow = Readonly<Record<string, string | null>>

const none = (): null => null

/** Takes names out of what supports records, whatever they are about: the words of claims and of decisions on conflicts. */
export const forgetInClaims = async (em: EntityManager, names: NameFinder, where: Condition = all): Promise<void> => {
  await forgetInTable(
    em,
    names,
    'claim',
    {
      value: () => erasedText,
      normalized: none,
      locator: none,
      quote: none,
      note: none,
    },
    where,
  )
  await forgetInTable(em, names, 'conflict', { rationale: none }, where)
}

/** Builds the condition that lets through every row in whose columns a name may stand. */
export const mayHold = (names: NameFinder, columns: readonly string[]) => (eb: Builder) =>
  eb.or(columns.flatMap(column => names.patterns.map(pattern => isLike(eb, column, pattern))))

// LIKE of SQLite takes no account of case, that of PostgreSQL does.
const isLike = (eb: Builder, column: string, pattern: string): Expression<SqlBool> =>
  eb(sql`lower(cast(${sql.ref(column)} as text))`, 'like', pattern.toLowerCase())

/**
 * Takes names out of the texts of a table: each column says what becomes of a text in which one stands. Answers the rows in
 * which a name was found, as they were. Past the entity manager, or the old texts would stand in the history anew.
 */
export const forgetInTable = async (
  em: EntityManager,
  names: NameFinder,
  table: string,
  columns: Readonly<Record<string, (text: string) => string | null>>,
  where: Condition = all,
): Promise<readonly TextRow[]> => {
  const kysely = em.getKysely<AnyTables>()
  const rows: TextRow[] = await kysely
    .selectFrom(table)
    .selectAll()
    .where(mayHold(names, Object.keys(columns)))
    .where(where)
    .execute()
  const found = rows.flatMap(row => {
    const next = Object.entries(columns).flatMap(([column, forget]) => {
      const text = row[column] ?? null
      return text !== null && names.isIn(text) ? [[column, forget(text)] as const] : []
    })
    return next.length === 0 ? [] : [{ row, next: Object.fromEntries(next) }]
  })
  for (const { row, next } of found) await kysely.updateTable(table).set(next).where('id', '=', row.id).execute()
  return found.map(({ row }) => row)
}

/** Takes names out of the values and reasons of the history. */
export const forgetInHistory = async (em: EntityManager, names: NameFinder, where: Condition = all): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  const rows: { seq: number; reason: string | null; changes: unknown }[] = await kysely
    .selectFrom('history_entry')
    .select(['seq', 'reason', 'changes'])
    .where(mayHold(names, ['reason', 'changes']))
    .where(where)
    .execute()
  for (const { seq, reason, changes } of rows) {
    // SQLite keeps JSON as text, the driver of PostgreSQL has parsed it.
    const fields: readonly FieldChange[] = typeof changes === 'string' ? JSON.parse(changes) : changes
    const isNamed = ({ from, to }: FieldChange): boolean =>
      [from, to].some(side => names.isIn(JSON.stringify(side ?? null)))
    if (!names.isIn(reason) && !fields.some(isNamed)) continue
    const without = fields.map(field =>
      isNamed(field) ? { path: field.path, from: null, to: null, erased: true } : field,
    )
    await kysely
      .updateTable('history_entry')
      .set({ reason: names.isIn(reason) ? null : reason, changes: JSON.stringify(without) })
      .where('seq', '=', seq)
      .execute()
  }
}
