/** The closed lists of words that columns of this subgraph may hold; the enums of schema.graphql, in the same order. */

/** Who a row exists for. */
export const visibilities = ['PUBLIC', 'NETWORK', 'PARTNER', 'RESTRICTED'] as const
/** How exactly a date is known. */
export const datePrecisions = ['DAY', 'MONTH', 'YEAR'] as const
/** How a number is meant. */
export const bounds = ['EXACT', 'AT_LEAST', 'MORE_THAN', 'ABOUT'] as const
/** Forms of programs. */
export const programKinds = ['PROJECT', 'VISIT', 'DELEGATION', 'SYMPOSIUM', 'ROUNDTABLE', 'CONFERENCE'] as const
/** Who travels. */
export const directions = ['INBOUND', 'OUTBOUND', 'DOMESTIC'] as const
/** How far a program has got. */
export const programStatuses = ['DRAFT', 'ANNOUNCED', 'CONFIRMED', 'HELD', 'POSTPONED', 'CANCELLED'] as const
/** What an organization does for a program. */
export const programRoleKinds = [
  'SPONSOR',
  'ADMINISTRATOR',
  'NATIONAL_PROGRAM_AGENCY',
  'LOCAL_COORDINATOR',
  'NETWORK',
  'PARTNER',
  'HOST',
  'FACILITATOR',
  'VENUE_PROVIDER',
  'ORGANIZER',
  'CO_ORGANIZER',
  'PARTICIPANT',
] as const
/** What a person does in a program. */
export const participationRoles = [
  'DELEGATE',
  'DELEGATION_LEADER',
  'SPEAKER',
  'MODERATOR',
  'HOST_OFFICIAL',
  'ORGANIZER',
  'INTERPRETER',
  'LIAISON',
  'PRESS_CONTACT',
  'CONTACT',
  'QUOTED',
  'OBSERVER',
  'VOLUNTEER',
] as const
/** Whether a person was there. */
export const attendances = ['PLANNED', 'ATTENDED', 'UNKNOWN', 'WITHDRAWN', 'NO_SHOW'] as const
/** Kinds of results. */
export const outputKinds = ['REPORT', 'ARTICLE', 'BLOG', 'PODCAST', 'PRESENTATION', 'PHOTO', 'VIDEO'] as const
/** Kinds of documents. */
export const sourceKinds = [
  'PRESS_RELEASE',
  'NEWS_STORY',
  'OPINION_ARTICLE',
  'WEB_PAGE',
  'REPORT',
  'ROSTER',
  'PARTNER_ENTRY',
] as const
