import { checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'
import { findTopic } from './own-references.ts'
import type { InitiativeInput, ProgramFieldsInput, ProgramPlaceInput } from './program-input.ts'
import { checkOrganization, checkOwnSources, checkPlace } from './references.ts'

type Path = readonly (string | number)[]

/** A place of a program, as it is stored. */
export type CheckedPlace = { readonly placeCode: string; readonly label: string; readonly inferred: boolean }
/** A topic of a program; `label` is for its claim. */
export type CheckedTopic = { readonly topicId: string; readonly label: string }
/** An initiative, as it is stored, with the documents that say so. */
export type CheckedInitiative = {
  readonly name: string
  readonly organizationId: string | null
  readonly sources: readonly string[]
}

/** The lists of a program that are given whole; undefined is not given. */
export type CheckedParts = {
  readonly places: readonly CheckedPlace[] | undefined
  readonly topics: readonly CheckedTopic[] | undefined
  readonly initiatives: readonly CheckedInitiative[] | undefined
}

/** Most entries of a list that is given whole. */
export const mostEntries = 200

/** Checks the lists of a program. */
export const checkParts = async (
  problems: Problems,
  at: readonly string[],
  { places, topicIds, initiatives }: ProgramFieldsInput,
  context: Context,
): Promise<CheckedParts> => ({
  places: withoutRepeats(
    problems,
    [...at, 'places'],
    checkList(problems, [...at, 'places'], places, (one, path) => checkProgramPlace(problems, path, one)),
  ),
  topics: await allOf(
    checkList(problems, [...at, 'topicIds'], unique(topicIds), (one, path) => checkTopic(problems, path, one, context)),
  ),
  initiatives: await allOf(
    checkList(problems, [...at, 'initiatives'], initiatives, (one, path) =>
      checkInitiative(problems, path, one, context),
    ),
  ),
})

const unique = (values: readonly string[] | null | undefined): readonly string[] | null | undefined =>
  values ? [...new Set(values)] : values

/** Checks the entries of a list one by one; null clears the list. */
export const checkList = <Entry, Checked>(
  problems: Problems,
  field: Path,
  entries: readonly Entry[] | null | undefined,
  check: (entry: Entry, field: Path) => Checked,
): readonly Checked[] | undefined => {
  if (entries === undefined) return undefined
  const all = entries ?? []
  if (all.length > mostEntries) {
    problems.add(
      field,
      'INVALID',
      `The list has ${all.length} entries, but at most ${mostEntries} are kept. Shorten it.`,
    )
    return []
  }
  return all.map((entry, index) => check(entry, [...field, index]))
}

/** Checks that no place is listed twice. */
export const withoutRepeats = <Entry extends { readonly placeCode: string } | undefined>(
  problems: Problems,
  field: Path,
  entries: readonly Entry[] | undefined,
): readonly Entry[] | undefined => {
  for (const [index, entry] of (entries ?? []).entries()) {
    const first = entries?.findIndex(one => one?.placeCode === entry?.placeCode) ?? index
    if (first === index || entry?.placeCode === '') continue
    const message = `The place "${entry?.placeCode}" stands in the list already, as entry ${first + 1}. List each place once.`
    problems.add([...field, index, 'placeId'], 'DUPLICATE', message)
  }
  return entries
}

const allOf = async <Checked>(
  checks: readonly Promise<Checked | null>[] | undefined,
): Promise<readonly Checked[] | undefined> =>
  checks === undefined ? undefined : (await Promise.all(checks)).filter(one => one !== null)

const checkProgramPlace = (
  problems: Problems,
  field: Path,
  { placeId, label, inferred }: ProgramPlaceInput,
): CheckedPlace => ({
  placeCode: checkPlace(problems, [...field, 'placeId'], placeId) ?? '',
  label: checkText(problems, [...field, 'label'], label, { max: 200 }) ?? '',
  inferred,
})

const checkTopic = async (
  problems: Problems,
  field: Path,
  idOrSlug: string,
  context: Context,
): Promise<CheckedTopic | null> => {
  const topic = await findTopic(idOrSlug, context)
  if (topic !== null) return { topicId: topic.id, label: topic.label }
  problems.add(field, 'NOT_FOUND', `There is no topic "${idOrSlug}". The query "topics" lists them.`)
  return null
}

const checkInitiative = async (
  problems: Problems,
  field: Path,
  { name, organizationId, sourceIds }: InitiativeInput,
  context: Context,
): Promise<CheckedInitiative> => ({
  name: checkText(problems, [...field, 'name'], name, { max: 300 }) ?? '',
  organizationId:
    organizationId == null
      ? null
      : await checkOrganization(problems, [...field, 'organizationId'], organizationId, context),
  sources: await checkOwnSources(problems, [...field, 'sourceIds'], sourceIds, context),
})
