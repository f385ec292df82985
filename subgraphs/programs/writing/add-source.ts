import type { Visibility } from '@exchange-network/kit/access/visibility'
import type { AnyTables } from '@exchange-network/kit/database/database'
import { partnerEntryOf } from '@exchange-network/kit/provenance/partner-entry'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkDate, type PartialDateInput } from '@exchange-network/kit/writing/check-date'
import { checkOptionalText, checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { checkSlug, freeSlug, randomId, slugOf } from '@exchange-network/kit/writing/slug'
import type { Writing } from '@exchange-network/kit/writing/writing'
import { dateFacts } from '../entities/date-facts.ts'
import { Source, SourceAuthor } from '../entities/source.ts'
import type { sourceKinds } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { visibleSources } from '../store/visible.ts'
import { checkAddress } from './check-address.ts'
import { checkVisibility } from './check-visibility.ts'
import { checkOrganization, checkPeople } from './references.ts'

/** The contract's input AddSourceInput. */
export type AddSourceInput = {
  readonly kind: (typeof sourceKinds)[number]
  readonly title: string
  readonly slug?: string | null
  readonly publisherId?: string | null
  readonly authorIds?: readonly string[] | null
  readonly published?: PartialDateInput | null
  readonly url?: string | null
  readonly identifier?: string | null
  readonly syndicatedFromId?: string | null
  readonly visibility: Visibility
  readonly idempotencyKey: string
}

/** Records a document that facts can be credited to; the writer's organization is its steward. */
export const addSource = (context: Context, input: AddSourceInput): Promise<Outcome> =>
  performChange(context, { mutation: 'addSource', input, idempotencyKey: input.idempotencyKey }, async problems => {
    const { viewer } = context
    if (viewer.organization === null && !viewer.scopes.has('network:admin')) {
      const message =
        'Your token names no organization, and a source needs one as its steward. Use a token of an organization.'
      problems.add(null, 'FORBIDDEN', message)
    }
    const { authors, published, ...columns } = await checkSource(problems, input, context)
    return async writing => {
      const names = await nameSource(writing, input)
      if (names === null) return null
      const { em } = writing
      em.persist(
        em.create(Source, {
          ...names,
          ...columns,
          kind: input.kind,
          titleIsOfficial: true,
          subtitle: null,
          summary: null,
          ...dateFacts(published, published?.label ?? null),
          visibility: input.visibility,
          stewardId: viewer.organization,
        }),
      )
      for (const [index, personId] of authors.entries()) {
        em.persist(em.create(SourceAuthor, { id: randomId('sa'), sourceId: names.id, position: index + 1, personId }))
      }
      return names.id
    }
  })

const mostAuthors = 200

const checkSource = async (problems: Problems, input: AddSourceInput, context: Context) => {
  const at = (field: string): readonly string[] => ['input', field]
  const { publisherId, syndicatedFromId, authorIds } = input
  if (input.kind === 'PARTNER_ENTRY') {
    const own = context.viewer.organization
    const message =
      'What an organization enters itself has a source of its own, which nobody adds. Choose the kind of a document, or credit facts to no source.'
    problems.add(at('kind'), 'INVALID', message, own === null ? {} : { suggestions: [partnerEntryOf(own)] })
  }
  if ((authorIds?.length ?? 0) > mostAuthors) {
    problems.add(
      at('authorIds'),
      'INVALID',
      `The list has ${authorIds?.length} entries, but at most ${mostAuthors} are kept.`,
    )
  }
  if (input.slug != null) checkSlug(problems, at('slug'), input.slug)
  checkVisibility(problems, at('visibility'), input.visibility, context)
  const [publisher, original, authors] = await Promise.all([
    publisherId == null ? null : checkOrganization(problems, at('publisherId'), publisherId, context),
    syndicatedFromId == null ? null : checkOrganization(problems, at('syndicatedFromId'), syndicatedFromId, context),
    checkPeople(problems, at('authorIds'), (authorIds ?? []).slice(0, mostAuthors), context),
  ])
  return {
    title: checkText(problems, at('title'), input.title, { max: 300 }) ?? '',
    identifier: checkOptionalText(problems, at('identifier'), input.identifier ?? null, { max: 200 }),
    url: checkAddress(problems, at('url'), input.url ?? null),
    published: checkDate(problems, at('published'), input.published ?? null),
    publisherId: publisher,
    syndicatedFromId: original,
    authors,
  }
}

/**
 * Finds id and slug. What is not for all members has an id that tells nothing, since the feed tells ids of everything,
 * and a slug of its title only where the writer chose it.
 */
const nameSource = async (writing: Writing, input: AddSourceInput): Promise<{ id: string; slug: string } | null> => {
  const { em, problems } = writing
  const isOpen = input.visibility === 'PUBLIC' || input.visibility === 'NETWORK'
  if (input.slug == null) {
    const slug = isOpen ? await freeSlug(em, 'source', slugOf(input.title), 'source') : randomId('source')
    return { id: slug, slug }
  }
  const free = await freeSlug(em, 'source', input.slug, 'source')
  if (free === input.slug) return { id: isOpen ? free : randomId('source'), slug: free }
  const taken: { id: string } | undefined = await em
    .getKysely<AnyTables>()
    .selectFrom('source')
    .select('source.id')
    .where('source.slug', '=', input.slug)
    .where(visibleSources(writing.rights))
    .executeTakeFirst()
  const message =
    taken === undefined
      ? `The slug "${input.slug}" is not free. Choose another one.`
      : `The source "${taken.id}" has the slug "${input.slug}" already. Use that source, or choose another slug.`
  problems.add(['input', 'slug'], 'DUPLICATE', message, { suggestions: [taken?.id ?? free] })
  return null
}
