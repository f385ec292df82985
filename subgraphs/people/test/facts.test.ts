import { startTestSubgraph, type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../subgraph.ts'

const contactReader = viewerWith({ scopes: ['contact:read'] })

const biography =
  'As an Executive Vice President at SMART Technologies, Jeff Lowe leads multiple departments and strategies for the organization. ' +
  'Jeff is accountable for the Unified Commercial Engine globally, combining all marketing, sales and customer adoption resources into one single, connected team. ' +
  'He is grateful to spend time meeting with inspiring leaders and SMART’s business partners across the globe to help shape educational outcomes through technology in the classroom.'

let world: TestSubgraph

beforeAll(async () => {
  world = await startTestSubgraph(people)
})
afterAll(() => world[Symbol.asyncDispose]())

describe('The five people of the documents', () => {
  it('carry the names that are printed, in the order of family names', async () => {
    const { data, errors } = await world.query(
      '{ people { totalCount edges { node { slug name givenName familyName nativeName nameWithheld visibility version } } } }',
    )

    const person = (slug: string, name: string, givenName: string, familyName: string) => ({
      node: {
        slug,
        name,
        givenName,
        familyName,
        nativeName: null,
        nameWithheld: false,
        visibility: 'PUBLIC',
        version: 1,
      },
    })
    expect(errors).toBeUndefined()
    expect(data.people).toEqual({
      totalCount: 5,
      edges: [
        person('jared-amalong', 'Jared Amalong', 'Jared', 'Amalong'),
        person('david-w-gordon', 'David W. Gordon', 'David W.', 'Gordon'),
        person('jeff-lowe', 'Jeff Lowe', 'Jeff', 'Lowe'),
        person('xanthi-soriano', 'Xanthi Soriano', 'Xanthi', 'Soriano'),
        person('irene-spero', 'Irene Spero', 'Irene', 'Spero'),
      ],
    })
  })

  it('hold one position each, in force, attested as well as the documents allow', async () => {
    const { data } = await world.query(`{ people { edges { node { slug affiliations(current: true) {
      label title kind version organization { id } person { slug } start { edtf } end { edtf }
      attested { edtf earliest latest precision days inferred label } sources { id }
    } } } } }`)

    const pressRelease = 'scoe-press-release-2024-11-06'
    const day = { edtf: '2024-11-06', earliest: '2024-11-06', latest: '2024-11-06', precision: 'DAY', days: 1 }
    const month = { edtf: '2024-11', earliest: '2024-11-01', latest: '2024-11-30', precision: 'MONTH', days: null }
    const held = (slug: string, position: Record<string, unknown>, sources: string[]) => ({
      node: {
        slug,
        affiliations: [
          { version: 1, person: { slug }, start: null, end: null, ...position, sources: sources.map(id => ({ id })) },
        ],
      },
    })
    expect(data.people.edges).toEqual([
      held(
        'jared-amalong',
        {
          label: 'SCOE',
          title: 'Director of Computer Science and Digital Learning',
          kind: 'EMPLOYMENT',
          organization: { id: 'scoe' },
          attested: { ...month, inferred: false, label: null },
        },
        [pressRelease, 'scoe-news-story'],
      ),
      held(
        'david-w-gordon',
        {
          label: 'Sacramento County Office of Education',
          title: 'Sacramento County Superintendent of Schools',
          kind: 'PUBLIC_OFFICE',
          organization: { id: 'scoe' },
          attested: { ...day, inferred: false, label: null },
        },
        [pressRelease],
      ),
      held(
        'jeff-lowe',
        {
          label: 'SMART Technologies',
          title: 'Executive Vice President',
          kind: 'EMPLOYMENT',
          organization: { id: 'smart-technologies' },
          attested: null,
        },
        ['eschool-news-article'],
      ),
      held(
        'xanthi-soriano',
        {
          label: 'SCOE',
          title: 'Executive Director, Communications',
          kind: 'EMPLOYMENT',
          organization: { id: 'scoe' },
          attested: { ...day, inferred: false, label: null },
        },
        [pressRelease],
      ),
      held(
        'irene-spero',
        { label: 'CoSN', title: null, kind: 'CONTACT', organization: { id: 'cosn' }, attested: null },
        ['cosn-global-leadership-page'],
      ),
    ])
  })

  it('have the contact points that are printed, with what to use them for', async () => {
    const { data } = await world.query(
      '{ people { edges { node { slug contactPoints { kind value purpose source { id } } } } } }',
      {},
      contactReader,
    )

    const press = { purpose: 'press', source: { id: 'scoe-press-release-2024-11-06' } }
    expect(data.people.edges).toEqual([
      { node: { slug: 'jared-amalong', contactPoints: [] } },
      { node: { slug: 'david-w-gordon', contactPoints: [] } },
      { node: { slug: 'jeff-lowe', contactPoints: [] } },
      {
        node: {
          slug: 'xanthi-soriano',
          contactPoints: [
            { kind: 'PHONE_OFFICE', value: '(916) 228-2713', ...press },
            { kind: 'PHONE_MOBILE', value: '(916) 261-6219', ...press },
            { kind: 'EMAIL', value: 'xsoriano@scoe.net', ...press },
          ],
        },
      },
      {
        node: {
          slug: 'irene-spero',
          contactPoints: [
            {
              kind: 'EMAIL',
              value: 'ispero@cosn.org',
              purpose: 'with any questions, to see an agenda, or to register for the trip',
              source: { id: 'cosn-global-leadership-page' },
            },
          ],
        },
      },
    ])
  })

  it('are credited to their documents, and only Jeff Lowe has a biography', async () => {
    const { data } = await world.query('{ people { edges { node { slug biography sources { id } } } } }')

    expect(data.people.edges).toEqual([
      {
        node: {
          slug: 'jared-amalong',
          biography: null,
          sources: [{ id: 'scoe-press-release-2024-11-06' }, { id: 'scoe-news-story' }],
        },
      },
      { node: { slug: 'david-w-gordon', biography: null, sources: [{ id: 'scoe-press-release-2024-11-06' }] } },
      { node: { slug: 'jeff-lowe', biography, sources: [{ id: 'eschool-news-article' }] } },
      { node: { slug: 'xanthi-soriano', biography: null, sources: [{ id: 'scoe-press-release-2024-11-06' }] } },
      { node: { slug: 'irene-spero', biography: null, sources: [{ id: 'cosn-global-leadership-page' }] } },
    ])
  })

  it('are stewarded by the publisher of their first document, or by nobody (rule 22)', async () => {
    const rows = await world.database.read
      .selectFrom('person')
      .select(['slug', 'steward_id'])
      .orderBy('sort_name')
      .execute()

    expect(rows).toEqual([
      { slug: 'jared-amalong', steward_id: 'scoe' },
      { slug: 'david-w-gordon', steward_id: 'scoe' },
      { slug: 'jeff-lowe', steward_id: null },
      { slug: 'xanthi-soriano', steward_id: 'scoe' },
      { slug: 'irene-spero', steward_id: 'cosn' },
    ])
  })

  it('have ids that never tell a name', async () => {
    const { data } = await world.query('{ people { edges { node { id affiliations { id } claims { id } } } } }')

    const ids = data.people.edges.flatMap(
      ({ node }: { node: { id: string; affiliations: { id: string }[]; claims: { id: string }[] } }) => [
        node.id,
        ...node.affiliations.map(({ id }) => id),
        ...node.claims.map(({ id }) => id),
      ],
    )
    expect(ids).toHaveLength(18)
    expect(ids.join(' ')).toMatch(/^([pac]-[a-z0-9]{10} ?)+$/)
  })
})

describe('The claims on people', () => {
  const claimsOf = async (slug: string, viewer = contactReader) => {
    const { data } = await world.query(
      'query ($id: ID!) { person(id: $id) { claims { path value normalized basis planned source { id } locator quote note } conflicts { id } } }',
      { id: slug },
      viewer,
    )
    return data.person
  }
  const claim = (parts: Record<string, unknown>) => ({
    normalized: null,
    basis: 'STATED',
    planned: false,
    quote: null,
    note: null,
    ...parts,
  })
  const pressRelease = { id: 'scoe-press-release-2024-11-06' }

  it('are what the press release says of Xanthi Soriano', async () => {
    const heading = { source: pressRelease, locator: 'heading' }
    const contact = (value: string, note: string) =>
      claim({ ...heading, path: 'contactPoints', value, normalized: value, note })
    expect(await claimsOf('xanthi-soriano')).toEqual({
      claims: [
        claim({
          ...heading,
          path: 'affiliations.title',
          value: 'Executive Director, Communications',
          quote: 'Contact: Xanthi Soriano, Executive Director, Communications',
        }),
        contact('(916) 228-2713', 'office'),
        contact('(916) 261-6219', 'cell'),
        contact('xsoriano@scoe.net', 'e-mail'),
      ],
      conflicts: [],
    })
  })

  it('are what two documents say alike of Jared Amalong, which is no conflict', async () => {
    const title = {
      path: 'affiliations.title',
      value: 'SCOE Director of Computer Science and Digital Learning',
      normalized: 'Director of Computer Science and Digital Learning',
    }
    expect(await claimsOf('jared-amalong')).toEqual({
      claims: [
        claim({
          ...title,
          source: pressRelease,
          locator: 'b1',
          quote: 'Jared Amalong, SCOE Director of Computer Science and Digital Learning',
        }),
        claim({
          ...title,
          source: { id: 'scoe-news-story' },
          locator: 'paragraph 5',
          quote: 'said Jared Amalong, SCOE Director of Computer Science and Digital Learning',
        }),
      ],
      conflicts: [],
    })
  })

  it('say that David W. Gordon is linked to SCOE by inference only (rule 24)', async () => {
    const said = {
      value: 'Sacramento County Superintendent of Schools',
      source: pressRelease,
      locator: 'paragraph 3',
      quote: 'Sacramento County Superintendent of Schools David W. Gordon expressed excitement',
    }
    expect(await claimsOf('david-w-gordon')).toEqual({
      claims: [
        claim({ ...said, path: 'affiliations.title' }),
        claim({
          ...said,
          path: 'affiliations',
          normalized: 'scoe',
          basis: 'INFERRED',
          note: 'Linked to SCOE by his office.',
        }),
      ],
      conflicts: [],
    })
  })

  it('say that Irene Spero is linked to CoSN by inference only', async () => {
    const page = { source: { id: 'cosn-global-leadership-page' }, locator: 'International Delegations' }
    expect(await claimsOf('irene-spero')).toEqual({
      claims: [
        claim({
          ...page,
          path: 'affiliations',
          value: 'contact for the delegation to Singapore',
          normalized: 'cosn',
          basis: 'INFERRED',
          quote: 'Please contact Irene Spero',
        }),
        claim({ ...page, path: 'contactPoints', value: 'ispero@cosn.org', normalized: 'ispero@cosn.org' }),
      ],
      conflicts: [],
    })
  })

  it('are the byline and the biography of Jeff Lowe', async () => {
    const article = { source: { id: 'eschool-news-article' } }
    expect(await claimsOf('jeff-lowe')).toEqual({
      claims: [
        claim({
          ...article,
          path: 'affiliations.title',
          value: 'Executive Vice President',
          locator: 'byline',
          quote: 'Jeff Lowe, Executive Vice President, SMART Technologies',
        }),
        claim({
          ...article,
          path: 'biography',
          value: biography,
          locator: 'biography after the byline',
          quote: biography,
        }),
      ],
      conflicts: [],
    })
  })

  it('can be asked for by path', async () => {
    const { data } = await world.query(
      '{ person(id: "david-w-gordon") { claims(path: "affiliations") { path normalized } } }',
    )

    expect(data.person.claims).toEqual([{ path: 'affiliations', normalized: 'scoe' }])
  })
})

describe('The example questions', () => {
  it('Q11a: we know five people by name', async () => {
    const { data } = await world.query('{ people { totalCount edges { node { name } } } }')

    expect(data.people.totalCount).toBe(5)
    expect(data.people.edges.map(({ node }: { node: { name: string } }) => node.name).sort()).toEqual([
      'David W. Gordon',
      'Irene Spero',
      'Jared Amalong',
      'Jeff Lowe',
      'Xanthi Soriano',
    ])
  })

  it('Q11c: Amalong is a director at SCOE', async () => {
    const { data } = await world.query(
      '{ searchPeople(query: "Amalong") { totalCount edges { node { name affiliations(current: true) { title organization { id } } } } } }',
    )

    expect(data.searchPeople).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            name: 'Jared Amalong',
            affiliations: [
              { title: 'Director of Computer Science and Digital Learning', organization: { id: 'scoe' } },
            ],
          },
        },
      ],
    })
  })

  it('Q13a: the press contact has three means of contact, whose values stay closed without contact:read', async () => {
    const { data, errors } = await world.query('{ person(id: "xanthi-soriano") { name contactPoints { kind value } } }')

    expect(data.person).toEqual({
      name: 'Xanthi Soriano',
      contactPoints: [
        { kind: 'PHONE_OFFICE', value: null },
        { kind: 'PHONE_MOBILE', value: null },
        { kind: 'EMAIL', value: null },
      ],
    })
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
      'UNAUTHORIZED_FIELD_OR_TYPE',
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ])
  })

  it('Q13b: with contact:read they are readable', async () => {
    const { data, errors } = await world.query(
      '{ person(id: "xanthi-soriano") { contactPoints { kind value } } }',
      {},
      contactReader,
    )

    expect(errors).toBeUndefined()
    expect(data.person.contactPoints).toEqual([
      { kind: 'PHONE_OFFICE', value: '(916) 228-2713' },
      { kind: 'PHONE_MOBILE', value: '(916) 261-6219' },
      { kind: 'EMAIL', value: 'xsoriano@scoe.net' },
    ])
  })
})
