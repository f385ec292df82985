import type { Row } from '../database/rows.ts'
import type { RequestContext } from '../serve/subgraph.ts'
import type { Claim } from './claim.ts'
import type { Conflict } from './conflict.ts'
import type { ProvenanceLoaders } from './loaders.ts'

/** The context that these resolvers need: loaders with a part named `provenance`. */
export type ProvenanceContext = RequestContext<{ readonly provenance: ProvenanceLoaders }>

/** Finds a source by id: a stub for the gateway, or the row itself in the subgraph that owns the sources. */
export type SourceById<Context> = (id: string, context: Context) => unknown

/** A conflict with the printable name of its record: what the type FactConflict resolves from. */
export type LabelledConflict = Row<Conflict> & { readonly subjectLabel: string }

const sourceStub = (id: string) => ({ __typename: 'Source', id })

/**
 * Creates the resolvers of `sources`, `claims` and `conflicts` for a type that implements Record.
 * `label` gives the printable name of the record. Sources that `sourceById` answers null for are left out: to the
 * viewer they do not exist.
 */
export const recordResolvers = <
  R extends { readonly id: string },
  Context extends ProvenanceContext = ProvenanceContext,
>(
  type: string,
  options: {
    readonly label: (record: R, context: Context) => string | Promise<string>
    readonly sourceById?: SourceById<Context>
  },
) => {
  const { label, sourceById = sourceStub } = options
  return {
    async sources(record: R, _: unknown, context: Context) {
      const ids = await context.loaders.provenance.sourcesOf.load({ type, id: record.id })
      const sources = await Promise.all(ids.map(id => sourceById(id, context)))
      return sources.filter(source => source !== null)
    },
    async claims(record: R, { path }: { path?: string | null }, context: Context) {
      const claims = await context.loaders.provenance.claimsOf.load({ type, id: record.id })
      return path == null ? claims : claims.filter(claim => claim.path === path)
    },
    async conflicts(record: R, _: unknown, context: Context): Promise<readonly LabelledConflict[]> {
      const conflicts = await context.loaders.provenance.conflictsOf.load({ type, id: record.id })
      if (conflicts.length === 0) return []
      const subjectLabel = await label(record, context)
      return conflicts.map(conflict => ({ ...conflict, subjectLabel }))
    },
  }
}

/** Creates the resolvers of the type Claim; the other fields are columns. */
export const claimResolvers = <Context extends ProvenanceContext = ProvenanceContext>(
  options: { readonly sourceById?: SourceById<Context> } = {},
) => {
  const { sourceById = sourceStub } = options
  return {
    source: (claim: Row<Claim>, _: unknown, context: Context) =>
      claim.sourceId === null ? null : sourceById(claim.sourceId, context),
  }
}

/** The resolvers of the type FactConflict; the other fields are columns, the label comes with the row. */
export const factConflictResolvers = {
  claims: (conflict: LabelledConflict, _: unknown, context: ProvenanceContext) =>
    context.loaders.provenance.claimsOfConflict.load(conflict.id),
  adopted: (conflict: LabelledConflict, _: unknown, context: ProvenanceContext) =>
    conflict.adoptedClaimId === null ? null : context.loaders.provenance.claimById.load(conflict.adoptedClaimId),
}
