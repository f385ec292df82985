import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHiddenRows } from './hidden-rows.ts'
import { addVisits } from './made-up-programs.ts'
import { addManyPrograms } from './many-programs.ts'
import { startWorld, tell } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'
const member = viewerWith({ organization: 'unesco' })
const everything = 'source { id } target { id } sourceRoles targetRoles weight programs { slug }'

const ask = (args: string, where = world, viewer?: typeof member, fields = everything) =>
  where.query(`{ organizationNetwork${args} { ${fields} } }`, {}, viewer)

type Link = { source: { id: string }; target: { id: string }; weight: number }

/** Links as "source - target: weight", in order. */
const printed = (links: readonly Link[]) => links.map(link => `${link.source.id} - ${link.target.id}: ${link.weight}`)

const links = async (args: string, where = world, viewer?: typeof member) =>
  printed((await ask(args, where, viewer)).data.organizationNetwork)

const networks = async (ids: readonly string[], args = '', where = world, viewer?: typeof member) => {
  const { data } = await where.resolveReferences('Organization', ids, `network${args} { ${everything} }`, viewer)
  return data.map((organization: { network: Link[] }) => printed(organization.network))
}

describe('The network of the four documents', () => {
  it('links organizations with roles on the same program, each pair once', async () => {
    const found = await links('')

    // Seven organizations on the visit, four on the roundtable, two on the symposium: 21 + 6 + 1 pairs.
    expect(found).toHaveLength(28)
    expect(new Set(found).size).toBe(28)
    expect(found).toContain('cosn - unesco: 1')
    expect(found).toContain('global-ties-sacramento - scoe: 1')
  })

  it('links a unit and its parent where both hold a role, and not by the parent alone', async () => {
    const found = await links('')

    expect(found).toContain('scoe - scoe-college-and-career-readiness: 1')
    expect(found.filter(link => link.includes('scoe-reentry-program'))).toEqual([])
  })

  it('links nobody by containment of programs or by initiatives', async () => {
    const names = (await links('')).join('\n')

    expect(names).not.toMatch(/\biste\b/)
    expect(names).not.toContain('small-school-districts-association')
  })

  it('tells all roles of both ends on the programs in common', async () => {
    const { data } = await ask('(filter: { kinds: [ROUNDTABLE] })')

    expect(data.organizationNetwork).toContainEqual({
      source: { id: 'school-district-of-philadelphia' },
      target: { id: 'visual-sound' },
      sourceRoles: ['PARTICIPANT', 'VENUE_PROVIDER'],
      targetRoles: ['HOST'],
      weight: 1,
      programs: [{ slug: 'iste-philadelphia-roundtable' }],
    })
  })

  it('links only organizations in the roles asked for', async () => {
    expect(await links('(roles: [HOST, LOCAL_COORDINATOR])')).toEqual(['global-ties-sacramento - scoe: 1'])
    expect(await links('(roles: [HOST])')).toEqual([])
    expect(await links('(roles: [])')).toEqual([])
  })

  it('looks only at the programs of the filter', async () => {
    expect(await links('(filter: { kinds: [SYMPOSIUM] })')).toEqual(['cosn - unesco: 1'])
  })
})

