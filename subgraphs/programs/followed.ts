import type { FollowedPageHook } from '@exchange-network/kit/feed/apply-page'
import { followErasures } from './erasing/follow-erasures.ts'
import { refreshOrganizationNames } from './store/name-texts.ts'

/** Follows what siblings' feeds tell: new names of organizations are found, and erased people are forgotten. */
export const onFollowed: FollowedPageHook = async ({ changes }, em, database) => {
  await refreshOrganizationNames(changes, em, database)
  await followErasures(changes, em, database)
}
