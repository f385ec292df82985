import type { RecordClaimInput } from '@exchange-network/kit/provenance/record-claim'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { Context } from '../loaders.ts'
import { referenceOf } from '../store/claims.ts'
import { checkOwn } from './own-references.ts'
import { checkOrganization, checkPerson } from './references.ts'

/**
 * Checks that what a claim names by its normal form exists for the writer. A claim that names something hidden is hidden:
 * what becomes of one shall not tell that there is such a thing.
 */
export const checkNamed = async (
  problems: Problems,
  { path, normalized }: Pick<RecordClaimInput, 'path' | 'normalized'>,
  context: Context,
): Promise<void> => {
  const noun = referenceOf(path)
  const named = normalized?.trim() ?? ''
  if (noun === null || named === '') return
  const field = ['input', 'normalized']
  if (noun === 'program') await checkOwn(problems, field, 'program', named, context)
  else if (noun === 'person') await checkPerson(problems, field, named, context)
  else await checkOrganization(problems, field, named, context)
}
