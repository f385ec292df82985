import { randomInt } from 'node:crypto'
import type { AnyTables, EntityManager } from '../database/database.ts'
import { fold } from '../search/fold.ts'
import type { FieldPath, Problems } from './problems.ts'

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const most = 100

/** Creates an id that tells nothing: eleven random letters and digits behind a prefix, e.g. "p-7f3k2q9xv4d". */
export const randomId = (prefix: string): string =>
  `${prefix}-${Array.from({ length: 11 }, () => letters[randomInt(letters.length)]).join('')}`

/** Makes a readable key of a name: "Global Ties U.S." -> "global-ties-u-s"; empty when no letter or digit is left. */
export const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '')

/** Checks the form of a slug that somebody chose; null when a problem was added. */
export const checkSlug = (problems: Problems, field: FieldPath, slug: string): string | null => {
  if (slug.length <= most && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return slug
  const proposal = slugOf(slug)
  problems.add(
    field,
    'INVALID',
    `"${slug}" is no slug: small letters a to z and digits, with single hyphens between, at most ${most} characters.`,
    proposal === '' ? {} : { suggestions: [proposal] },
  )
  return null
}

/** Finds a slug that no row of a table has, as id or slug: the wish, else the wish with a random ending. */
export const freeSlug = async (em: EntityManager, table: string, wish: string, prefix: string): Promise<string> => {
  const isFree = async (slug: string): Promise<boolean> => {
    const taken = await em
      .getKysely<AnyTables>()
      .selectFrom(table)
      .select('id')
      .where(eb => eb.or([eb('slug', '=', slug), eb('id', '=', slug)]))
      .limit(1)
      .executeTakeFirst()
    return taken === undefined
  }
  const base = wish === '' ? prefix : wish
  if (wish !== '' && (await isFree(wish))) return wish
  for (;;) {
    const slug = `${base}-${randomId('x').slice(2, 7)}`
    if (await isFree(slug)) return slug
  }
}
