const texts = import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true })

/** A tab of somebody who is here for the first time. */
export type ExampleTab = { query: string; variables: string }

const example = (name: string, variables: object = {}): ExampleTab => ({
  query: texts[`./examples/${name}.graphql`] ?? '',
  variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '',
})

/** Tabs that teach: one for each subgraph, three across all of them, and how to write. */
export const exampleTabs: readonly ExampleTab[] = [
  example('programs', { first: 5, directions: ['INBOUND'] }),
  example('people', { first: 10 }),
  example('organizations', { id: 'scoe' }),
  example('host', { id: 'scoe', roles: ['HOST'] }),
  example('one-program', {
    id: 'education-in-the-digital-age-ii',
    kinds: ['SPONSOR', 'LOCAL_COORDINATOR', 'HOST'],
    withClaims: false,
  }),
  example('disagreements', { first: 10 }),
  example('writing', {
    input: {
      kind: 'WEB_PAGE',
      title: 'A page of mine',
      visibility: 'NETWORK',
      idempotencyKey: 'tried-in-the-playground-1',
    },
  }),
]
