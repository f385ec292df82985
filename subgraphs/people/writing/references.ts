import { checkReference, type ReferenceTarget } from '@exchange-network/kit/projection/references'
import type { SourceContext } from '@exchange-network/kit/provenance/check-sources'
import type { FieldPath, Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'

/** Where documents are looked up: they belong to programs. */
export const sourceContext = ({ rights, feeds, loaders }: Context): SourceContext => ({
  rights,
  feeds,
  loader: loaders.sourceIdByIdOrSlug,
  sibling: 'programs',
})

const organization: ReferenceTarget = { noun: 'organization', sibling: 'organizations' }

/** Checks that an organization exists for the viewer; answers its id, null when a problem was added. */
export const checkOrganization = (
  problems: Problems,
  field: FieldPath,
  idOrSlug: string,
  { feeds, loaders }: Context,
): Promise<string | null> =>
  checkReference(problems, field, organization, idOrSlug, { feeds, loader: loaders.organizationIdByIdOrSlug })
