import type { Row } from '@exchange-network/kit/database/rows'
import type { Claim } from '@exchange-network/kit/provenance/claim'
import { type ConflictArguments, conflictConnection } from '@exchange-network/kit/provenance/conflict-connection'
import {
  claimResolvers,
  factConflictResolvers,
  type LabelledConflict,
  recordResolvers,
} from '@exchange-network/kit/provenance/resolvers'
import { sql } from 'kysely'
import type { Source } from '../entities/source.ts'
import type { Context } from '../loaders.ts'
import { visibleParticipations, visiblePerson, visiblePrograms } from '../store/visible.ts'

/** Finds the row of a source; null where it does not exist for the viewer. */
export const sourceById = (id: string, { loaders }: Context): Promise<Row<Source> | null> => loaders.sourceById.load(id)

/** Finds the sources of a row that is no Record, e.g. of a role, in the order in which it names them. */
export const sourcesOf =
  (type: string) =>
  async ({ id }: { readonly id: string }, _: unknown, context: Context): Promise<readonly Row<Source>[]> => {
    const ids = await context.loaders.provenance.sourcesOf.load({ type, id })
    const sources = await Promise.all(ids.map(one => sourceById(one, context)))
    return sources.filter(source => source !== null)
  }

// Claims on these paths give an organization in their normal form.
const namesOrganization = /^(roles\.|initiatives$|organization$|steward$)/

const isOpen = async ({ sourceId, path, normalized }: Row<Claim>, context: Context): Promise<boolean> => {
  if (sourceId !== null && (await sourceById(sourceId, context)) === null) return false
  if (normalized === null || !namesOrganization.test(path)) return true
  return !(await context.loaders.isHiddenOrganization.load(normalized))
}

/**
 * Keeps the claims that the viewer may read. A claim quotes its document, so it is as hidden as the document; one that
 * names an organization is as hidden as the organization.
 */
const quotable = async (claims: readonly Row<Claim>[], context: Context): Promise<readonly Row<Claim>[]> => {
  const open = await Promise.all(claims.map(claim => isOpen(claim, context)))
  return claims.filter((_, index) => open[index])
}

/** Creates the provenance fields of a type that implements Record, as the kit does, with claims of hidden documents left out. */
export const provenanceOf = <R extends { readonly id: string }>(
  type: string,
  label: (record: R, context: Context) => string | Promise<string>,
) => {
  const { sources, claims, conflicts } = recordResolvers<R, Context>(type, { label, sourceById })
  return {
    sources,
    claims: async (record: R, args: { path?: string | null }, context: Context) =>
      quotable(await claims(record, args, context), context),
    conflicts,
  }
}

/** Resolvers of Claim and FactConflict. */
export const provenanceTypes = {
  Claim: claimResolvers<Context>({ sourceById }),
  FactConflict: {
    claims: async (conflict: LabelledConflict, args: unknown, context: Context) =>
      quotable(await factConflictResolvers.claims(conflict, args, context), context),
    adopted: async (conflict: LabelledConflict, args: unknown, context: Context) => {
      const adopted = await factConflictResolvers.adopted(conflict, args, context)
      return adopted === null ? null : ((await quotable([adopted], context))[0] ?? null)
    },
  },
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
    .where(eb =>
      eb.or([eb('participation.person_id', 'is', null), visiblePerson(rights, 'participation.person_id')(eb)]),
    )
  return conflictConnection(context, 'programConflicts', { ...args, subjects: programs.unionAll(participations) })
}
