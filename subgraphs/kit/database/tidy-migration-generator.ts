import { MigrationGenerator } from '@mikro-orm/migrations'

/** Writes migration files the way the formatter wants them. */
export class TidyMigrationGenerator extends MigrationGenerator {
  override generateMigrationFile(className: string, diff: { up: string[]; down: string[] }): string {
    return migrationSource(className, diff)
  }
}

/** Writes the source of one migration. */
export const migrationSource = (
  className: string,
  diff: { up: readonly string[]; down: readonly string[] },
): string => {
  const up = method('up', diff.up)
  const down = method('down', diff.down)
  return [
    "import { Migration } from '@mikro-orm/migrations'",
    '',
    `export class ${className} extends Migration {`,
    ...up,
    ...(down.length > 0 ? ['', ...down] : []),
    '}',
    '',
  ].join('\n')
}

const method = (name: string, statements: readonly string[]): string[] => {
  const calls = statements.filter(sql => sql.trim() !== '').map(call)
  return calls.length > 0 ? [`  override ${name}(): void {`, ...calls, '  }'] : []
}

const lineWidth = 120
const call = (sql: string): string => {
  const literal = `\`${quoted(sql).replace(/[`$\\]/g, '\\$&')}\``
  const line = `    this.addSql(${literal})`
  return line.length <= lineWidth ? line : `    this.addSql(\n      ${literal},\n    )`
}

// SQLite takes standard double quotes as well, and they need no escape in a template.
const quoted = (sql: string): string => sql.replace(/'(?:[^']|'')*'|`/g, found => (found === '`' ? '"' : found))
