import { performChange } from '@exchange-network/kit/writing/answer-change'
import type { Problems } from '@exchange-network/kit/writing/problems'
import type { LockOptions } from '@exchange-network/kit/writing/writing'
import { Organization } from '../entities/organization.ts'
import type { Context } from '../loaders.ts'
import { stewardsOf, whereOrganizationVisible } from '../policy.ts'
import { changeOrganization } from './change-organization.ts'
import { checkOrganization } from './check-organization.ts'
import type { UpdateOrganizationInput } from './inputs.ts'

/** Changes the fields given; others stay. */
export const updateOrganization = (context: Context, input: UpdateOrganizationInput) =>
  performChange(context, { mutation: 'updateOrganization', input }, async problems => {
    const checked = await checkOrganization(problems, input, context)
    return async writing => {
      const lock = organizationLock(context, ['input', 'id'], input.expectedVersion)
      const row = await writing.lock(Organization, input.id, lock)
      if (row === null) return null
      await changeOrganization(writing, row, checked)
      return row.id
    }
  })

/** Says how an organization is found and locked, and who may change it. */
export const organizationLock = (
  { rights }: Pick<Context, 'rights'>,
  field: Parameters<Problems['add']>[0],
  expectedVersion: number | null = null,
): LockOptions<Organization> => ({
  noun: 'organization',
  visible: whereOrganizationVisible(rights),
  stewards: stewardsOf,
  expectedVersion,
  field,
})
