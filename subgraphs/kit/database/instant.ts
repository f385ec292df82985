import type { Database } from './database.ts'

/** Turns an instant of RFC 3339, as the scalar DateTime lets it in, into what a stored datetime is compared with. */
export const instantOf = ({ dialect }: Pick<Database, 'dialect'>, text: string): number | Date => {
  // JavaScript knows no leap second; the second before it lets the same rows through.
  const instant = new Date(text.replace(/:60(?=[.Z+-])/, ':59'))
  // The ORM keeps instants as milliseconds in SQLite and as timestamps in PostgreSQL.
  return dialect === 'sqlite' ? instant.getTime() : instant
}
