import { checkSources } from '@exchange-network/kit/provenance/check-sources'
import { checkOptionalText, checkText } from '@exchange-network/kit/writing/check-text'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { OrganizationKind, Visibility } from '../entities/vocabulary.ts'
import type { Context } from '../loaders.ts'
import type { RecordedQuantity } from '../store/record-organization.ts'
import { checkKinds, checkNames, checkQuantity, checkUrl, longestName } from './check-fields.ts'
import { type CheckedParent, checkParent } from './check-parent.ts'
import { checkPlace, checkPlaces } from './check-places.ts'
import { checkVisibility } from './check-visibility.ts'
import type { OrganizationFieldsInput, OrganizationNameInput } from './inputs.ts'

/** What somebody says of an organization, checked: undefined was not given and stays, null is cleared. */
export type CheckedOrganization = {
  readonly name: string | undefined
  /** May hold the name to print as well, to say of what kind it is. */
  readonly names: readonly OrganizationNameInput[] | undefined
  readonly kinds: readonly OrganizationKind[] | undefined
  readonly description: string | null | undefined
  readonly url: string | null | undefined
  readonly location: string | null | undefined
  readonly serviceArea: readonly string[] | undefined
  readonly enrollment: RecordedQuantity | null | undefined
  readonly memberCount: RecordedQuantity | null | undefined
  readonly parent: CheckedParent | null | undefined
  readonly visibility: Visibility | undefined
  /** Documents; empty where none was named. */
  readonly sources: readonly string[] | undefined
}

/** Checks all that is said of an organization and needs no lock; adds every problem with its field. */
export const checkOrganization = async (
  problems: Problems,
  input: OrganizationFieldsInput,
  context: Context,
): Promise<CheckedOrganization> => {
  const at = (field: keyof OrganizationFieldsInput): readonly string[] => ['input', field]
  const { name, names, kinds, description, locationId, serviceAreaIds, enrollment, memberCount, sourceIds } = input
  checkVisibility(problems, at('visibility'), input.visibility, context)
  return {
    name: name === undefined ? undefined : (checkText(problems, at('name'), name ?? '', { max: longestName }) ?? ''),
    names: names === undefined ? undefined : checkNames(problems, at('names'), names),
    kinds: kinds === undefined ? undefined : checkKinds(problems, at('kinds'), kinds),
    description: checkOptionalText(problems, at('description'), description, { max: 4000, lines: true }),
    url: checkUrl(problems, at('url'), input.url),
    location:
      locationId === undefined || locationId === null
        ? locationId
        : (checkPlace(problems, at('locationId'), locationId) ?? undefined),
    serviceArea:
      serviceAreaIds === undefined ? undefined : checkPlaces(problems, at('serviceAreaIds'), serviceAreaIds ?? []),
    enrollment: checkQuantity(problems, at('enrollment'), enrollment),
    memberCount: checkQuantity(problems, at('memberCount'), memberCount),
    parent: await checkParent(problems, at('parentId'), input.parentId, context),
    visibility: input.visibility ?? undefined,
    sources:
      sourceIds === undefined
        ? undefined
        : await checkSources(problems, at('sourceIds'), sourceIds ?? [], sourcesOf(context)),
  }
}

/** What documents are looked up with: the programs team owns them, and its feed tells which there are for whom. */
export const sourcesOf = ({ rights, feeds, loaders }: Context) => ({
  rights,
  feeds,
  loader: loaders.knownSource,
  sibling: 'programs',
})
