import type { HostilePlace, TokenClaims } from '../hostile-world.ts'
import { hiddenRecords } from '../real-network.ts'
import type { Row } from '../row.ts'
import { ask, askAs, fetchReply, get, type Reply } from '../send.ts'

type Who = Partial<TokenClaims>

const scope =
  'program:write person:write participant:write organization:write claim:resolve person:protect person:erase import:run'
const partner: Who = { sub: 'partner', organization: 'iste', scope }

let keys = 0
const key = (): string => `audit-${++keys}`

const errors = 'userErrors { code field suggestions currentVersion }'

const createOrganization = (name: string, more: object = {}) => ({
  query: `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id name } ${errors} } }`,
  variables: { input: { name, kinds: ['NONPROFIT'], sourceIds: [], idempotencyKey: key(), ...more } },
})

const refusedText = (name: string, text: string, code: string): Row => ({
  name: `a record whose name ${name}`,
  at: 'network',
  send: place => askAs(place, partner, createOrganization(text)),
  ...{ status: 200, code: null },
  data: {
    createOrganization: {
      organization: null,
      userErrors: [{ code, field: ['input', 'name'], suggestions: [], currentVersion: null }],
    },
  },
})

const nameOf = ({ data }: Reply): unknown =>
  (data as { createOrganization: { organization: { name: string } | null } }).createOrganization.organization?.name

const keptText = (name: string, text: string, kept = text): Row => ({
  name: `a record whose name ${name} is kept as text`,
  at: 'network',
  send: place => askAs(place, partner, createOrganization(text)),
  ...{ status: 200, code: null },
  also: ([reply]) => {
    const seen = reply && nameOf(reply)
    return seen === kept ? null : `The name is "${seen}", expected "${kept}": ${reply?.text.slice(0, 200)}`
  },
})

const textRows: readonly Row[] = [
  refusedText('turns the direction of text', 'Visit\u202egnp.exe', 'INVALID'),
  refusedText('has two lines', 'Visit\nof guests', 'INVALID'),
  refusedText('has 501 characters', 'a'.repeat(501), 'INVALID'),
  refusedText('has only spaces', '   ', 'INVALID'),
  refusedText('holds a passport number', 'Passport no. X1234567', 'PROTECTED_DATA'),
  refusedText('holds a SEVIS number', 'N0012345678', 'PROTECTED_DATA'),
  keptText('is a script', '<script>alert(document.cookie)</script>'),
  keptText('is a formula', "=cmd|' /C calc'!A0"),
  keptText('is SQL', "Robert'); drop table organization; --"),
  keptText('is decomposed', 'Cafe\u0301 Re\u0301union', 'Café Réunion'),
]

