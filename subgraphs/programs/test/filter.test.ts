import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProgramFilter } from '../store/filter.ts'
import { addHiddenRows, hiddenPerson } from './hidden-rows.ts'
import { addVisits } from './made-up-programs.ts'
import { people, startWorld, tell, tellMember } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const member = viewerWith({ organization: 'unesco' })

const find = (filter: ProgramFilter, viewer?: typeof member, where = world) =>
  where.query(
    'query ($filter: ProgramFilter) { programs(filter: $filter, first: 200) { edges { node { slug } } } }',
    { filter },
    viewer,
  )

/** Slugs of the programs that match, by the alphabet. */
const slugs = async (filter: ProgramFilter, viewer?: typeof member, where = world): Promise<string[]> => {
  const { data } = await find(filter, viewer, where)
  return data.programs.edges.map((edge: { node: { slug: string } }) => edge.node.slug).sort()
}

const delegations = [
  'cosn-australia-2004',
  'cosn-london-paris-2011',
  'cosn-portugal-2013',
  'cosn-scandinavia-2007',
  'cosn-scotland-netherlands-2009',
  'cosn-singapore-2015',
  'cosn-south-america',
]
const undated = [
  'cosn-annual-conference',
  'cosn-south-america',
  'cosn-unesco-symposium-connected-learning',
  'iste-philadelphia',
  'iste-philadelphia-roundtable',
]
const visits = ['education-in-the-digital-age-ii', 'scoe-belarus-visit-2024', 'scoe-philippines-visit-2024']

describe('A filter by what a program is', () => {
  it('takes kinds, series, directions, statuses and fiscal years', async () => {
    expect(await slugs({ kinds: ['VISIT'] })).toEqual(visits)
    expect(await slugs({ series: ['ivlp', 'cosn-international-symposium'] })).toEqual([
      'cosn-unesco-symposium-connected-learning',
      'education-in-the-digital-age-ii',
    ])
    expect(await slugs({ directions: ['OUTBOUND'] })).toEqual(delegations)
    expect(await slugs({ statuses: ['ANNOUNCED'] })).toEqual(['cosn-singapore-2015'])
    expect(await slugs({ fiscalYears: [2014, 2024] })).toEqual([
      'cosn-portugal-2013',
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
    ])
  })

  it('finds a renamed program by its id and by its slug', async () => {
    await using own = await startWorld()
    await addVisits(own.database, { id: 'old-name', slug: 'new-name' })

    expect(await slugs({ ids: ['old-name'] }, undefined, own)).toEqual(['new-name'])
    expect(await slugs({ ids: ['new-name'] }, undefined, own)).toEqual(['new-name'])
  })

  it('needs all conditions, and one entry of each list', async () => {
    expect(await slugs({ kinds: ['VISIT', 'DELEGATION'], fiscalYears: [2024, 2015] })).toEqual([
      'cosn-singapore-2015',
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
    ])
  })
})

