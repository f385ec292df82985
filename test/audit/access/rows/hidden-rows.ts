import { anonymous } from '@exchange-network/kit/access/viewer'
import { identityHeader } from '@exchange-network/kit/identity/claims'
import { signIdentity } from '@exchange-network/kit/identity/sign'
import type { HostilePlace, TokenClaims } from '../hostile-world.ts'
import { hiddenRecords, type SubgraphName } from '../real-network.ts'
import type { Row } from '../row.ts'
import { ask, askAs, fetchReply, type Reply } from '../send.ts'

type Kind = keyof typeof hiddenRecords
type Who = Partial<TokenClaims> | null

const sensitive = 'participant:sensitive'

/** Who may not know of the records, although some hold every scope, another partner's seat, or the record's own but no scope. */
const strangers: Readonly<Record<Kind, readonly Who[]>> = {
  person: [null, { scope: `${sensitive} contact:read person:read network:admin` }, { organization: 'iste' }],
  personAtRisk: [null, { organization: 'iste', scope: sensitive }, { organization: 'visual-sound' }],
  program: [null, { organization: 'scoe', scope: sensitive }, { organization: 'global-ties-sacramento' }],
  organization: [null, { scope: sensitive }, { organization: 'cosn', scope: sensitive }],
}

const stewardOf = (kind: Kind): Who => ({ organization: hiddenRecords[kind].steward, scope: sensitive })

/** Ways to ask for a record by what is known of it; `$id` stands for that. */
const entries: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  person: {
    'by id or slug': 'query ($id: ID!) { person(id: $id) { name version } }',
    'in a filter':
      'query ($id: ID!) { people(filter: { ids: [$id] }) { totalCount pageInfo { endCursor } edges { cursor } } }',
    'in a search with a filter':
      'query ($id: ID!) { searchPeople(query: "Lowe", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
  },
  personAtRisk: {
    'by id or slug': 'query ($id: ID!) { person(id: $id) { name version } }',
    'in a filter': 'query ($id: ID!) { people(filter: { ids: [$id] }) { totalCount edges { cursor } } }',
    'in a search with a filter':
      'query ($id: ID!) { searchPeople(query: "Spero", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
  },
  program: {
    'by id or slug': 'query ($id: ID!) { program(id: $id) { title version } }',
    'in a filter':
      'query ($id: ID!) { programs(filter: { ids: [$id] }) { totalCount pageInfo { endCursor } edges { cursor } } }',
    'in a search with a filter':
      'query ($id: ID!) { searchPrograms(query: "Digital Age", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
    'in statistics':
      'query ($id: ID!) { programStats(groupBy: [YEAR], filter: { ids: [$id] }) { total buckets { programs } } }',
    'in conflicts': 'query ($id: ID!) { programConflicts(subjectId: $id) { totalCount edges { cursor } } }',
    'in the origins of visitors': 'query ($id: ID!) { originMatrix(filter: { ids: [$id] }) { label delegates } }',
    'in the network of organizations': 'query ($id: ID!) { organizationNetwork(filter: { ids: [$id] }) { weight } }',
    'in the programs of one who took part':
      'query ($id: ID!) { person(id: "p-rhtexx6zhr") { participations(filter: { programs: { ids: [$id] } }) { totalCount } } }',
    'in the programs of a topic':
      'query ($id: ID!) { topic(id: "computer-science-education") { programs(filter: { ids: [$id] }) { totalCount } } }',
  },
  organization: {
    'by id or slug': 'query ($id: ID!) { organization(id: $id) { name version } }',
    'in a filter': 'query ($id: ID!) { organizations(filter: { ids: [$id] }) { totalCount edges { cursor } } }',
    'in a search with a filter':
      'query ($id: ID!) { searchOrganizations(query: "Reentry", filter: { ids: [$id] }) { totalCount edges { cursor } } }',
    'in a filter of programs':
      'query ($id: ID!) { programs(filter: { organization: { ids: [$id] } }) { totalCount edges { cursor } } }',
  },
}

const askAsWho = (place: HostilePlace, who: Who, query: string, variables = {}): Promise<Reply> =>
  who === null ? ask(place, { query, variables }) : askAs(place, who, { query, variables })

