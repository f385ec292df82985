import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { budgets } from '../plans/budgets.ts'
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts'
import { tableOf } from './table-of.ts'

const names = readdirSync(new URL('../../schema/operations/', import.meta.url)).map(file => basename(file, '.graphql'))
const visit = 'education-in-the-digital-age-ii'

type Listed = { readonly name: string; readonly rows: readonly string[]; readonly columns: readonly string[] }

let network: TestNetwork
let listed: readonly Listed[]
beforeAll(async () => {
  network = await startTestNetwork()
  listed = JSON.parse((await get('/operations', { accept: 'application/json' })).text).operations
})
afterAll(() => network.close())

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, network.url), { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const as = async (...scopes: string[]) => ({
  authorization: `Bearer ${await network.token({ scopes, organization: 'scoe' })}`,
})

const searchOf = (variables: Readonly<Record<string, unknown>> = {}): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join('&')

type Row = Readonly<Record<string, string>>
const recordsOf = ({ text }: { readonly text: string }): readonly Row[] => parseCsv(text, { columns: true })

describe('a saved operation', () => {
  it.each(names)('%s gives a table of what its JSON holds', async name => {
    const search = searchOf(budgets[name]?.variables)
    const json = await get(`/operations/${name}.json?${search}`)
    const csv = await get(`/operations/${name}.csv?${search}`)

    const { data, withheld } = JSON.parse(json.text)
    const [columns, ...rows] = parseCsv(csv.text)
    const expected = tableOf(data, listed.find(one => one.name === name)!)
    expect(columns).toEqual(expected.columns)
    expect(rows).toEqual(expected.rows)
    expect([json.status, csv.status, csv.headers.get('exchange-withheld')]).toEqual([200, 200, String(withheld)])
  })

  it('takes lists and parts of objects, and tells what is wrong in words', async () => {
    const found = await get(
      '/operations/program-list.csv?filter.kinds=VISIT&filter.kinds=DELEGATION&filter.dates.from=2015-01-01&first=50',
    )
    const wrong = await get('/operations/program-list.csv?filter.kinds=PARTY&frist=2')
    const late = await get('/operations/program-list.csv?filter.dates.from=yesterday')

    const [columns, ...rows] = parseCsv(found.text)
    expect(new Set(rows.map((row: string[]) => row[columns!.indexOf('kind')]))).toEqual(
      new Set(['VISIT', 'DELEGATION']),
    )
    expect([wrong.status, late.status]).toEqual([400, 400])
    expect(JSON.parse(wrong.text).errors.map(({ message }: { message: string }) => message)).toEqual([
      'There is no parameter "frist". The operation "program-list" takes "filter", "orderBy", "first" and "after".',
      expect.stringMatching(/^The parameter "filter.kinds\[0\]" is not what is expected: one of "PROJECT", /),
    ])
    expect(late.text).toContain('expected a day that exists, as YYYY-MM-DD')
  })

  it('counts the values that access took, and gives them to who may read them', async () => {
    const path = `/operations/press-contacts.csv?id=${visit}`
    const anonymous = await get(path)
    const scoped = await get(path, await as('contact:read'))

    const cellOf = (file: { text: string }) => recordsOf(file)[0]?.['person.contactPoints.value']
    expect([anonymous.headers.get('exchange-withheld'), cellOf(anonymous)]).toEqual(['3', '; ; '])
    expect(scoped.headers.get('exchange-withheld')).toBe('0')
    expect(cellOf(scoped)).toMatch(/^\S.*; .*; .*@/)
    expect([anonymous, scoped].map(({ headers }) => headers.get('cache-control'))).toEqual([
      'public, max-age=10',
      'private, no-store',
    ])
  })

  it('has the same tag for the same bytes, whoever asks', async () => {
    const first = await get('/operations/topic-list.csv')
    const etag = first.headers.get('etag') ?? ''

    expect((await get('/operations/topic-list.csv', { 'if-none-match': etag })).status).toBe(304)
    expect((await get('/operations/topic-list.csv', await as())).headers.get('etag')).toBe(etag)
  })

  it('pages on by its links until every row was there once', async () => {
    const slugs: string[] = []
    let path: string | undefined = '/operations/people-list.csv?first=4'
    while (path !== undefined) {
      const page = await get(path)
      slugs.push(...recordsOf(page).map(({ slug = '' }) => slug))
      path = /^<(.*)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1]
    }

    const { data } = await network.ask(
      '{ people(first: 200, orderBy: { field: NAME, direction: ASC }) { edges { node { slug } } } }',
    )
    expect(slugs).toEqual(data.people.edges.map(({ node }: { node: { slug: string } }) => node.slug))
    expect(slugs.length).toBeGreaterThan(4)
  })
})

describe('the agenda of a program', () => {
  it('is a calendar of what everybody may see, whoever asks', async () => {
    const anonymous = await get(`/programs/${visit}/agenda.ics`)
    const scoped = await get(
      `/programs/${visit}/agenda.ics`,
      await as('contact:read', 'person:read', 'participant:sensitive'),
    )

    const events = new ICAL.Component(ICAL.parse(anonymous.text))
      .getAllSubcomponents('vevent')
      .map(one => new ICAL.Event(one))
    expect(anonymous.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(scoped.text).toBe(anonymous.text)
    expect(events.map(({ summary, startDate }) => `${startDate} ${summary}`)).toEqual([
      '2024-11-08 Education in the Digital Age II',
      '2024-11-08 1. Introductions and Presentation',
      '2024-11-08 2. Q&A and Participant Share-Out',
      '2024-11-08 3. Networking Lunch',
      '2024-11-08 4. Closing and Group Photo',
    ])
    expect(events[1]?.description).toContain('Presentation: Reimagining Computing Education in Sacramento County')
  })

  it('is none for a program without a day, and the same for an unknown one as for any that is hidden', async () => {
    const month = await get('/programs/scoe-philippines-visit-2024/agenda.ics')
    const unknown = await get('/programs/no-such-program/agenda.ics')

    expect([month.status, unknown.status]).toEqual([404, 404])
    expect(month.text).toContain('No source gives a day of this program')
    expect(unknown.text).toContain('There is no such program for everybody to see.')
  })
})

describe('with one subgraph stopped', () => {
  it('a table still has all of its columns, and says how much is missing', async () => {
    const whole = await get('/operations/delegations.csv')

    await network.stop('organizations')
    const partial = await get('/operations/delegations.csv')
    const failed = await get('/operations/organization-list.csv')

    const [columns, ...rows] = parseCsv(partial.text)
    const missing = rows.filter((row: string[]) => row[columns!.indexOf('roles.organization.name')] === '').length
    expect(columns).toEqual(parseCsv(whole.text)[0])
    expect([partial.status, missing, partial.headers.get('cache-control')]).toEqual([
      200,
      rows.length,
      'private, no-store',
    ])
    expect(Number(partial.headers.get('exchange-missing'))).toBeGreaterThanOrEqual(missing)
    expect([failed.status, JSON.parse(failed.text).errors[0].extensions.code]).toEqual([502, 'SUBGRAPH_ERROR'])
  })
})