describe('A filter by lists', () => {
  it('matches nothing with an empty list, and sets no condition with null', async () => {
    expect(await slugs({ kinds: [] })).toEqual([])
    expect(await slugs({ ids: [] })).toEqual([])
    expect(await slugs({ heldIn: [] })).toEqual([])
    expect(await slugs({ organization: { ids: [] } })).toEqual([])
    expect(await slugs({ topics: [] })).toEqual([])
    expect(await slugs({ kinds: null, ids: null, heldIn: null, organization: null, dates: null })).toHaveLength(14)
  })

  it('refuses more than 1,000 entries', async () => {
    const { errors } = await find({
      organization: { membersOf: Array.from({ length: 1001 }, (_, index) => `o-${index}`) },
    })

    expect(errors?.[0]).toMatchObject({
      message:
        'Argument "filter.organization.membersOf" lists 1001 entries, but a list holds at most 1000. Ask in several parts.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('takes 1,000 entries in every list at once', async () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `unknown-${index}`)

    const { errors, data } = await find({
      ids: [...ids.slice(1), 'cosn-portugal-2013'],
      series: ids,
      heldIn: ids,
      originIn: ids,
      people: ids,
      topics: ids,
      organization: { ids, membersOf: ids },
      missing: ids.map(() => 'TITLE'),
    })

    expect(errors).toBeUndefined()
    expect(data.programs.edges).toEqual([])
  })
})

describe('A filter by dates', () => {
  it('matches a partly known date that can fall into the window', async () => {
    expect(await slugs({ dates: { from: '2013-10-31', to: '2013-10-31' } })).toEqual(['cosn-portugal-2013'])
    expect(await slugs({ dates: { from: '2011-06-01', to: '2011-06-30' } })).toEqual(['cosn-london-paris-2011'])
    expect(await slugs({ dates: { from: '2024-05-31', to: '2024-07-01' } })).toEqual([
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
    ])
    expect(await slugs({ dates: { from: '2013-11-01', to: '2015-01-08' } })).toEqual([])
  })

  it('matches a period by any of its days', async () => {
    expect(await slugs({ dates: { from: '2015-01-17', to: '2015-02-01' } })).toEqual(['cosn-singapore-2015'])
    expect(await slugs({ dates: { from: '2015-01-18', to: '2015-02-01' } })).toEqual([])
  })

  it('leaves out undated programs unless they are asked for', async () => {
    expect(await slugs({ dates: { to: '2004-12-31' } })).toEqual(['cosn-australia-2004'])
    expect(await slugs({ dates: { to: '2004-12-31', includeUndated: true } })).toEqual(
      ['cosn-australia-2004', ...undated].sort(),
    )
  })

  it('refuses a window that ends before it begins', async () => {
    const { errors } = await find({ dates: { from: '2024-12-31', to: '2024-01-01' } })

    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('A filter by places', () => {
  it('matches a place and everything inside it', async () => {
    expect(await slugs({ heldIn: ['GB'] })).toEqual(['cosn-london-paris-2011', 'cosn-scotland-netherlands-2009'])
    expect(await slugs({ heldIn: ['005'] })).toEqual(['cosn-south-america'])
    expect(await slugs({ heldIn: ['US-CA'] })).toEqual(visits)
    expect(await slugs({ originIn: ['142'] })).toEqual([
      'education-in-the-digital-age-ii',
      'scoe-philippines-visit-2024',
    ])
  })

  it('takes any code of a place, and matches nothing for a code that is none', async () => {
    expect(await slugs({ originIn: ['MMR'] })).toEqual(['education-in-the-digital-age-ii'])
    expect(await slugs({ originIn: ['104'] })).toEqual(['education-in-the-digital-age-ii'])
    expect(await slugs({ originIn: ['Atlantis'] })).toEqual([])
  })

  it('never takes the destination of a delegation for an origin', async () => {
    expect(await slugs({ originIn: ['AU'] })).toEqual([])
    expect(await slugs({ heldIn: ['AU'] })).toEqual(['cosn-australia-2004'])
  })

  it('matches an informal region for a country only when possible matches are asked for', async () => {
    expect(await slugs({ heldIn: ['DK'] })).toEqual([])
    expect(await slugs({ heldIn: ['DK'], includePossible: true })).toEqual(['cosn-scandinavia-2007'])
    expect(await slugs({ heldIn: ['IS'], includePossible: true })).toEqual([])
  })

  it('matches an informal region by itself always, and its countries only when possible matches are asked for', async () => {
    expect(await slugs({ heldIn: ['x-scandinavia'] })).toEqual(['cosn-scandinavia-2007'])
    expect(await slugs({ originIn: ['x-scandinavia'] })).toEqual([])
    expect(await slugs({ originIn: ['x-scandinavia'], includePossible: true })).toEqual([
      'education-in-the-digital-age-ii',
    ])
  })
})

describe('A filter by organization', () => {
  it('counts what a unit does for its parent, unless told otherwise', async () => {
    expect(await slugs({ organization: { ids: ['scoe'], roles: ['HOST'] } })).toEqual(visits)
    expect(await slugs({ organization: { ids: ['scoe'], roles: ['HOST'], includeUnits: false } })).toEqual([
      'education-in-the-digital-age-ii',
    ])
  })

  it('counts units of units', async () => {
    await using own = await startWorld()
    await tell(own.database, [
      { type: 'Organization', id: 'front-desk', name: 'Front Desk', parentId: 'scoe-reentry-program' },
    ])
    await addVisits(own.database, { id: 'tea', roles: [['HOST', 'front-desk']] })

    expect(await slugs({ organization: { ids: ['scoe'], roles: ['HOST'] } }, undefined, own)).toEqual([
      ...visits,
      'tea',
    ])
  })

  it('needs one role that meets all conditions', async () => {
    // SCOE is the host and its department the facilitator of the same visit.
    const organization = { ids: ['scoe'], roles: ['FACILITATOR'] }

    expect(await slugs({ organization: { ...organization, includeUnits: false } })).toEqual([])
    expect(await slugs({ organization })).toEqual(['education-in-the-digital-age-ii'])
    expect(await slugs({ organization: { ids: ['cosn'], roles: ['CO_ORGANIZER'] } })).toEqual([])
  })

  it('finds what members of an organization do, and their units', async () => {
    await using own = await startWorld()
    await tellMember(own.database, 'global-ties-sacramento', 'global-ties-us')
    await tellMember(own.database, 'scoe', 'cosn')

    const organization = { membersOf: ['global-ties-us'] }
    expect(await slugs({ organization }, undefined, own)).toEqual(['education-in-the-digital-age-ii'])
    expect(await slugs({ organization: { ...organization, roles: ['HOST'] } }, undefined, own)).toEqual([])
    expect(await slugs({ organization: { membersOf: ['cosn'], roles: ['HOST'] } }, undefined, own)).toEqual(visits)
    expect(
      await slugs({ organization: { membersOf: ['cosn'], ids: ['global-ties-sacramento'] } }, undefined, own),
    ).toEqual([])
  })

  it('finds a renamed organization by its id and by its slug', async () => {
    await using own = await startWorld()
    await tell(own.database, [
      { type: 'Organization', id: 'visual-sound', slug: 'visual-sound-inc', name: 'Visual Sound Inc.' },
    ])

    expect(await slugs({ organization: { ids: ['visual-sound'] } }, undefined, own)).toEqual([
      'iste-philadelphia-roundtable',
    ])
    expect(await slugs({ organization: { ids: ['visual-sound-inc'] } }, undefined, own)).toEqual([
      'iste-philadelphia-roundtable',
    ])
  })

  it('matches nothing for an organization that is hidden, its units and its members', async () => {
    await using own = await startWorld()
    await tell(own.database, [
      { type: 'Organization', id: 'quiet-office', slug: 'quiet', name: 'Quiet Office', visibility: 'NETWORK' },
      { type: 'Organization', id: 'quiet-unit', name: 'Unit of the Quiet Office', parentId: 'quiet-office' },
    ])
    await tellMember(own.database, 'cosn', 'quiet-office')
    await addVisits(own.database, { id: 'quiet-visit', roles: [['HOST', 'quiet-office']] })
    await addVisits(own.database, { id: 'unit-visit', roles: [['HOST', 'quiet-unit']] })

    expect(await slugs({ organization: { ids: ['quiet-office', 'quiet'] } }, undefined, own)).toEqual([])
    expect(await slugs({ organization: { membersOf: ['quiet-office'] } }, undefined, own)).toEqual([])
    expect(await slugs({ organization: { ids: ['quiet'] } }, member, own)).toEqual(['quiet-visit', 'unit-visit'])
    expect(
      await slugs({ organization: { membersOf: ['quiet'], roles: ['CO_ORGANIZER', 'ORGANIZER'] } }, member, own),
    ).toHaveLength(9)
    // To whom the host does not exist, the visit has none.
    expect(await slugs({ organization: { roles: ['HOST'] }, ids: ['quiet-visit'] }, undefined, own)).toEqual([])
    expect(await slugs({ missing: ['HOST'], ids: ['quiet-visit'] }, undefined, own)).toEqual(['quiet-visit'])
    expect(await slugs({ missing: ['HOST'], ids: ['quiet-visit'] }, member, own)).toEqual([])
  })
})

describe('A filter by people', () => {
  it('finds people by id and by slug', async () => {
    expect(await slugs({ people: [people.jaredAmalong] })).toEqual(['education-in-the-digital-age-ii'])
    expect(await slugs({ people: ['jared-amalong', 'irene-spero'] })).toEqual([
      'cosn-singapore-2015',
      'education-in-the-digital-age-ii',
    ])
  })

  it('does not take writing about a program for taking part', async () => {
    expect(await slugs({ people: [people.jeffLowe] })).toEqual([])
  })

  it('looks only at participations and people that exist for the viewer', async () => {
    await using own = await startWorld()
    await addHiddenRows(own.database)
    await tell(own.database, [{ type: 'Person', id: hiddenPerson, name: 'Quentin Hidden', visibility: 'PARTNER' }])
    await addVisits(own.database, { id: 'guided', people: [{ personId: people.jeffLowe, visibility: 'NETWORK' }] })

    expect(await slugs({ people: [hiddenPerson] }, member, own)).toEqual([])
    expect(await slugs({ people: [people.jeffLowe] }, undefined, own)).toEqual([])
    expect(await slugs({ people: [people.jeffLowe] }, member, own)).toEqual(['guided'])
  })
})

describe('A filter by topics, outputs and conflicts', () => {
  it('matches narrower topics too', async () => {
    expect(await slugs({ topics: ['reentry'] })).toEqual(['scoe-belarus-visit-2024', 'scoe-philippines-visit-2024'])
    expect(await slugs({ topics: ['prison-congestion'] })).toEqual(['scoe-philippines-visit-2024'])
    expect(await slugs({ topics: ['educational-technology'] })).toEqual([
      ...delegations,
      'cosn-unesco-symposium-connected-learning',
      'education-in-the-digital-age-ii',
      'iste-philadelphia-roundtable',
    ])
  })

  it('finds programs by the kinds of their outputs that exist for the viewer', async () => {
    await using own = await startWorld()
    await addVisits(own.database, { id: 'reported', reports: ['NETWORK'] })

    expect(await slugs({ hasOutputs: ['PHOTO'] }, undefined, own)).toEqual(['cosn-portugal-2013'])
    expect(await slugs({ hasOutputs: ['REPORT'] }, undefined, own)).toEqual([
      'cosn-portugal-2013',
      'cosn-south-america',
    ])
    expect(await slugs({ hasOutputs: ['REPORT'] }, member, own)).toEqual([
      'cosn-portugal-2013',
      'cosn-south-america',
      'reported',
    ])
  })

  it('tells programs with conflicts from those without', async () => {
    expect(await slugs({ hasConflicts: true })).toEqual(['education-in-the-digital-age-ii'])
    expect(await slugs({ hasConflicts: false })).toHaveLength(13)
  })
})

describe('A filter by what is missing', () => {
  it('finds programs that lack a fact', async () => {
    expect(await slugs({ missing: ['TITLE'] })).toEqual([
      ...delegations,
      'iste-philadelphia-roundtable',
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
    ])
    expect(await slugs({ missing: ['DATE'] })).toEqual(undated)
    expect(await slugs({ missing: ['PLACE'] })).toEqual([
      'cosn-annual-conference',
      'cosn-unesco-symposium-connected-learning',
    ])
    expect(await slugs({ missing: ['HOST'] })).toEqual([
      'cosn-annual-conference',
      ...delegations,
      'cosn-unesco-symposium-connected-learning',
      'iste-philadelphia',
    ])
    expect(await slugs({ missing: ['LOCAL_COORDINATOR'], kinds: ['VISIT'] })).toEqual([
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
    ])
    expect(await slugs({ missing: ['SERIES'] })).toEqual([
      'cosn-annual-conference',
      'iste-philadelphia',
      'iste-philadelphia-roundtable',
      'scoe-belarus-visit-2024',
      'scoe-philippines-visit-2024',
    ])
  })

  it('needs all facts of the list to be missing, so an empty list asks for nothing', async () => {
    expect(await slugs({ missing: ['DATE', 'PLACE'] })).toEqual([
      'cosn-annual-conference',
      'cosn-unesco-symposium-connected-learning',
    ])
    expect(await slugs({ missing: [] })).toHaveLength(14)
  })
})

describe('A filter by the last change', () => {
  it('matches at the instant itself and later', async () => {
    const { data } = await world.query('{ program(id: "cosn-portugal-2013") { updatedAt } }')
    const changed = Date.parse(data.program.updatedAt)
    const within = (updatedSince: Date) =>
      slugs({ ids: ['cosn-portugal-2013'], updatedSince: updatedSince.toISOString() })

    expect(await within(new Date(changed))).toEqual(['cosn-portugal-2013'])
    expect(await within(new Date(changed + 1000))).toEqual([])
  })

  it('takes a leap second, which is an instant of RFC 3339', async () => {
    expect(await slugs({ ids: ['cosn-portugal-2013'], updatedSince: '2016-12-31T23:59:60Z' })).toEqual([
      'cosn-portugal-2013',
    ])
  })
})

describe('A filter and hidden programs', () => {
  it('never finds a program that does not exist for the viewer', async () => {
    await using own = await startWorld()
    await addHiddenRows(own.database)

    expect(await slugs({ kinds: ['VISIT'] }, undefined, own)).toEqual(visits)
    expect(await slugs({ ids: ['quiet-visit-network', 'quiet-visit-partner'] }, undefined, own)).toEqual([])
    expect(await slugs({ ids: ['quiet-visit-network', 'quiet-visit-partner'] }, member, own)).toEqual([
      'quiet-visit-network',
    ])
  })
})