const nameOf = (kind: Kind): string => kind.replace('personAtRisk', 'person at risk')

const answered = { at: 'network', status: 200, code: null } as const

/** The bodies of pairs must be equal: of what is hidden, and of what never was. */
const unequalPair = (replies: readonly Reply[]): string | null => {
  for (let i = 0; i < replies.length; i += 2) {
    const [hidden, never] = [replies[i]!.text.trim(), replies[i + 1]!.text.trim()]
    if (hidden !== never) return `What is hidden gives ${hidden}, what never was gives ${never}.`
  }
  return null
}

const hiddenRow = (kind: Kind, way: string, query: string): Row => {
  const { id, slug } = hiddenRecords[kind]
  return {
    name: `another partner's hidden ${nameOf(kind)} ${way}, as one that never was`,
    send: async place => {
      const replies: Reply[] = []
      for (const who of strangers[kind]) {
        for (const known of [id, slug, 'never-was', 'p-never00000']) {
          replies.push(await askAsWho(place, who, query, { id: known }))
        }
      }
      // Of each four the first two are hidden.
      return replies.flatMap((_, i) => (i % 4 < 2 ? [replies[i]!, replies[i + 2]!] : []))
    },
    ...answered,
    also: async (replies, place) => {
      const [seen, never] = await Promise.all(
        [id, 'never-was'].map(known => askAsWho(place, stewardOf(kind), query, { id: known })),
      )
      return seen!.text !== never!.text
        ? unequalPair(replies)
        : `Not even its steward is told of it, but ${seen!.text}.`
    },
  }
}

/** Sends straight to a subgraph what the gateway would send for a member of another partner. */
const reference = async (place: HostilePlace, kind: Kind, organization: string, id: string): Promise<Reply> => {
  const [audience, type] = ownersOf[kind]
  const query = `query ($id: [_Any!]!) { _entities(representations: $id) { __typename ... on ${type} { version } } }`
  const body = JSON.stringify({ query, variables: { id: [{ __typename: type, id }] } })
  const scopes = organization === hiddenRecords[kind].steward ? [sensitive] : ['contact:read', 'person:read']
  const viewer = { ...anonymous, subject: 'somebody', organization, scopes: new Set(scopes) }
  const { addresses, keys } = place.network
  const purpose = { issuer: 'gateway', audience, target: 'POST /graphql', body, viewer, keys }
  return fetchReply(addresses[audience], {
    ...{ method: 'POST', body },
    headers: { 'content-type': 'application/json', [identityHeader]: signIdentity(purpose) },
  })
}

const ownersOf = {
  person: ['people', 'Person'],
  personAtRisk: ['people', 'Person'],
  program: ['programs', 'Program'],
  organization: ['organizations', 'Organization'],
} as const satisfies Readonly<Record<Kind, readonly [SubgraphName, string]>>

const referenceRow = (kind: Kind): Row => ({
  name: `another partner's hidden ${nameOf(kind)} as an entity, as one that never was`,
  isInside: true,
  send: async place => {
    const { id } = hiddenRecords[kind]
    return [await reference(place, kind, 'iste', id), await reference(place, kind, 'iste', 'never-was')]
  },
  ...answered,
  also: async (replies, place) => {
    const seen = await reference(place, kind, hiddenRecords[kind].steward, hiddenRecords[kind].id)
    return seen.text === replies[1]!.text
      ? `Not even its steward is told of it, but ${seen.text}.`
      : unequalPair(replies)
  },
})

/** A list of everything, and what of a record would be seen in it. */
const lists: Readonly<Record<Kind, string>> = {
  person: '{ people(first: 200) { totalCount edges { node { id name } } } }',
  personAtRisk: '{ people(first: 200) { totalCount edges { node { id name } } } }',
  program: '{ programs(first: 200) { totalCount edges { node { id title } } } }',
  organization: '{ organizations(first: 200) { totalCount edges { node { id name } } } }',
}

type Listed = Record<string, { totalCount: number; edges: readonly { node: { id: string } }[] }>
const listOf = ({ data }: Reply): Listed[string] => Object.values(data as Listed)[0]!

