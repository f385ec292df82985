import { foldName } from '@exchange-network/gazetteer/fold-name'
import type { AnyTables } from '@exchange-network/kit/database/database'
import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { recordClaims } from '@exchange-network/kit/provenance/record-claims'
import { persistRecordSources } from '@exchange-network/kit/provenance/seed'
import { performChange } from '@exchange-network/kit/writing/answer-change'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { checkSlug, freeSlug, randomId, slugOf } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import type { Context } from '../loaders.ts'
import { stewardOfNew, whereOrganizationVisible } from '../policy.ts'
import { recordOrganization } from '../store/record-organization.ts'
import { type CheckedOrganization, checkOrganization } from './check-organization.ts'
import type { CreateOrganizationInput } from './inputs.ts'
import { claimedFields } from './organization-claims.ts'
import { refuseTaken, refuseTakenNow } from './taken-names.ts'
import { namesInOrder } from './write-parts.ts'

const nameField = ['input', 'name']
const slugField = ['input', 'slug']

/** Creates an organization, whose entry the viewer's organization keeps until its own people do. */
export const createOrganization = (context: Context, input: CreateOrganizationInput) =>
  performChange(
    context,
    { mutation: 'createOrganization', input, idempotencyKey: input.idempotencyKey },
    async problems => {
      const checked = await checkOrganization(problems, input, context)
      const slug = input.slug == null ? null : checkSlug(problems, slugField, input.slug)
      checkCreator(problems, context)
      if (checked.name) {
        refuseTaken(
          problems,
          nameField,
          checked.name,
          await context.loaders.organizationsByName.load(foldName(checked.name)),
        )
      }
      return async writing => {
        await refuseTakenNow(writing, nameField, checked.name ?? '')
        await refuseTakenSlug(writing, slug)
        return writing.problems.all.length > 0 ? null : writeNewOrganization(writing, checked, slug)
      }
    },
  )

/** Checks that somebody keeps the entry of what is created. */
export const checkCreator = (problems: Problems, { viewer }: Pick<Context, 'viewer'>): void => {
  if (viewer.organization !== null || viewer.scopes.has('network:admin')) return
  const message = 'Your token names no organization that could keep what you create. Use a token of your organization.'
  problems.add(null, 'FORBIDDEN', message)
}

// One that is hidden from the viewer takes a slug as well, which then gets an ending and tells nothing.
const refuseTakenSlug = async ({ em, rights, problems }: Writing, slug: string | null): Promise<void> => {
  if (slug === null) return
  const taken: { id: string } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('organization')
    .select('organization.id')
    .where(eb => eb.or([eb('organization.slug', '=', slug), eb('organization.id', '=', slug)]))
    .where(whereOrganizationVisible(rights))
    .executeTakeFirst()
  if (taken === undefined) return
  const message = `The organization "${taken.id}" has the slug "${slug}". Choose another one, or leave it out.`
  problems.add(slugField, 'DUPLICATE', message, { suggestions: [taken.id] })
}

// An id has 64 characters at most, and an ending of six may be added.
const longestWish = 57

/**
 * Writes a new organization with its names, claims and sources; answers its id. `takenSlugs` are those of this transaction
 * that the database does not know yet; its own is added.
 */
export const writeNewOrganization = async (
  { em, rights }: Pick<Writing, 'em' | 'rights'>,
  checked: CheckedOrganization,
  wishedSlug: string | null = null,
  takenSlugs: Set<string> = new Set(),
): Promise<string> => {
  const { name = '', names = [], kinds = [], visibility = 'PUBLIC', sources = [], parent = null } = checked
  const isOpen = visibility === 'PUBLIC' || visibility === 'NETWORK'
  // Everybody may learn the id of a protected organization, so that it is to tell nothing.
  const wish = wishedSlug ?? (isOpen ? slugOf(name).slice(0, longestWish).replace(/-+$/, '') : randomId('o'))
  const slug = await freeSlug(
    em,
    'organization',
    takenSlugs.has(wish) ? `${wish}-${randomId('x').slice(2, 7)}` : wish,
    'o',
  )
  takenSlugs.add(slug)
  const id = slug.length <= 64 ? slug : randomId('o')
  const [main, ...others] = namesInOrder(name, names)
  recordOrganization(em, {
    id,
    slug,
    name,
    nameKind: main?.kind ?? 'OFFICIAL',
    otherNames: others,
    kinds,
    description: checked.description ?? null,
    url: checked.url ?? null,
    location: checked.location ?? null,
    serviceArea: checked.serviceArea ?? [],
    enrollment: checked.enrollment ?? null,
    memberCount: checked.memberCount ?? null,
    parentId: parent?.id ?? null,
    stewardId: stewardOfNew(rights, { id, parentId: parent?.id ?? null }),
    visibility,
  })
  const sourceId = creditedSource(sources, rights)
  const supporting = sources.length > 0 ? sources : [sourceId].filter(source => source !== null)
  persistRecordSources(em, 'Organization', [{ id, sources: supporting }])
  const said = [...claimedFields(checked).values()].flat()
  await recordClaims({ em }, { type: 'Organization', id }, said, { sourceId, isNew: true })
  return id
}
