import type { Database } from '@exchange-network/kit/database/database'
import type { Row } from '@exchange-network/kit/database/rows'
import { type Connection, readRankedConnection } from '@exchange-network/kit/paging/page'
import { visibleOrganization } from '@exchange-network/kit/projection/known-records'
import { holdsWords, searchHits, titleRank } from '@exchange-network/kit/search/search-hits'
import { queryWords } from '@exchange-network/kit/search/words'
import { sql } from 'kysely'
import type { Program } from '../entities/program.ts'
import { type ProgramListArguments, programRows } from './program-pages.ts'
import type { ProgramScope } from './scope.ts'
import { namedParticipation, visibleParticipations } from './visible.ts'

/** Rank of a program that matches only together with the names on it. */
const byNames = 100

/**
 * Pages the programs in which all words of the query occur, best match first. A word may stand in the text of the
 * program or in the printed name of a person or organization on it that exists for the viewer: names are looked up in rows of their own, so
 * that a hidden name can never be guessed by searching for it.
 */
export const searchPrograms = (
  scope: ProgramScope,
  { query, filter, first, after }: ProgramListArguments & { readonly query: string },
): Connection<Row<Program>> => {
  const { database } = scope
  const words = queryWords(query)
  const isHit = words.length === 0 ? sql<boolean>`1 = 0` : holdsWords(database, words)
  let rows = programRows(scope, filter)
    // Joined by its key alone: joined with the hits, SQLite would look through all of them for each program.
    .leftJoin('search_document', join =>
      join.on('search_document.record_type', '=', 'Program').onRef('search_document.record_id', '=', 'program.id'),
    )
    .orderBy(sql`case when ${isHit} then ${titleRank(words)} else ${byNames} end`)
    .orderBy('program.sort_title')
    .orderBy('program.id')
  if (words.length === 0) rows = rows.where(eb => eb.val(1), '=', 0)
  for (const word of words) {
    rows = rows.where(eb =>
      eb.or([
        eb('program.id', 'in', hits(database, 'Program', word)),
        eb('program.id', 'in', programsNaming(scope, word, 'participation')),
        eb('program.id', 'in', programsNaming(scope, word, 'program_role')),
      ]),
    )
  }
  return readRankedConnection({
    database,
    rows,
    binding: JSON.stringify(['searchPrograms', query, filter ?? null]),
    first,
    after,
  })
}

/** Selects the programs on which a person or an organization that exists for the viewer has this word in the printed name. */
const programsNaming = ({ database, rights }: ProgramScope, word: string, table: 'participation' | 'program_role') => {
  const type = table === 'participation' ? 'Participation' : 'ProgramRole'
  const named = database.read
    .selectFrom(table)
    .select(`${table}.program_id`)
    .where(`${table}.id`, 'in', hits(database, type, word))
  if (table === 'program_role') return named.where(visibleOrganization(rights, 'program_role.organization_id'))
  return named.where(visibleParticipations(rights)).where(namedParticipation(rights))
}

const hits = (database: Database, type: string, word: string) =>
  searchHits(database, type, word).clearSelect().select('search_document.record_id')
