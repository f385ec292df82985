import type { Cost } from '../support/test-network.ts'

/** What one registered operation is asked with and what it may cost behind the gateway: at most so many fetches and statements. */
export type Budget = { readonly variables: Readonly<Record<string, unknown>> } & Cost

/**
 * The budget of every file of `schema/operations`. A figure that rises is a decision to take knowingly; one that falls is
 * written down. No figure depends on how many rows there are. Where many statements run at once there is room for one more than a
 * quiet machine needs: which loaders share a batch depends on the order in which readers answer.
 */
export const budgets: Readonly<Record<string, Budget>> = {
  'announced-programs': { variables: {}, fetches: 3, statements: { programs: 7, organizations: 4 } },
  'delegation-destinations': { variables: {}, fetches: 2, statements: { programs: 6, organizations: 1 } },
  delegations: { variables: {}, fetches: 4, statements: { programs: 8, organizations: 5 } },
  'filter-choices': { variables: {}, fetches: 1, statements: { programs: 11 } },
  'filter-names': {
    variables: {
      ...{ from: 'PH', to: 'US', organization: 'scoe', topic: 'reentry' },
      ...{ hasFrom: true, hasTo: true, hasOrganization: true, hasTopic: true },
    },
    fetches: 2,
    statements: { organizations: 2, programs: 2 },
  },
  'host-visits': { variables: { id: 'scoe' }, fetches: 5, statements: { organizations: 7, programs: 7 } },
  'network-figures': { variables: {}, fetches: 3, statements: { programs: 19, organizations: 4, people: 4 } },
  'network-search': {
    variables: { query: 'sacramento' },
    fetches: 4,
    statements: { programs: 3, organizations: 6, people: 5 },
  },
  'organization-claims': { variables: { id: 'scoe' }, fetches: 2, statements: { organizations: 4, programs: 2 } },
  'organization-list': { variables: {}, fetches: 2, statements: { organizations: 5, programs: 2 } },
  'organization-network': { variables: {}, fetches: 3, statements: { programs: 5, organizations: 6 } },
  'organization-profile': {
    variables: { id: 'scoe' },
    fetches: 7,
    statements: { organizations: 18, programs: 11, people: 4 },
  },
  'origins-by-continent': { variables: {}, fetches: 1, statements: { programs: 7 } },
  'people-list': { variables: {}, fetches: 3, statements: { people: 5, programs: 4, organizations: 2 } },
  'person-claims': { variables: { id: 'jared-amalong' }, fetches: 3, statements: { people: 4, programs: 9 } },
  'person-profile': {
    variables: { id: 'jared-amalong' },
    fetches: 5,
    // Two of them tell whether the printed title of a participation names a person or an organization that is hidden.
    statements: { people: 7, programs: 10, organizations: 4 },
  },
  'place-programs': { variables: { id: 'GB' }, fetches: 2, statements: { organizations: 1, programs: 7 } },
  'press-contacts': {
    variables: { id: 'education-in-the-digital-age-ii' },
    fetches: 3,
    statements: { programs: 5, people: 3, organizations: 2 },
  },
  'program-agenda': {
    variables: { id: 'education-in-the-digital-age-ii' },
    fetches: 1,
    statements: { programs: 8 },
  },
  'program-claims': {
    variables: { id: 'education-in-the-digital-age-ii' },
    fetches: 1,
    statements: { programs: 8 },
  },
  'program-detail': {
    variables: { id: 'education-in-the-digital-age-ii' },
    fetches: 12,
    statements: { programs: 29, organizations: 17, people: 4 },
  },
  'program-list': { variables: {}, fetches: 5, statements: { programs: 7, organizations: 6 } },
  'program-timeline': { variables: {}, fetches: 1, statements: { programs: 5 } },
  'programs-over-time': { variables: {}, fetches: 1, statements: { programs: 6 } },
  'source-conflicts': { variables: {}, fetches: 3, statements: { programs: 8, people: 3, organizations: 3 } },
  'source-detail': {
    variables: { id: 'eschool-news-article' },
    fetches: 3,
    statements: { programs: 5, organizations: 2, people: 2 },
  },
  'source-list': { variables: {}, fetches: 4, statements: { programs: 6, organizations: 4, people: 2 } },
  'topic-list': { variables: {}, fetches: 1, statements: { programs: 7 } },
  viewer: { variables: {}, fetches: 2, statements: { people: 3, organizations: 2 } },
  'visitor-origins': { variables: {}, fetches: 4, statements: { programs: 7, organizations: 5 } },
}
