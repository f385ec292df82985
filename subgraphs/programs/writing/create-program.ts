import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { recordClaims } from '@exchange-network/kit/provenance/record-claims'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { checkSlug, freeSlug, randomId, slugOf } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { Program } from '../entities/program.ts'
import type { Context } from '../loaders.ts'
import { applyProgram } from './apply-program.ts'
import { type CheckedProgram, checkProgram } from './check-program.ts'
import { addRecordSources, creditedSources } from './credit.ts'
import { findProgram } from './own-references.ts'
import { sortTitleOf } from './program-fields.ts'
import type { CreateProgramInput, ProgramKind } from './program-input.ts'

/** Creates a program with the viewer's organization as its steward. */
export const createProgram = (context: Context, input: CreateProgramInput): Promise<Outcome> => {
  const { idempotencyKey } = input
  return performChange(context, { mutation: 'createProgram', input, idempotencyKey }, async problems => {
    checkAuthor(problems, context)
    const slug = await checkWishedSlug(problems, ['input', 'slug'], input.slug ?? null, context)
    const checked = await checkProgram(problems, ['input'], input, context)
    return async writing => {
      const sourceId = creditedSource(checked.sources ?? [], context.rights)
      const program = await insertProgram(writing, { kind: input.kind, slug, checked, sourceId, at: ['input'] })
      return program.id
    }
  })
}

/** Checks that a new record has a steward: the organization of the token, or nobody where the network's administration writes. */
export const checkAuthor = (problems: Problems, { viewer }: Pick<Context, 'viewer'>): void => {
  if (viewer.organization !== null || viewer.scopes.has('network:admin')) return
  problems.add(
    null,
    'FORBIDDEN',
    'Your token names no organization, so the new record would have no steward. Use a token of an organization.',
  )
}

/** Checks the slug that a caller wishes for; one of a program that the caller sees is taken. */
export const checkWishedSlug = async (
  problems: Problems,
  field: readonly string[],
  wish: string | null,
  context: Context,
): Promise<string | null> => {
  if (wish === null) return null
  const slug = checkSlug(problems, field, wish)
  if (slug === null) return null
  const taken = await findProgram(slug, context)
  if (taken === null) return slug
  problems.add(field, 'DUPLICATE', `There is a program "${slug}" already. Change that one, or choose another slug.`, {
    suggestions: [taken.id],
  })
  return null
}

/** A program to be written. */
export type NewProgram = {
  readonly kind: ProgramKind
  /** The slug wished for; null makes one of the title. */
  readonly slug: string | null
  readonly checked: CheckedProgram
  readonly sourceId: string | null
  /** Path of the input, for problems. */
  readonly at: readonly string[]
}

/** Writes a new program; answers it. */
export const insertProgram = async (
  writing: Writing,
  { kind, slug, checked, sourceId, at }: NewProgram,
): Promise<Program> => {
  const { em, rights, viewer } = writing
  const { title = '', titleIsOfficial = true, status = 'DRAFT' } = checked
  const { visibility = 'NETWORK', participantVisibility = 'PARTNER' } = checked
  const id = randomId('pg')
  const program = em.create(Program, {
    id,
    slug: await slugFor(writing, slug, title, visibility, id),
    kind,
    title,
    titleIsOfficial,
    sortTitle: sortTitleOf(title),
    status,
    breakouts: [],
    visibility,
    participantVisibility,
    stewardId: viewer.organization,
  })
  em.persist(program)
  const said = [{ path: 'kind', value: kind, normalized: kind }]
  await recordClaims(writing, { type: 'Program', id }, said, { sourceId, isNew: true, planned: status !== 'HELD' })
  await applyProgram(writing, program, { ...checked, title, status }, { at, sourceId, isNew: true })
  const sources = checked.sources ?? []
  addRecordSources(writing, { type: 'Program', id }, creditedSources(sources, rights))
  return program
}

// The title of what not every member may see is told by no slug. A slug that is taken by a program out of sight is given
// an ending, as if it were taken by chance.
const slugFor = (
  { em }: Writing,
  wish: string | null,
  title: string,
  visibility: string,
  id: string,
): Promise<string> | string => {
  const isTelling = visibility === 'PUBLIC' || visibility === 'NETWORK'
  if (wish === null && !isTelling) return id
  return freeSlug(em, 'program', wish ?? slugOf(title), 'program')
}
