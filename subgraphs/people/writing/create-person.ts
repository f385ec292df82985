import { checkSources, creditedSource } from '@exchange-network/kit/provenance/check-sources'
import { organizationOfEntry } from '@exchange-network/kit/provenance/partner-entry'
import { type Outcome, performChange } from '@exchange-network/kit/writing/answer-change'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import { checkSlug } from '@exchange-network/kit/writing/slug'
import type { Visibility } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import { type ContactPointInput, checkContactPoints } from './contact-points.ts'
import { checkPersonTexts, type GivenTexts } from './person-texts.ts'
import { sourceContext } from './references.ts'
import { checkStaysVisible, keepsSlug, stewardOfNew } from './stewards.ts'
import { isTaken, slugFor, writeNewPerson } from './write-person.ts'

/** The contract's input CreatePersonInput. */
export type CreatePersonInput = GivenTexts & {
  readonly name: string
  readonly slug?: string | null
  readonly contactPoints?: readonly ContactPointInput[] | null
  readonly visibility: Visibility
  readonly sourceIds: readonly string[]
  readonly allowDuplicate: boolean
  readonly idempotencyKey: string
}

/** Creates a person whose steward is the writer's organization. */
export const createPerson = (context: Context, input: CreatePersonInput): Promise<Outcome> =>
  performChange(context, { mutation: 'createPerson', input, idempotencyKey: input.idempotencyKey }, async problems => {
    const { rights } = context
    const { visibility } = input
    const stewardId = stewardOfNew(problems, rights)
    const texts = checkPersonTexts(problems, input)
    const slug = checkChosenSlug(problems, input)
    const contactPoints = (await checkContactPoints(problems, input.contactPoints, context)) ?? []
    const sourceIds = await checkSources(problems, ['input', 'sourceIds'], input.sourceIds, sourceContext(context))
    checkVisibility(problems, ['input', 'visibility'], { visibility, stewardId, sourceIds }, context)
    if (!input.allowDuplicate) await checkDuplicates(problems, input.name, context)
    return async writing => {
      if (slug !== null && (await isTaken(writing.em, slug))) {
        const free = await slugFor(writing.em, slug)
        problems.add(['input', 'slug'], 'DUPLICATE', `The slug "${slug}" is taken. Choose another one, or none.`, {
          suggestions: [free],
        })
        return null
      }
      return writeNewPerson(writing, {
        texts: { ...texts, name: texts.name ?? '' },
        slug,
        visibility,
        stewardId,
        contactPoints,
        sourceIds,
        credited: creditedSource(sourceIds, rights),
      })
    }
  })

const checkChosenSlug = (problems: Problems, { slug = null, visibility }: CreatePersonInput): string | null => {
  if (slug === null) return null
  if (keepsSlug(visibility)) return checkSlug(problems, ['input', 'slug'], slug)
  problems.add(
    ['input', 'slug'],
    'INVALID',
    `People who are ${visibility} have no slug, for a taken one would tell of them. Leave it out; the id names the person.`,
  )
  return null
}

/** Checks who may see a new person: a name is made public on the word of a document only, and never out of one's own sight. */
export const checkVisibility = (
  problems: Problems,
  field: FieldPath,
  person: {
    readonly visibility: Visibility
    readonly stewardId: string | null
    readonly sourceIds: readonly string[]
  },
  { rights }: Pick<Context, 'rights'>,
): void => {
  const { visibility, stewardId, sourceIds } = person
  if (visibility === 'PUBLIC' && !sourceIds.some(id => organizationOfEntry(id) === null)) {
    problems.add(
      field,
      'INVALID',
      'PUBLIC is for people whom public sources name in office. Name the document that does, or take NETWORK or PARTNER.',
    )
  }
  checkStaysVisible(problems, field, { visibility, steward: stewardId }, rights)
}

const checkDuplicates = async (problems: Problems, name: string, { loaders }: Context): Promise<void> => {
  const found = await loaders.likePeople.load(name)
  if (found.length > 0) {
    problems.add(['input', 'name'], 'AMBIGUOUS', likelyDuplicate(found.length), { suggestions: found })
  }
}

/** Says that people of a like name are there; their ids stand in the suggestions. */
export const likelyDuplicate = (count: number): string =>
  `${count === 1 ? 'A person' : `${count} people`} of this or a very similar name ${count === 1 ? 'is' : 'are'} recorded already. Look at ${count === 1 ? 'that one' : 'them'} first.`