/** Changes of records by id; `$id` stands for what is known of them. */
const changes: Readonly<Record<keyof typeof hiddenRecords, Readonly<Record<string, string>>>> = {
  person: {
    'an update': 'updatePerson(input: { id: $id, expectedVersion: 1, biography: "x" })',
    protection: 'setPersonVisibility(id: $id, visibility: PUBLIC, reason: "x", expectedVersion: 1)',
    erasure: 'erasePerson(id: $id, reason: "x", expectedVersion: 1)',
    'a claim':
      'recordPersonClaim(input: { subjectId: $id, path: "name", value: "x", sourceId: "scoe-news-story", idempotencyKey: "x" })',
    'a position': 'addAffiliation(input: { personId: $id, label: "x", sourceIds: [], idempotencyKey: "x" })',
  },
  personAtRisk: {
    'an update': 'updatePerson(input: { id: $id, expectedVersion: 1, biography: "x" })',
    erasure: 'erasePerson(id: $id, reason: "x", expectedVersion: 1)',
  },
  program: {
    'an update': 'updateProgram(input: { id: $id, expectedVersion: 1, summary: "x" })',
    'countries of origin': 'setRepresentations(programId: $id, entries: [], expectedVersion: 1)',
    'a role':
      'assignProgramRole(input: { programId: $id, organizationId: "iste", kind: HOST, sourceIds: [], idempotencyKey: "x" })',
    'a participant':
      'registerParticipant(input: { programId: $id, role: DELEGATE, sourceIds: [], idempotencyKey: "x" })',
    'an agenda item': 'addAgendaItem(input: { programId: $id, title: "x", idempotencyKey: "x" })',
    'a claim':
      'recordProgramClaim(input: { subjectId: $id, path: "title", value: "x", sourceId: "scoe-news-story", idempotencyKey: "x" })',
    'an output':
      'publishOutput(input: { kind: REPORT, title: "x", programIds: [$id], sourceIds: [], idempotencyKey: "x" })',
    'a larger program':
      'createProgram(input: { kind: VISIT, title: "x", partOfId: $id, sourceIds: [], idempotencyKey: "x" })',
  },
  organization: {
    'an update': 'updateOrganization(input: { id: $id, expectedVersion: 1, description: "x" })',
    'a unit of it':
      'createOrganization(input: { name: "Unit of the unknown", kinds: [UNIT], parentId: $id, sourceIds: [], idempotencyKey: "x" })',
    'a relation to it':
      'relateOrganizations(input: { fromId: "iste", toId: $id, kind: PARTNER_OF, sourceIds: [], idempotencyKey: "x" })',
    'a claim':
      'recordOrganizationClaim(input: { subjectId: $id, path: "name", value: "x", sourceId: "scoe-news-story", idempotencyKey: "x" })',
  },
}

const strangers: Readonly<Record<keyof typeof hiddenRecords, Who>> = {
  person: partner,
  personAtRisk: partner,
  program: { ...partner, organization: 'visual-sound' },
  organization: partner,
}

/** What is hidden must be refused in the words for what never was, whichever field names it. */
const hiddenRow = (kind: keyof typeof hiddenRecords, way: string, change: string): Row => ({
  name: `${way} of another partner's hidden ${kind === 'personAtRisk' ? 'person at risk' : kind}, as of one that never was`,
  at: 'network',
  send: async place => {
    const { id, slug } = hiddenRecords[kind]
    const query = `mutation ($id: ID!) { ${change} { userErrors { code field message suggestions currentVersion } } }`
    const replies: Reply[] = []
    for (const known of [id, slug, 'never-was']) {
      const reply = await askAs(place, strangers[kind], { query, variables: { id: known } })
      replies.push({ ...reply, text: reply.text.replaceAll(`\\"${known}\\"`, '?') })
    }
    return replies
  },
  ...{ status: 200, code: null },
  also: replies => {
    const never = replies.at(-1)?.text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'then') ?? ''
    if (!never.includes('"NOT_FOUND"')) return `What never was is not NOT_FOUND: ${never}`
    const other = replies.find(({ text }) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'then') !== never)
    return other ? `What is hidden gives ${other.text}, what never was gives ${never}.` : null
  },
})

const hiddenRows = (Object.keys(changes) as (keyof typeof hiddenRecords)[]).flatMap(kind =>
  Object.entries(changes[kind]).map(([way, change]) => hiddenRow(kind, way, change)),
)

