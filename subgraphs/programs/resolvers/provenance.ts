import type { Row } from '@exchange-network/kit/database/rows'
import { type ConflictArguments, conflictConnection } from '@exchange-network/kit/provenance/conflict-connection'
import { organizationOfEntry } from '@exchange-network/kit/provenance/partner-entry'
import { claimResolvers, factConflictResolvers, recordResolvers } from '@exchange-network/kit/provenance/resolvers'
import { sql } from 'kysely'
import type { Source } from '../entities/source.ts'
import type { Context } from '../loaders.ts'
import { namedParticipation, visibleParticipations, visiblePrograms } from '../store/visible.ts'

/** Finds a document, or what an organization entered itself; null where it does not exist for the viewer. */
export const sourceById = (id: string, { loaders }: Context): Promise<Row<Source> | null> =>
  organizationOfEntry(id) === null ? loaders.sourceById.load(id) : loaders.partnerEntryById.load(id)

/** Finds the sources of a row that is no Record, e.g. of a role, in the order in which it names them. */
export const sourcesOf =
  (type: string) =>
  async ({ id }: { readonly id: string }, _: unknown, context: Context): Promise<readonly Row<Source>[]> => {
    const ids = await context.loaders.provenance.sourcesOf.load({ type, id })
    const sources = await Promise.all(ids.map(one => sourceById(one, context)))
    return sources.filter(source => source !== null)
  }

/** Creates the provenance fields of a type that implements Record, as the kit does, with the sources that are our own rows. */
export const provenanceOf = <R extends { readonly id: string }>(
  type: string,
  label: (record: R, context: Context) => string | Promise<string>,
) => recordResolvers<R, Context>(type, { label, sourceById })

/** Resolvers of Claim and FactConflict. */
export const provenanceTypes = {
  Claim: claimResolvers<Context>({ sourceById }),
  FactConflict: factConflictResolvers,
}

/** Pages the conflicts on programs and on participations that the viewer may see; a withheld name hides those on it. */
export const programConflicts = (_: unknown, args: ConflictArguments, context: Context) => {
  const { database, rights } = context
  const programs = database.read
    .selectFrom('program')
    .select([
      sql<string>`'Program'`.as('subject_type'),
      'program.id as subject_id',
      'program.slug as slug',
      'program.title as label',
    ])
    .where(visiblePrograms(rights))
  const participations = database.read
    .selectFrom('participation')
    .select([
      sql<string>`'Participation'`.as('subject_type'),
      'participation.id as subject_id',
      sql<string | null>`null`.as('slug'),
      'participation.label as label',
    ])
    .where(visibleParticipations(rights))
    .where(namedParticipation(rights))
  return conflictConnection(context, 'programConflicts', { ...args, subjects: programs.unionAll(participations) })
}