describe('The network of organizations', () => {
  it('puts the strongest link first, then goes by names, and counts programs once', async () => {
    await using own = await startWorld()
    const again = [
      ['HOST', 'scoe'],
      ['PARTNER', 'scoe'],
      ['LOCAL_COORDINATOR', 'global-ties-us'],
    ] as const
    await addVisits(
      own.database,
      { id: 'undated', roles: again },
      { id: 'late', dates: '2022', roles: [...again, ['SPONSOR', 'cosn']] },
      { id: 'early', dates: '2021', roles: again },
    )
    const filter = 'filter: { ids: ["undated", "late", "early"] }'

    const { data } = await ask(`(${filter})`, own)

    expect(data.organizationNetwork).toEqual([
      {
        source: { id: 'global-ties-us' },
        target: { id: 'scoe' },
        sourceRoles: ['LOCAL_COORDINATOR'],
        targetRoles: ['HOST', 'PARTNER'],
        weight: 3,
        programs: [{ slug: 'early' }, { slug: 'late' }, { slug: 'undated' }],
      },
      {
        source: { id: 'cosn' },
        target: { id: 'global-ties-us' },
        sourceRoles: ['SPONSOR'],
        targetRoles: ['LOCAL_COORDINATOR'],
        weight: 1,
        programs: [{ slug: 'late' }],
      },
      {
        source: { id: 'cosn' },
        target: { id: 'scoe' },
        sourceRoles: ['SPONSOR'],
        targetRoles: ['HOST', 'PARTNER'],
        weight: 1,
        programs: [{ slug: 'late' }],
      },
    ])
    expect(await links(`(${filter}, minPrograms: 2)`, own)).toEqual(['global-ties-us - scoe: 3'])
    expect(await links(`(${filter}, limit: 2)`, own)).toEqual(['global-ties-us - scoe: 3', 'cosn - global-ties-us: 1'])
    // With a condition on roles, a link still tells everything that its ends do.
    expect((await ask(`(${filter}, roles: [HOST, SPONSOR])`, own)).data.organizationNetwork).toMatchObject([
      { source: { id: 'cosn' }, target: { id: 'scoe' }, targetRoles: ['HOST', 'PARTNER'] },
    ])
  })

  it.each([
    ['(limit: 0)', 'Argument "limit" is 0, but a network holds 1 to 1000 links. Ask for less, or raise "minPrograms".'],
    [
      '(limit: 1001)',
      'Argument "limit" is 1001, but a network holds 1 to 1000 links. Ask for less, or raise "minPrograms".',
    ],
    [
      '(minPrograms: 0)',
      'Argument "minPrograms" is 0, but linked organizations have at least 1 program in common. Give 1 or more.',
    ],
  ])('refuses %s', async (args, message) => {
    const root = await ask(args)
    const reference = await world.resolveReferences('Organization', ['scoe'], `network${args} { weight }`)

    expect(root.errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
    expect(reference.errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
  })

  it('stays the same with hidden programs, and leaves out hidden organizations', async () => {
    await using own = await startWorld()
    await tell(own.database, [{ type: 'Organization', id: 'quiet', name: 'Quiet Office', visibility: 'NETWORK' }])
    const before = await ask('', own)
    await addHiddenRows(own.database)
    await addVisits(
      own.database,
      {
        id: 'open-visit',
        roles: [
          ['HOST', 'quiet'],
          ['PARTNER', 'cosn'],
        ],
      },
      {
        id: 'closed-visit',
        visibility: 'NETWORK',
        roles: [
          ['HOST', 'scoe'],
          ['PARTNER', 'cosn'],
        ],
      },
    )

    const after = await ask('', own)

    expect(after.data).toEqual(before.data)
    expect(await networks(['quiet', 'cosn'], '', own)).toEqual([[], ['cosn - unesco: 1']])
    expect(await networks(['quiet', 'cosn'], '', own, member)).toEqual([
      ['quiet - cosn: 1'],
      ['cosn - quiet: 1', 'cosn - scoe: 1', 'cosn - unesco: 1'],
    ])
  })
})

describe('The network of one organization', () => {
  it('has this organization as the source of all its links', async () => {
    expect(await networks(['unesco', 'scoe', 'iste', 'nobody'])).toEqual([
      ['unesco - cosn: 1'],
      [
        'scoe - bureau-of-educational-and-cultural-affairs: 1',
        'scoe - global-ties-sacramento: 1',
        'scoe - global-ties-us: 1',
        'scoe - meridian-international-center: 1',
        'scoe - scoe-college-and-career-readiness: 1',
        'scoe - us-department-of-state: 1',
      ],
      [],
      [],
    ])
  })

  it('asks only of the others to be in the roles, and limits the links of each organization', async () => {
    expect(await networks(['scoe', 'global-ties-sacramento'], '(roles: [HOST])')).toEqual([
      [],
      ['global-ties-sacramento - scoe: 1'],
    ])
    expect(await networks(['scoe', 'cosn'], '(limit: 1)')).toEqual([
      ['scoe - bureau-of-educational-and-cultural-affairs: 1'],
      ['cosn - unesco: 1'],
    ])
  })

  it('tells roles and programs of each link', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe'],
      `network(roles: [LOCAL_COORDINATOR]) { ${everything} }`,
    )

    expect(data[0].network).toEqual([
      {
        source: { id: 'scoe' },
        target: { id: 'global-ties-sacramento' },
        sourceRoles: ['HOST'],
        targetRoles: ['LOCAL_COORDINATOR'],
        weight: 1,
        programs: [{ slug: visit }],
      },
    ])
  })
})

describe('The number of statements of a network', () => {
  it('stays the same however many programs there are', async () => {
    await using own = await startWorld()
    const few = await ask('', own)
    await addManyPrograms(own.database, 60)
    await addVisits(own.database, {
      id: 'extra',
      roles: [
        ['HOST', 'scoe'],
        ['PARTNER', 'cosn'],
      ],
    })
    const many = await ask('', own)

    expect([few.data.organizationNetwork.length, many.data.organizationNetwork.length]).toEqual([28, 29])
    expect([few.statements.length, many.statements.length]).toEqual([4, 4])
  })

  it('is as many for the networks of many organizations as for one', async () => {
    const one = await world.resolveReferences('Organization', ['scoe'], `network { ${everything} }`)
    const many = await world.resolveReferences(
      'Organization',
      ['scoe', 'cosn', 'unesco', 'visual-sound', 'global-ties-us'],
      `network { ${everything} }`,
    )

    expect([one.statements.length, many.statements.length]).toEqual([4, 4])
  })

  it('is one for links alone', async () => {
    const { statements } = await ask('', world, undefined, 'weight source { id } target { id }')

    expect(statements).toHaveLength(1)
  })
})
