import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestNetwork, type TestNetwork } from '../support/test-network.ts'
import { type FactRow, factTable, plain, programSlugs, seedSlugs, sourceSlug } from './facts.ts'

// Every row of schema/facts.md is asked for through the gateway and compared: the document is the expectation, not a copy of it.

let network: TestNetwork
beforeAll(async () => {
  network = await startTestNetwork()
})
afterAll(() => network.close())

// biome-ignore lint/suspicious/noExplicitAny: the answers are whatever the operation beside them selects
type Answer = any

const ask = async (
  operation: string,
  variables: Record<string, unknown> = {},
  scopes: readonly string[] = [],
): Promise<Answer> => {
  const { data, errors } = await network.ask(operation, variables, { scopes })
  expect(errors).toBeUndefined()
  return data
}

const slugs = (records: readonly { slug: string }[]) => records.map(record => record.slug)
const nodes = (connection: Answer): Answer[] => connection.edges.map((edge: Answer) => edge.node)
const sameSet = (found: readonly unknown[], wanted: readonly unknown[]) =>
  expect([...found].sort()).toEqual([...wanted].sort())
const commas = (cell: string | undefined): string[] => plain(cell)?.split(', ') ?? []

describe('sources (section 2)', () => {
  it.each(factTable(2))('$slug', async row => {
    const { source } = await ask(
      `query ($id: ID!) { source(id: $id) {
        kind title identifier visibility publisher { slug } authors { slug } syndicatedFrom { slug }
        published { edtf label inferred earliest latest precision } } }`,
      { id: row.slug },
    )
    const [edtf] = row['published (EDTF)']?.split(/,| inferred/) ?? []
    const bounds = /earliest (\S+), latest (\S+), precision (\w+)/.exec(row['published (EDTF)'] ?? '')
    const label = /label "(.*)"/.exec(row['published (EDTF)'] ?? '')?.[1] ?? null

    expect(source.title).toBe(plain(row.title))
    expect(source.kind).toBe(row.kind)
    expect(source.visibility).toBe('PUBLIC')
    expect(source.identifier).toBe(plain(row.identifier))
    expect(source.publisher?.slug ?? null).toBe(plain(row.publisher?.replace('(site of the copy not named)', '')))
    expect(source.syndicatedFrom?.slug ?? null).toBe(plain(row.syndicatedFrom))
    expect(slugs(source.authors)).toEqual(commas(row.authors))
    expect(source.published?.edtf ?? null).toBe(plain(edtf))
    expect(source.published?.label ?? null).toBe(label)
    expect(source.published?.inferred ?? false).toBe(/inferred/.test(row['published (EDTF)'] ?? ''))
    if (bounds !== null)
      expect(source.published).toMatchObject({ earliest: bounds[1], latest: bounds[2], precision: bounds[3] })
  })
})

describe('places (section 3)', () => {
  const rows: readonly (FactRow & { code: string; shown: string })[] = factTable(3).flatMap(row =>
    (row.code ?? '').split(', ').map((code, i) => ({ ...row, code, shown: nameAt(row, i) })),
  )

  it.each(rows)('$code $shown', async row => {
    const { place } = await ask(
      `query ($id: ID!) { place(id: $id) { code kind name names { value authority } alpha2 alpha3 m49 bureau
        parent { code } country { code } continent { name } } }`,
      { id: row.code },
    )

    expect(place).toMatchObject({ code: row.code, kind: row.kind, name: row.shown, bureau: plain(row.bureau) })
    for (const [, authorities = '', name] of (row['other names'] ?? '').matchAll(/([A-Z][A-Z0-9_, ]+): ([^;]+)/g)) {
      for (const authority of authorities.split(', ')) expect(place.names).toContainEqual({ authority, value: name })
    }
    const [, alpha3, m49] = /alpha-3 (\w+), M49 (\d+)/.exec(row['other names'] ?? '') ?? []
    if (alpha3 !== undefined) expect(place).toMatchObject({ alpha3, m49 })
    const seat = row['parent / country / continent'] ?? ''
    if (row.kind === 'COUNTRY_OR_AREA') {
      expect(place.continent.name).toBe(seat.split(', ').at(-1))
      expect(place.country.code).toBe(row.code)
    }
    if (row.kind === 'SUBDIVISION' || row.kind === 'CITY' || row.code === '005') expect(place.parent.code).toBe(seat)
    if (row.kind === 'INFORMAL_REGION') expect([place.continent.name, place.country]).toEqual(['Europe', null])
  })

  it('gives Scandinavia possible members only', async () => {
    const { place } = await ask('{ place(id: "x-scandinavia") { members { certainty place { code } } } }')

    sameSet(
      place.members.map((member: Answer) => `${member.place.code} ${member.certainty}`),
      ['DK POSSIBLE', 'FI POSSIBLE', 'NO POSSIBLE', 'SE POSSIBLE'],
    )
  })
})

