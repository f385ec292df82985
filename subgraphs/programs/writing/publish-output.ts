import { creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { recordClaims, replaceRecordSources } from '@exchange-network/kit/provenance/record-claims'
import { fold } from '@exchange-network/kit/search/fold'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import { checkDate, type PartialDateInput } from '@exchange-network/kit/writing/check-date'
import { checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import { randomId } from '@exchange-network/kit/writing/slug'
import { markChanged, type Writing } from '@exchange-network/kit/writing/writing'
import { dateFacts } from '../entities/date-facts.ts'
import { Output, OutputAuthor, OutputProgram } from '../entities/output.ts'
import type { Program } from '../entities/program.ts'
import type { outputKinds } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { checkAddress } from './check-address.ts'
import { creditedSources } from './credit.ts'
import { lockProgram } from './lock-program.ts'
import { checkOrganization, checkOwnSources, checkPeople } from './references.ts'

/** The contract's input PublishOutputInput. */
export type PublishOutputInput = {
  readonly kind: (typeof outputKinds)[number]
  readonly title: string
  readonly languages?: readonly string[] | null
  readonly published?: PartialDateInput | null
  readonly url?: string | null
  readonly publisherId?: string | null
  readonly authorIds?: readonly string[] | null
  readonly programIds: readonly string[]
  readonly sourceIds: readonly string[]
  readonly idempotencyKey: string
}

const mostEntries = 200

/**
 * Records what programs produced: for the steward of each of them. An output is as open as its programs are, for it
 * exists only where one of them does.
 */
export const publishOutput = (context: Context, input: PublishOutputInput): Promise<Outcome> =>
  performChange(context, { mutation: 'publishOutput', input, idempotencyKey: input.idempotencyKey }, async problems => {
    const checked = await checkOutput(problems, input, context)
    return async writing => {
      const programs = await lockPrograms(writing, input.programIds)
      if (problems.all.length > 0) return null
      const { em, viewer, rights } = writing
      const { title, published, authors, sources, languages, url, publisherId } = checked
      const id = randomId('o')
      em.persist(
        em.create(Output, {
          id,
          kind: input.kind,
          title,
          sortTitle: fold(title).slice(0, 300),
          description: null,
          languages: [...languages],
          ...dateFacts(published, published?.label ?? null),
          url,
          publisherId,
          visibility: 'PUBLIC',
          stewardId: viewer.organization,
        }),
      )
      for (const [index, personId] of authors.entries()) {
        em.persist(em.create(OutputAuthor, { id: randomId('oa'), outputId: id, position: index + 1, personId }))
      }
      const sourceId = creditedSource(sources, rights)
      await replaceRecordSources(writing, { type: 'Output', id }, creditedSources(sources, rights))
      for (const [index, program] of programs.entries()) {
        const position = index + 1
        em.persist(em.create(OutputProgram, { id: randomId('op'), outputId: id, position, programId: program.id }))
        const value = { path: 'outputs', value: title, normalized: id }
        await recordClaims(writing, { type: 'Program', id: program.id }, [value], { sourceId, isNew: true })
        markChanged(program)
      }
      return id
    }
  })

const checkOutput = async (problems: Problems, input: PublishOutputInput, context: Context) => {
  const at = (field: string): readonly string[] => ['input', field]
  for (const field of ['languages', 'authorIds', 'programIds', 'sourceIds'] as const) {
    const { length } = input[field] ?? []
    if (length > mostEntries)
      problems.add(at(field), 'INVALID', `The list has ${length} entries, but at most ${mostEntries} are kept.`)
  }
  if (problems.all.length > 0) return nothing
  if (input.programIds.length === 0) {
    problems.add(at('programIds'), 'INVALID', 'An output came out of a program. Name one or more.')
  }
  const [publisherId, authors, sources] = await Promise.all([
    input.publisherId == null ? null : checkOrganization(problems, at('publisherId'), input.publisherId, context),
    checkPeople(problems, at('authorIds'), input.authorIds ?? [], context),
    checkOwnSources(problems, at('sourceIds'), input.sourceIds, context),
  ])
  return {
    title: checkText(problems, at('title'), input.title, { max: 300 }) ?? '',
    languages: checkLanguages(problems, at('languages'), input.languages ?? []),
    published: checkDate(problems, at('published'), input.published ?? null),
    url: checkAddress(problems, at('url'), input.url ?? null),
    publisherId,
    authors,
    sources,
  }
}

const nothing = { title: '', languages: [], published: null, url: null, publisherId: null, authors: [], sources: [] }

const checkLanguages = (problems: Problems, field: readonly string[], tags: readonly string[]): readonly string[] => [
  ...new Set(
    tags.flatMap((tag, index) => {
      try {
        return Intl.getCanonicalLocales(tag)
      } catch {
        problems.add(
          [...field, index],
          'INVALID',
          `"${tag}" is no language tag (BCP 47). Write e.g. "en", "es" or "pt-BR".`,
        )
        return []
      }
    }),
  ),
]

/** Locks all programs in one order, whatever order they are named in: two writers would else wait for each other. */
const lockPrograms = async (writing: Writing, ids: readonly string[]): Promise<readonly Program[]> => {
  const locked = new Map<string, Program | null>()
  for (const id of [...new Set(ids)].sort()) {
    locked.set(id, await lockProgram(writing, id, ['input', 'programIds', ids.indexOf(id)]))
  }
  // An id and a slug may name the same program.
  return [...new Set(ids.map(id => locked.get(id) ?? null))].filter(program => program !== null)
}