const countRow = (kind: Kind): Row => ({
  name: `another partner's hidden ${nameOf(kind)} in lists and their counts`,
  send: async place => Promise.all(strangers[kind].map(who => askAsWho(place, who, lists[kind]))),
  ...answered,
  also: async (replies, place) => {
    const { id } = hiddenRecords[kind]
    const isIn = ({ edges }: Listed[string]): boolean => edges.some(({ node }) => node.id === id)
    if (!isIn(listOf(await askAsWho(place, stewardOf(kind), lists[kind])))) return 'Not even its steward sees it.'
    const told = replies.map(listOf).find(list => isIn(list) || list.totalCount !== list.edges.length)
    return told === undefined ? null : `It is told or counted: ${told.edges.length} of ${told.totalCount}.`
  },
})

const searchWords: readonly (readonly [Kind, field: string, words: string])[] = [
  ['person', 'searchPeople', 'Jeff Lowe'],
  ['personAtRisk', 'searchPeople', 'Irene Spero'],
  ['program', 'searchPrograms', 'Digital Age'],
  ['organization', 'searchOrganizations', 'Reentry'],
]

const searchRow = ([kind, field, words]: (typeof searchWords)[number]): Row => {
  const query = `query ($words: String!) { ${field}(query: $words) { totalCount edges { cursor node { id } } } }`
  return {
    name: `another partner's hidden ${nameOf(kind)} searched for by name, as a name that nobody has`,
    send: async place => {
      const replies: Reply[] = []
      for (const who of strangers[kind]) {
        replies.push(await askAsWho(place, who, query, { words }))
        replies.push(await askAsWho(place, who, query, { words: 'Xylophagous Qwertz' }))
      }
      return replies
    },
    ...answered,
    also: async (replies, place) => {
      const { text } = await askAsWho(place, stewardOf(kind), query, { words })
      return text.includes(hiddenRecords[kind].id)
        ? unequalPair(replies)
        : `Not even its steward finds it, but ${text}.`
    },
  }
}

const pages = 'query ($after: String) { people(first: 1, after: $after) { pageInfo { endCursor } edges { cursor } } }'
type Paged = { readonly people: { readonly pageInfo: { readonly endCursor: string } } }

/** Some two hundred cursors that differ from one in a byte, and a few that were never given out here. */
const spoiltCursors = async (place: HostilePlace): Promise<readonly string[]> => {
  const cursorOf = async (query: string): Promise<string> =>
    Object.values((await ask(place, query)).data as Paged)[0]!.pageInfo.endCursor
  const cursor = await cursorOf('{ people(first: 1) { pageInfo { endCursor } } }')
  const foreign = await Promise.all(
    [
      '{ people(first: 1, orderBy: { field: NAME, direction: DESC }) { pageInfo { endCursor } } }',
      '{ people(first: 1, filter: { hasConflicts: false }) { pageInfo { endCursor } } }',
      '{ programs(first: 1) { pageInfo { endCursor } } }',
    ].map(cursorOf),
  )
  const bytes = Buffer.from(cursor, 'base64url')
  const flipped = [...bytes].flatMap((byte, i) =>
    [0x01, 0x10, 0x80, 0xff].map(mask => {
      const changed = Buffer.from(bytes)
      changed[i] = byte ^ mask
      return changed.toString('base64url')
    }),
  )
  const shapes = ['', 'x', `${cursor}A`, cursor.slice(0, -1), cursor.slice(1), `${cursor}=`, '[1]', 'e30', '\\', '%00']
  return [...flipped, ...foreign, ...shapes]
}

/** Texts that mean something in SQL, in its patterns, in MongoDB or in a search index, beside what they say as texts. */
const injections: readonly (readonly [text: string, words: string])[] = [
  ["' OR 1=1--", 'or 1 1'],
  ['" OR ""="', 'or'],
  ["'; DROP TABLE person;--", 'drop table person'],
  ["') UNION SELECT secret FROM kit_setting--", 'union select secret from kit setting'],
  ['$or', 'or'],
  ['{"$ne":null}', 'ne null'],
  ['%', ''],
  ['%_', ''],
  ['_', ''],
  ['\\', ''],
  ["\\' OR 1=1", 'or 1 1'],
  ['* NOT x', 'not x'],
  ['NEAR(a b)', 'near a b'],
  ['title:a*', 'title a'],
  ['a | b & !c', 'a b c'],
]