describe('organizations (section 4)', () => {
  it.each(factTable(4))('$slug', async row => {
    const { organization } = await ask(
      `query ($id: ID!) { organization(id: $id) { slug name kinds description names { value kind } parent { slug } location { code }
        enrollment { value } memberCount { value bound label } sources { slug } visibility relationships { id } memberOf { slug } } }`,
      { id: row.slug },
    )
    const acronym = /acronym (\w+)/.exec(row.more ?? '')?.[1]
    const printed = /printed: (.*)$/.exec(row.more ?? '')?.[1]?.split(', ') ?? []
    const asPrinted = /AS_PRINTED: (.*?) \(/.exec(row.more ?? '')?.[1]

    expect(organization).toMatchObject({
      slug: row.slug,
      name: row.name,
      visibility: 'PUBLIC',
      relationships: [],
      memberOf: [],
      enrollment: null,
    })
    expect(organization.kinds).toEqual([plain(row.kinds)])
    expect(organization.parent?.slug ?? null).toBe(plain(row.parent))
    expect(organization.location?.code ?? null).toBe(plain(row.location))
    sameSet(slugs(organization.sources), seedSlugs(row.seed))
    const names = organization.names.map((name: Answer) => name.value)
    for (const name of [acronym, asPrinted, ...printed]) if (name !== undefined) expect(names).toContain(name)
    if (row.slug === 'global-ties-us')
      expect(organization.memberCount).toEqual({ value: 80, bound: 'MORE_THAN', label: 'more than 80' })
  })

  it('are nineteen', async () => {
    expect((await ask('{ organizations { totalCount } }')).organizations.totalCount).toBe(19)
  })
})

describe('people (section 5)', () => {
  it.each(factTable(5))('$slug', async row => {
    const { person } = await ask(
      `query ($id: ID!) { person(id: $id) { id slug name givenName familyName visibility biography sources { slug }
        contactPoints { kind value purpose } affiliations { title kind attested { edtf } start { edtf } end { edtf } organization { slug } } } }`,
      { id: row.slug },
      ['contact:read'],
    )
    const [organization, title, kind, attested] = (row['organization, title, kind, attested'] ?? '').split('; ')
    const contacts = (row['contact points'] ?? '')
      .split(/; /)
      .flatMap(text => /^(PHONE_OFFICE|PHONE_MOBILE|EMAIL) ([^,]+)/.exec(text)?.slice(1, 3) ?? [])

    expect(`${person.givenName} / ${person.familyName}`).toBe(row['given / family'])
    expect(person).toMatchObject({ slug: row.slug, name: row.name, visibility: 'PUBLIC' })
    expect(person.id).not.toContain(person.familyName.toLowerCase())
    expect(person.affiliations).toEqual([
      {
        organization: { slug: plain(organization) },
        title: title === 'title -' ? null : title,
        kind,
        attested: attested === 'attested -' ? null : { edtf: attested },
        start: null,
        end: null,
      },
    ])
    expect(person.contactPoints.flatMap((point: Answer) => [point.kind, point.value])).toEqual(contacts)
    sameSet(slugs(person.sources), seedSlugs(row.seed))
    expect(person.biography === null).toBe(row.slug !== 'jeff-lowe')
  })
})

describe('series (section 6)', () => {
  it.each(factTable(6))('$slug', async row => {
    const { series } = await ask(
      `query ($id: ID!) { series(id: $id) { name acronym description owner { slug } administrator { slug } implementingPartners { slug } sources { slug } } }`,
      { id: row.slug },
    )

    expect(series).toMatchObject({ name: row.name, acronym: plain(row.acronym), owner: { slug: row.owner } })
    expect(series.description).not.toBeNull()
    expect(series.administrator?.slug ?? null).toBe(plain(row.administrator))
    sameSet(slugs(series.implementingPartners), commas(row['implementing partners']))
    sameSet(slugs(series.sources), seedSlugs(row.seed))
  })
})

describe('programs (section 7)', () => {
  it.each(factTable(7))('$slug', async row => {
    const { program } = await ask(
      `query ($id: ID!) { program(id: $id) { kind title titleIsOfficial series { slug } direction status fiscalYear visibility version
        dates { edtf label inferred } places { label inferred place { code } } delegateCount { value } sources { slug } } }`,
      { id: row.slug },
    )
    const dates = row['dates (EDTF)'] ?? ''
    const edtf = plain(dates.split(/,| \(/)[0])
    const places = row['places (label, code)'] ?? ''
    const inferred = /, inferred from the host/.test(places)

    expect(program).toMatchObject({
      kind: row.kind,
      title: row.title,
      status: row.status,
      visibility: 'PUBLIC',
      delegateCount: null,
    })
    expect(program.titleIsOfficial).toBe(row.official === 'yes')
    expect(program.series?.slug ?? null).toBe(plain(row.series))
    expect(program.direction).toBe(plain(row.direction))
    expect(program.fiscalYear).toBe(plain(row.FY) === null ? null : Number(row.FY))
    expect(program.dates?.edtf ?? null).toBe(edtf)
    expect(program.dates?.inferred ?? false).toBe(/inferred/.test(dates))
    const label = /label "(.*)"/.exec(dates)?.[1]
    if (label !== undefined) expect(program.dates.label).toBe(label)
    const wanted = plain(places.replace(/, inferred from the host$/, ''))?.split('; ') ?? []
    expect(program.places.map((place: Answer) => `${place.label}, ${place.place.code}`)).toEqual(wanted)
    expect(program.places.every((place: Answer) => place.inferred === inferred)).toBe(true)
    sameSet(slugs(program.sources), seedSlugs(row.seed))
  })

  it('have the parts, steward and figures that the text names', async () => {
    const data = await ask(`{
      symposium: program(id: "cosn-unesco-symposium-connected-learning") { partOf { slug } steward { slug } }
      roundtable: program(id: "iste-philadelphia-roundtable") { partOf { slug } steward { slug } venue breakouts studentsRepresented { value bound label } }
      visit: program(id: "education-in-the-digital-age-ii") { steward { slug } countryTally { announced reported listed distinct adopted note } }
      iste: program(id: "iste-philadelphia") { parts { slug } steward { slug } countryTally { adopted } }
    }`)

    expect(data.symposium).toEqual({ partOf: { slug: 'cosn-annual-conference' }, steward: { slug: 'cosn' } })
    expect(data.roundtable).toEqual({
      partOf: { slug: 'iste-philadelphia' },
      steward: null,
      venue: 'School District of Philadelphia’s Education Center',
      breakouts: ['coaches', 'technicians', 'administrators'],
      studentsRepresented: { value: 300000, bound: 'MORE_THAN', label: 'more than 300,000 students' },
    })
    expect(data.visit.steward).toEqual({ slug: 'scoe' })
    expect(data.visit.countryTally).toMatchObject({
      announced: 19,
      reported: 22,
      listed: 22,
      distinct: 21,
      adopted: 21,
    })
    expect(data.visit.countryTally.note).toContain('why 19 were announced is unknown')
    expect(data.iste).toEqual({ parts: [{ slug: 'iste-philadelphia-roundtable' }], steward: null, countryTally: null })
  })
})

describe('roles, participations, origins (section 8)', () => {
  const roles: readonly (FactRow & { program: string; role: string })[] = factTable(8, 0).flatMap(row =>
    programSlugs(row.program).map(program => ({ ...row, program, role: row.role ?? '' })),
  )

  it.each(roles)('$program $role $organization', async row => {
    const { program } = await ask(
      `query ($id: ID!, $kind: ProgramRoleKind!) { program(id: $id) { roles(kinds: [$kind]) { label organization { slug } sources { slug } } } }`,
      { id: row.program, kind: row.role },
    )
    const found = program.roles.find((role: Answer) => role.organization.slug === plain(row.organization))

    expect(found?.label).toBe(row['label as printed'])
    sameSet(slugs(found.sources), seedSlugs(row.seed))
  })

  it('holds no role that the table does not name', async () => {
    const { programs } = await ask('{ programs(first: 50) { edges { node { roles { kind } } } } }')

    expect(nodes(programs).flatMap(program => program.roles)).toHaveLength(roles.length)
  })

  it.each(factTable(8, 1))('$program $person $role', async row => {
    const { program } = await ask(
      `query ($id: ID!) { program(id: $id) { participations { edges { node { role attendance title label person { slug name } organization { slug } sources { slug } visibility } } } } }`,
      { id: row.program },
    )
    const found = nodes(program.participations).find(one => one.person.slug === row.person && one.role === row.role)

    expect(found).toMatchObject({
      attendance: plain(row.attendance),
      title: plain(row['title at the time']),
      organization: { slug: row.organization },
      visibility: 'PUBLIC',
    })
    expect(found.label).toBe(found.person.name)
    sameSet(slugs(found.sources), seedSlugs(row.seed))
  })

  it('lists the origins in printed order with how often each is listed', async () => {
    const { programs } = await ask(
      '{ programs(first: 50) { edges { node { slug representations { label timesListed delegates place { code } sources { slug } } } } } }',
    )
    const found = nodes(programs).flatMap(program =>
      program.representations.map((one: Answer) => [
        program.slug,
        one.label,
        one.place.code,
        one.timesListed,
        one.delegates,
        slugs(one.sources),
      ]),
    )
    const wanted = factTable(8, 2).map(row => [
      row.program,
      row['label as printed'],
      row.code,
      Number(row.timesListed),
      null,
      seedSlugs(row.seed),
    ])

    for (const slug of new Set(wanted.map(row => row[0]))) {
      expect(found.filter(row => row[0] === slug)).toEqual(wanted.filter(row => row[0] === slug))
    }
    expect(found).toHaveLength(wanted.length)
  })
})

describe('agenda, outputs, initiatives (section 9)', () => {
  it('keeps the agenda in order and without clock times', async () => {
    const { program } = await ask(
      '{ program(id: "education-in-the-digital-age-ii") { agenda { position title description presentationTitle startsAt endsAt speakers { role person { slug } } } } }',
    )

    expect(program.agenda).toEqual(
      factTable(9, 0).map(row => ({
        position: Number(row.position),
        title: row.title,
        description: row.description,
        presentationTitle: plain(row.presentationTitle),
        startsAt: null,
        endsAt: null,
        speakers: plain(row.speakers) === null ? [] : [{ role: 'SPEAKER', person: { slug: 'jared-amalong' } }],
      })),
    )
  })

  it.each(factTable(9, 1))('$kind $title', async row => {
    const { program } = await ask(
      `query ($id: ID!) { program(id: $id) { outputs { kind title languages published { edtf } publisher { slug } sources { slug } } } }`,
      { id: row.program },
    )

    expect(program.outputs).toContainEqual({
      kind: row.kind,
      title: row.title,
      languages: commas(row.languages),
      published: null,
      publisher: { slug: plain(row.publisher) },
      sources: seedSlugs(row.seed).map(slug => ({ slug })),
    })
  })

  it('holds three outputs and no more', async () => {
    expect((await ask('{ outputs { totalCount } }')).outputs.totalCount).toBe(factTable(9, 1).length)
  })

  it('names the initiatives that were presented', async () => {
    const { program } = await ask(
      '{ program(id: "education-in-the-digital-age-ii") { initiatives { name organization { slug } sources { slug } } } }',
    )

    expect(program.initiatives).toEqual(
      factTable(9, 2).map(row => ({
        name: row['initiative presented on 2024-11-08'],
        organization: { slug: row.organization },
        sources: seedSlugs(row.seed).map(slug => ({ slug })),
      })),
    )
  })
})

describe('topics (section 10)', () => {
  it.each(factTable(10))('$slug', async row => {
    const { topic, programs } = await ask(
      `query ($id: ID!) { topic(id: $id) { label broader { slug } }
        programs(first: 50) { edges { node { slug topics { slug } } } } }`,
      { id: row.slug },
    )
    const named = (row.programs ?? '')
      .replace('(by its narrower topics)', '')
      .replace(/^ and /, '')
      .trim()
    const direct = nodes(programs).filter(program => slugs(program.topics).includes(row.slug ?? ''))

    expect(topic.label).toBe(row.label)
    expect(slugs(topic.broader)).toEqual(commas(row.broader))
    sameSet(slugs(direct), named === '' ? [] : programSlugs(named))
  })
})

describe('conflicts (section 11)', () => {
  it('are exactly two, both on the visit of 8 November 2024', async () => {
    const data = await ask(`{
      programConflicts { totalCount edges { node { subjectLabel path status rationale adopted { normalized basis } claims { normalized value source { slug } } } } }
      personConflicts { totalCount } organizationConflicts { totalCount } }`)
    const [tally, coordinator] = ['countryTally.adopted', 'roles.LOCAL_COORDINATOR'].map(path =>
      nodes(data.programConflicts).find(one => one.path === path),
    )

    expect([
      data.programConflicts.totalCount,
      data.personConflicts.totalCount,
      data.organizationConflicts.totalCount,
    ]).toEqual([2, 0, 0])
    expect(tally).toMatchObject({
      subjectLabel: 'Education in the Digital Age II',
      status: 'RESOLVED',
      adopted: { normalized: '21', basis: 'COMPUTED' },
    })
    expect(tally.rationale).toContain('one country twice')
    sameSet(
      tally.claims.map((claim: Answer) => claim.normalized),
      ['19', '22', '21'],
    )
    expect(coordinator).toMatchObject({ status: 'OPEN', adopted: null, rationale: null })
    sameSet(
      coordinator.claims.map((claim: Answer) => claim.value),
      ['Global Ties Sacramento', 'the Sacramento office of Global Ties U.S.'],
    )
  })
})

describe('claims (section 12)', () => {
  const programs = new Set(factTable(7).map(row => row.slug))
  const people = new Set(factTable(5).map(row => row.slug))
  const recordOf = (slug: string) => (programs.has(slug) ? 'program' : people.has(slug) ? 'person' : 'organization')

  it.each(factTable(12))('$subject $path "$value as printed"', async row => {
    const record = recordOf(row.subject ?? '')
    const data = await ask(
      `query ($id: ID!, $path: String!) { ${record}(id: $id) { claims(path: $path) { value normalized basis planned locator quote source { slug } } } }`,
      { id: row.subject, path: row.path },
      ['contact:read'],
    )
    const [shortName = '', ...locator] = (row['seed, locator'] ?? '').split(', ')
    const wanted = {
      source: { slug: sourceSlug(shortName) },
      locator: locator.join(', '),
      planned:
        (shortName === 'SCOE press release 2024-11-06' && row.subject === 'education-in-the-digital-age-ii') ||
        row.subject === 'cosn-singapore-2015',
    }
    const candidates = data[record].claims.filter((claim: Answer) => isClaimOf(claim, row))

    expect(candidates).toContainEqual(expect.objectContaining(wanted))
  })

  it('keeps the quotes of people as claims on what they did', async () => {
    const { program } = await ask(
      `{ program(id: "education-in-the-digital-age-ii") { participations(filter: { roles: [QUOTED] }) { edges { node { person { slug } claims(path: "quote") { quote locator planned source { slug } } } } } } }`,
    )
    const quotes = Object.fromEntries(
      nodes(program.participations).map(one => [
        one.person.slug,
        one.claims.map((claim: Answer) => claim.quote).join(' '),
      ]),
    )

    expect(quotes['david-w-gordon']).toContain('It is a privilege to welcome international leaders to Sacramento')
    expect(quotes['jared-amalong']).toContain('I’m grateful for the opportunity to exchange insights')
    expect(quotes['jared-amalong']).toContain('It was an honor to highlight SCOE’s initiatives')
  })
})

/** Cells such as "the list of section 8" describe a value that is too long for the table; "..." stands for words left out. */
const isClaimOf = (claim: Answer, row: FactRow): boolean => {
  const printed = row['value as printed'] ?? ''
  const valueFits = /of section \d+$/.test(printed) || claim.value === printed
  const [normal = ''] = (row.normalized ?? '').split(' (')
  const normalFits = /codes$/.test(normal) || (plain(normal) === null ? true : claim.normalized === normal)
  const words = plain(row.quote?.replace(/^- \(.*\)$/, '-'))
    ?.split('...')[0]
    ?.trim()
  const quoteFits = words === undefined ? claim.quote === null : claim.quote?.startsWith(words)
  const basis = /\((COMPUTED|INFERRED)\)/.exec(row.normalized ?? '')?.[1]
  return (
    valueFits && normalFits && quoteFits && (basis === undefined ? claim.basis !== 'COMPUTED' : claim.basis === basis)
  )
}

function nameAt(row: FactRow, i: number): string {
  const names = (row['name (State / common)'] ?? '').split(', ')
  return names.length > 1 ? (names[i] ?? '') : (names[0] ?? '')
}
