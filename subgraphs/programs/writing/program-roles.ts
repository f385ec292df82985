import type { AnyTables } from '@exchange-network/kit/database/database'
import { visibleOrganization } from '@exchange-network/kit/projection/known-records'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { Claim } from '@exchange-network/kit/provenance/claim'
import { recordClaims, replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkOptionalText } from '@exchange-network/kit/writing/check-text'
import { randomId } from '@exchange-network/kit/writing/slug'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import type { Program } from '../entities/program.ts'
import { ProgramRole } from '../entities/program-role.ts'
import type { Context } from '../loaders.ts'
import { visiblePrograms } from '../store/visible.ts'
import { addRecordSources, creditedSources } from './credit.ts'
import { lockProgram } from './lock-program.ts'
import type { AssignProgramRoleInput, ProgramRoleKind } from './program-input.ts'
import { checkOrganization, checkOwnSources } from './references.ts'

/** Gives an organization a role on a program; answers the program. */
export const assignProgramRole = (context: Context, input: AssignProgramRoleInput): Promise<Outcome> => {
  const { kind, idempotencyKey } = input
  return performChange(context, { mutation: 'assignProgramRole', input, idempotencyKey }, async problems => {
    const organizationId = await checkOrganization(problems, ['input', 'organizationId'], input.organizationId, context)
    const printed = checkOptionalText(problems, ['input', 'label'], input.label ?? null, { max: 300 })
    const sources = await checkOwnSources(problems, ['input', 'sourceIds'], input.sourceIds, context)
    return async writing => {
      const program = await lockProgram(writing, input.programId, ['input', 'programId'])
      if (program === null || organizationId === null) return null
      const label = printed ?? (await context.loaders.organizationNameById.load(organizationId)) ?? input.organizationId
      const same = await findRole(writing, {
        programId: program.id,
        kind,
        organizationId,
        // One organization may have one role under two printed names.
        ...(printed !== null && { label: printed }),
      })
      if (same !== null) {
        const message = `"${input.organizationId}" has the role ${kind} on this program already. Nothing is left to do.`
        problems.add(['input', 'organizationId'], 'DUPLICATE', message, { suggestions: [same.id] })
        return null
      }
      await insertRoles(writing, program, [{ kind, organizationId, label: label.slice(0, 300), sources }])
      markChanged(program)
      return program.id
    }
  })
}

/** A role to be written. */
export type NewRole = {
  readonly kind: ProgramRoleKind
  readonly organizationId: string
  readonly label: string
  readonly sources: readonly string[]
}

const findRole = (
  { em }: Writing,
  role: {
    readonly programId: string
    readonly kind: ProgramRoleKind
    readonly organizationId: string
    readonly label?: string
  },
): Promise<ProgramRole | null> => em.findOne(ProgramRole, role)

/** Writes roles behind those that the program has, with their claims and documents. */
export const insertRoles = async (
  writing: Writing,
  program: Program,
  roles: readonly NewRole[],
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<void> => {
  const { em, rights } = writing
  const programId = program.id
  const had = isNew ? [] : await em.find(ProgramRole, { programId }, { orderBy: { position: 'desc' }, limit: 1 })
  for (const [index, { kind, organizationId, label, sources }] of roles.entries()) {
    const id = randomId('r')
    const position = (had[0]?.position ?? 0) + index + 1
    em.persist(em.create(ProgramRole, { id, programId, position, kind, organizationId, label, inferred: false }))
    addRecordSources(writing, { type: 'ProgramRole', id }, creditedSources(sources, rights))
  }
  for (const [sourceId, ofSource] of Map.groupBy(roles, ({ sources }) => creditedSource(sources, rights))) {
    await claimRoles(writing, program, ofSource, { sourceId, isNew })
  }
}

// A source may name several hosts: what it said of the others before still holds.
const claimRoles = async (
  writing: Writing,
  program: Program,
  roles: readonly NewRole[],
  { sourceId, isNew }: { readonly sourceId: string | null; readonly isNew: boolean },
): Promise<void> => {
  const paths = [...new Set(roles.map(({ kind }) => `roles.${kind}`))]
  const said = isNew ? [] : await writing.em.find(Claim, { ...standing(program, paths), sourceId })
  const claims = [
    ...said.map(({ path, value, normalized = null }) => ({ path, value, normalized })),
    ...roles.map(({ kind, label, organizationId }) => ({
      path: `roles.${kind}`,
      value: label,
      normalized: organizationId,
    })),
  ]
  const statement = { sourceId, isNew, planned: program.status !== 'HELD' }
  await recordClaims(writing, { type: 'Program', id: program.id }, claims, statement)
}

const standing = (program: Program, path: readonly string[]) => ({
  subjectType: 'Program',
  subjectId: program.id,
  path: [...path],
  supersededAt: null,
})

/** The arguments of the mutation removeProgramRole. */
export type RemoveProgramRoleInput = { readonly id: string; readonly expectedVersion: number }

/** Takes a role away; what documents say of it stays, and what the viewer's organization said itself is superseded. */
export const removeProgramRole = (context: Context, input: RemoveProgramRoleInput): Promise<Outcome> =>
  performChange(context, { mutation: 'removeProgramRole', input }, async problems => async writing => {
    const { em, rights } = writing
    const programId = await programOfRole(writing, input.id)
    if (programId === null) {
      problems.add(['id'], 'NOT_FOUND', `There is no role "${input.id}", or none that you may see.`)
      return null
    }
    const program = await lockProgram(writing, programId, ['id'], input.expectedVersion)
    if (program === null) return null
    const role = await em.findOneOrFail(ProgramRole, { id: input.id })
    const own = creditedSource([], rights)
    const said = await em.find(Claim, { ...standing(program, [`roles.${role.kind}`]), normalized: role.organizationId })
    for (const claim of said) if (own !== null && claim.sourceId === own) claim.supersededAt = new Date()
    await replaceRecordSources(writing, { type: 'ProgramRole', id: role.id }, [])
    em.remove(role)
    markChanged(program)
    return program.id
  })

const programOfRole = async ({ em, rights }: Writing, id: string): Promise<string | null> => {
  const row: { program_id: string } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('program_role')
    .innerJoin('program', 'program.id', 'program_role.program_id')
    .select('program_role.program_id')
    .where('program_role.id', '=', id)
    .where(visiblePrograms(rights))
    .where(visibleOrganization(rights, 'program_role.organization_id'))
    .executeTakeFirst()
  return row?.program_id ?? null
}
