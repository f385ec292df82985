import type { AnyTables, EntityManager } from '@exchange-network/kit/database/database'
import type { FieldChange } from '@exchange-network/kit/history/history-entry'
import { markChanged } from '@exchange-network/kit/writing/writing'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { Program } from '../entities/program.ts'
import { erasedText, type NameFinder } from './names.ts'

// biome-ignore lint/suspicious/noExplicitAny: kysely's own parameters; the condition fits a query over any tables.
type Builder = ExpressionBuilder<any, any>

type TextRow = Record<string, string | null>

/** Takes names out of what is said of programs: claims, conflicts, agendas, summaries, and their history. */
export const forgetNames = async (em: EntityManager, names: NameFinder): Promise<void> => {
  if (names.patterns.length === 0) return
  await forgetInTable(em, names, 'claim', {
    value: () => erasedText,
    normalized: none,
    locator: none,
    quote: none,
    note: none,
  })
  await forgetInTable(em, names, 'conflict', { rationale: none })
  const { without } = names
  const items = await forgetInTable(em, names, 'agenda_item', {
    title: without,
    description: without,
    presentation_title: without,
  })
  const programs = await forgetInTable(em, names, 'program', { summary: without })
  await forgetInHistory(em, names)
  const ids = [...items.map(row => row.program_id), ...programs.map(row => row.id)].filter(id => id !== null)
  // By the entity manager, so that versions count up and feed and search follow.
  const changed =
    ids.length === 0 ? [] : await em.find(Program, { id: [...new Set(ids as string[])] }, { refresh: true })
  for (const program of changed) markChanged(program)
}

const none = (): null => null

const mayHold = (names: NameFinder, columns: readonly string[]) => (eb: Builder) =>
  eb.or(columns.flatMap(column => names.patterns.map(pattern => isLike(eb, column, pattern))))

// LIKE of SQLite takes no account of case, that of PostgreSQL does.
const isLike = (eb: Builder, column: string, pattern: string): Expression<SqlBool> =>
  eb(sql`lower(cast(${sql.ref(column)} as text))`, 'like', pattern.toLowerCase())

/** Answers the rows in which a name was found, as they were. */
const forgetInTable = async (
  em: EntityManager,
  names: NameFinder,
  table: string,
  columns: Readonly<Record<string, (text: string) => string | null>>,
): Promise<readonly TextRow[]> => {
  const kysely = em.getKysely<AnyTables>()
  const rows: TextRow[] = await kysely
    .selectFrom(table)
    .selectAll()
    .where(mayHold(names, Object.keys(columns)))
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

const forgetInHistory = async (em: EntityManager, names: NameFinder): Promise<void> => {
  const kysely = em.getKysely<AnyTables>()
  const rows: { seq: number; reason: string | null; changes: unknown }[] = await kysely
    .selectFrom('history_entry')
    .select(['seq', 'reason', 'changes'])
    .where(mayHold(names, ['reason', 'changes']))
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