const rightsRows: readonly Row[] = [
  {
    name: 'a mutation without its scope',
    at: 'network',
    send: place => askAs(place, { organization: 'iste', scope: 'person:write' }, createOrganization('No scope')),
    ...{ status: 200, code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
    data: { createOrganization: null },
  },
  {
    name: 'a mutation of an anonymous caller',
    at: 'network',
    send: place => ask(place, createOrganization('Nobody')),
    ...{ status: 200, code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
    data: { createOrganization: null },
  },
  {
    name: 'a record of an organization that the token does not speak for',
    at: 'network',
    send: place =>
      askAs(
        place,
        partner,
        `mutation { updateOrganization(input: { id: "cosn", expectedVersion: 1, description: "x" }) { userErrors { code field } } }`,
      ),
    ...{ status: 200, code: null },
    data: { updateOrganization: { userErrors: [{ code: 'FORBIDDEN', field: ['input', 'id'] }] } },
  },
  {
    name: "another subject's idempotency key answers nothing of that subject",
    at: 'network',
    send: async place => {
      const one = createOrganization('Twice the same key')
      const other = { ...one, variables: { input: { ...one.variables.input, name: 'Another of that key' } } }
      return [await askAs(place, partner, one), await askAs(place, { ...partner, sub: 'somebody-else' }, other)]
    },
    ...{ status: 200, code: null },
    also: replies => {
      const names = replies.map(nameOf).join()
      return names === 'Twice the same key,Another of that key' ? null : `The names are "${names}".`
    },
  },
  {
    name: 'a mutation in a link',
    at: 'network',
    send: place => get(place, { query: 'mutation { __typename }' }),
    ...{ status: 405, code: 'METHOD_NOT_ALLOWED' },
  },
]

const sendFile = async (
  place: HostilePlace,
  path: string,
  init: RequestInit,
  who: Who | null = partner,
): Promise<Reply> => {
  const authorization = who === null ? {} : { authorization: `Bearer ${await place.token({ sub: 'x', ...who })}` }
  const headers = { 'content-type': 'text/csv', ...authorization, ...init.headers }
  return fetchReply(new URL(path, place.url).href, { method: 'POST', ...init, headers })
}

const file = 'name,kinds\nAudit Office,NONPROFIT\n'

const fileRow = (
  name: string,
  [status, code]: readonly [number, string | null],
  send: (place: HostilePlace) => Promise<Reply>,
): Row => ({ name: `a file ${name}`, at: 'network', send, status, code })

const fileRows: readonly Row[] = [
  fileRow('of an anonymous caller', [401, 'UNAUTHENTICATED'], place =>
    sendFile(place, '/imports/organizations', { body: file }, null),
  ),
  fileRow('without the scope to import', [403, 'FORBIDDEN'], place =>
    sendFile(place, '/imports/organizations', { body: file }, { organization: 'iste', scope: 'organization:write' }),
  ),
  fileRow('without the scope to write', [403, 'FORBIDDEN'], place =>
    sendFile(place, '/imports/organizations', { body: file }, { organization: 'iste', scope: 'import:run' }),
  ),
  fileRow('of a kind that nobody takes', [404, 'NOT_FOUND'], place =>
    sendFile(place, '/imports/secrets', { body: file }),
  ),
  fileRow('as a form of a foreign page would send it', [415, 'UNSUPPORTED_MEDIA_TYPE'], place =>
    sendFile(place, '/imports/organizations', { body: file, headers: { 'content-type': 'text/plain' } }),
  ),
  fileRow('that is compressed', [415, 'UNSUPPORTED_MEDIA_TYPE'], place =>
    sendFile(place, '/imports/organizations', { body: file, headers: { 'content-encoding': 'gzip' } }),
  ),
  fileRow('by PUT', [405, 'METHOD_NOT_ALLOWED'], place =>
    sendFile(place, '/imports/organizations', { method: 'PUT', body: file }),
  ),
  fileRow('of 51 MB', [413, 'PAYLOAD_TOO_LARGE'], place =>
    sendFile(place, '/imports/organizations', { body: 'a'.repeat(51 * 1024 * 1024) }),
  ),
  {
    ...fileRow('with headings that announce passports, whose values are repeated nowhere', [200, null], place =>
      sendFile(place, '/imports/people', { body: 'name,Passport No\nAna Doe,X7654321\n' }),
    ),
    also: ([reply]) => {
      if (reply?.text.includes('X7654321')) return 'The report repeats the number of the passport.'
      return reply?.text.includes('PROTECTED_DATA') ? null : `The report does not object: ${reply?.text.slice(0, 300)}`
    },
  },
]

/** Writing: texts, rights, records that are hidden, and files. */
export const writingRows: readonly Row[] = [...textRows, ...rightsRows, ...hiddenRows, ...fileRows]