const containing =
  'query ($text: String!) { people(filter: { titleContains: $text }) { totalCount } organizations(filter: { name: $text }) { totalCount } places(filter: { name: $text }) { totalCount } }'
const identified =
  'query ($text: ID!) { person(id: $text) { id } program(id: $text) { id } organization(id: $text) { id } place(id: $text) { id } people(filter: { ids: [$text], organizations: [$text] }) { totalCount } programs(filter: { topics: [$text], heldIn: [$text] }) { totalCount } }'
const searched =
  'query ($text: String!) { searchPeople(query: $text) { totalCount } searchPrograms(query: $text) { totalCount } searchOrganizations(query: $text) { totalCount } }'

const none = { totalCount: 0 }
const nobody = { person: null, program: null, organization: null, place: null, people: none, programs: none }

/** Records that somebody may not know of, and ways to reach rows that nobody has asked for. */
export const hiddenRows: readonly Row[] = [
  ...(Object.keys(entries) as Kind[]).flatMap(kind => [
    ...Object.entries(entries[kind]).map(([way, query]) => hiddenRow(kind, way, query)),
    referenceRow(kind),
    countRow(kind),
  ]),
  ...searchWords.map(searchRow),
  {
    name: 'an entity through the gateway, by the way that gateways ask subgraphs',
    send: place =>
      Promise.all(
        [
          '{ _entities(representations: [{ __typename: "Person", id: "p-syngwqhfjp" }]) { __typename } }',
          '{ _service { sdl } }',
          '{ node(id: "p-syngwqhfjp") { id } }',
          '{ nodes(ids: ["p-syngwqhfjp"]) { id } }',
        ].map(query => ask(place, query)),
      ),
    ...{ at: 'network', status: 400, code: 'GRAPHQL_VALIDATION_FAILED', data: undefined },
  },
  {
    name: 'cursors with each byte changed, of other lists, and of other shapes',
    send: async place => {
      const replies: Reply[] = []
      for (const after of await spoiltCursors(place))
        replies.push(await ask(place, { query: pages, variables: { after } }))
      return replies
    },
    ...{ at: 'network', status: 200, code: 'BAD_USER_INPUT', data: { people: null } },
    says: /"after" is .*no cursor of this list/,
    also: replies => (replies.length > 200 ? null : `Only ${replies.length} were sent.`),
  },
  ...injections.flatMap(([text, words]): Row[] => [
    {
      name: `the text ${text} in filters of texts and ids: nothing has it`,
      send: place => Promise.all([containing, identified].map(query => ask(place, { query, variables: { text } }))),
      ...answered,
      also: ([texts, ids]) => {
        const [seen, expected] = [texts!.data, { people: none, organizations: none, places: none }].map(data =>
          JSON.stringify(data),
        )
        if (seen !== expected) return `Texts hold it: ${seen}.`
        return JSON.stringify(ids!.data) === JSON.stringify(nobody) ? null : `Ids are it: ${ids!.text}.`
      },
    },
    {
      name: `the text ${text} in searches: found is what its words find`,
      send: async place => [
        await ask(place, { query: searched, variables: { text } }),
        await ask(place, { query: searched, variables: { text: words } }),
      ],
      ...answered,
      also: unequalPair,
    },
  ]),
  {
    name: 'an object where a text belongs, as a filter that a database would read',
    send: place =>
      Promise.all(
        [{ $ne: null }, { $or: [{}] }, [{ $gt: '' }]].map(text =>
          ask(place, { query: containing, variables: { text } }),
        ),
      ),
    ...{ at: 'network', status: 400, code: 'BAD_USER_INPUT', data: undefined },
  },
  {
    name: 'an order that is a statement',
    send: place =>
      ask(place, {
        query: 'query ($order: PersonOrder!) { people(orderBy: $order) { totalCount } }',
        variables: { order: { field: 'name; drop table person', direction: 'ASC' } },
      }),
    ...{ at: 'network', status: 400, code: 'BAD_USER_INPUT', data: undefined },
  },
  {
    name: 'everybody who is not hidden, after all of these',
    send: place => ask(place, '{ people { totalCount } }'),
    ...answered,
    data: { people: { totalCount: 3 } },
  },
]
