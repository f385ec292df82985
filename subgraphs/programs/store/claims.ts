import type { RowRights } from '@exchange-network/kit/access/visibility'
import { claimsNoHiddenOrganization, visibleOrganization } from '@exchange-network/kit/projection/known-records'
import type { GuardedPaths } from '@exchange-network/kit/provenance/guarded-paths'
import { isVisibleEntry } from '@exchange-network/kit/provenance/partner-entry'
import { type ProvenanceRules, provenanceRules } from '@exchange-network/kit/provenance/provenance-rules'
import { sql } from 'kysely'
import type { Builder, Condition } from './filter-lists.ts'
import { existingPerson, visiblePrograms, visibleSources } from './visible.ts'

/** Paths whose values need a scope: the confidential remarks on a participation. */
export const guardedPaths: GuardedPaths = { notes: 'participant:sensitive' }

/**
 * Creates the rules by which claims, conflicts and sources exist for the viewer. A claim is as hidden as the document
 * that it quotes, or as the organization whose own entry it is, and as the organization, program or person that it names
 * by its normal form, on a field that names one.
 */
export const programProvenance = (rights: RowRights): ProvenanceRules =>
  provenanceRules(rights.viewer, {
    guardedPaths,
    source: column => eb =>
      eb.or([
        isVisibleEntry(column, organization => visibleOrganization(rights, organization))(eb),
        eb.exists(
          eb.selectFrom('source').select('source.id').whereRef('source.id', '=', column).where(visibleSources(rights)),
        ),
      ]),
    claim: eb =>
      eb.and([
        noHiddenRole(rights)(eb),
        eb.or([
          eb.not(isReference(eb)),
          eb.and([claimsNoHiddenOrganization(rights)(eb), noHiddenPerson(rights)(eb), noHiddenProgram(rights)(eb)]),
        ]),
      ]),
  })

/** What claims on a field name by their normal form; texts of other fields name nothing. */
const references: Readonly<Record<string, 'organization' | 'person' | 'program'>> = {
  roles: 'organization',
  initiatives: 'organization',
  organization: 'organization',
  person: 'person',
  participations: 'person',
  partOf: 'program',
}

/** Tells what claims on a path name by their normal form, e.g. "roles.HOST"; null where they name nothing. */
export const referenceOf = (path: string): 'organization' | 'person' | 'program' | null => {
  const [field = ''] = path.split('.')
  return Object.hasOwn(references, field) ? (references[field] ?? null) : null
}

// Were any text compared with what is hidden, whoever writes one could find out by what becomes of it what there is.
const isReference = (eb: Builder) =>
  eb.or(
    Object.keys(references).flatMap(field => [eb('claim.path', '=', field), eb('claim.path', 'like', `${field}.%`)]),
  )

// A claim on a role that names its organization by a printed word only cannot be told from those on other roles of the
// same kind, so it goes with any of them that is hidden.
const noHiddenRole =
  (rights: RowRights): Condition =>
  eb =>
    eb.or([
      eb('claim.normalized', 'is not', null),
      eb('claim.path', 'not like', 'roles.%'),
      eb.not(
        eb.exists(
          eb
            .selectFrom('program_role')
            .select('program_role.id')
            .whereRef('program_role.program_id', '=', 'claim.subject_id')
            .whereRef('claim.path', '=', sql`'roles.' || ${sql.ref('program_role.kind')}`)
            .where(inner => inner.not(visibleOrganization(rights, 'program_role.organization_id')(inner))),
        ),
      ),
    ])

const noHiddenPerson =
  (rights: RowRights): Condition =>
  eb =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('projected_record as named_person')
          .select('named_person.record_id')
          .where('named_person.type', '=', 'Person')
          .whereRef('named_person.record_id', '=', 'claim.normalized')
          .where(inner => inner.not(existingPerson(rights, 'named_person')(inner))),
      ),
    )

const noHiddenProgram =
  (rights: RowRights): Condition =>
  eb =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('program as named_program')
          .select('named_program.id')
          .where(inner => {
            const named = inner.ref('claim.normalized')
            return inner.or([inner('named_program.id', '=', named), inner('named_program.slug', '=', named)])
          })
          .where(inner => inner.not(visiblePrograms(rights, 'named_program')(inner))),
      ),
    )
