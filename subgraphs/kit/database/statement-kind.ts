/**
 * Tells whether a SQL statement answers rows. MikroORM writes values into the text, so words inside literals must not
 * count: an update of a note that says "returning students" answers none, and its number of changed rows decides
 * about optimistic locks.
 */
export const answersRows = (sql: string): boolean => {
  const first = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase()
  if (first === 'select' || first === 'pragma' || first === 'explain' || first === 'values') return true
  const bare = sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`/g, "''")
  if (/\breturning\b/i.test(bare)) return true
  return first === 'with' && !/\b(insert|update|delete|replace)\b/i.test(bare)
}
