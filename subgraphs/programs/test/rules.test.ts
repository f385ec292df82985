import { selectFrom } from '@exchange-network/kit/database/rows'
import { Claim } from '@exchange-network/kit/provenance/claim'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Participation } from '../entities/participation.ts'
import { Program } from '../entities/program.ts'
import { Source } from '../entities/source.ts'
import { people, startWorld } from './world.ts'

let world: TestSubgraph

beforeAll(async () => {
  world = await startWorld()
})

afterAll(() => world[Symbol.asyncDispose]())

const visit = 'education-in-the-digital-age-ii'
const slugsOf = (connection: { edges: { node: { slug: string } }[] }) => connection.edges.map(edge => edge.node.slug)

// The rules of schema/facts.md by number. Those on statistics, the matrix of origins and networks (6, 8, 9, 12, 18) are
// tested where these are; those on places, organizations and people (13, 19, 20) in the subgraphs that own them.
describe('The rules of the facts', () => {
  it('1: a program is held only when a source says so', async () => {
    const { data } = await world.query(
      '{ programs(first: 100) { edges { node { slug status claims(path: "status") { normalized planned } } } } }',
    )

    type Node = { slug: string; status: string; claims: { normalized: string; planned: boolean }[] }
    const programs: Node[] = data.programs.edges.map((edge: { node: Node }) => edge.node)
    const announced = programs.filter(program => program.status === 'ANNOUNCED')
    const unfounded = programs.filter(
      program =>
        program.status === 'HELD' && !program.claims.some(claim => claim.normalized === 'HELD' && !claim.planned),
    )
    expect(announced.map(program => program.slug)).toEqual(['cosn-singapore-2015'])
    expect(unfounded).toEqual([])
  })

  it('2: who is quoted is no speaker, and who writes takes no part', async () => {
    const { data } = await world.resolveReferences(
      'Person',
      [people.davidGordon, people.jeffLowe],
      'participations { edges { node { role } } } authored { totalCount }',
    )

    expect(data).toEqual([
      { __typename: 'Person', participations: { edges: [{ node: { role: 'QUOTED' } }] }, authored: { totalCount: 0 } },
      { __typename: 'Person', participations: { edges: [] }, authored: { totalCount: 1 } },
    ])
  })

  it('3 and 4: twenty-two printed entries are twenty-one countries and no number of delegates', async () => {
    const { data } = await world.query(
      `{ program(id: "${visit}") { delegateCount { value } representations { timesListed delegates } countryTally { listed distinct adopted } } }`,
    )

    const listed: { timesListed: number; delegates: number | null }[] = data.program.representations
    expect(listed).toHaveLength(21)
    expect(listed.reduce((sum, origin) => sum + origin.timesListed, 0)).toBe(22)
    expect(listed.filter(origin => origin.delegates !== null)).toEqual([])
    expect(data.program).toMatchObject({ delegateCount: null, countryTally: { listed: 22, distinct: 21, adopted: 21 } })
  })

  it('5: silence and several values are no conflict', async () => {
    const { data } = await world.query(
      '{ programs(filter: { hasConflicts: true }) { edges { node { slug } } } programConflicts { totalCount } }',
    )

    expect(slugsOf(data.programs)).toEqual([visit])
    expect(data.programConflicts.totalCount).toBe(2)
  })

  it('7: what a unit hosts counts for its parent, and the unit itself is shown', async () => {
    const { data } = await world.resolveReferences(
      'Organization',
      ['scoe'],
      'programs(roles: [HOST]) { edges { node { hosts { id } } } }',
    )

    expect(data[0].programs.edges).toEqual([
      { node: { hosts: [{ id: 'scoe' }] } },
      { node: { hosts: [{ id: 'scoe-reentry-program' }] } },
      { node: { hosts: [{ id: 'scoe-reentry-program' }] } },
    ])
  })

  it('10 and 11: a place contains what lies inside it, and an informal region contains nothing for sure', async () => {
    const { data } = await world.query(`{
      britain: programs(filter: { heldIn: ["GB"] }) { edges { node { slug } } }
      southAmerica: programs(filter: { heldIn: ["005"] }) { edges { node { slug } } }
      denmark: programs(filter: { heldIn: ["DK"] }) { totalCount }
      perhapsDenmark: programs(filter: { heldIn: ["DK"], includePossible: true }) { edges { node { slug } } }
    }`)

    expect(slugsOf(data.britain)).toEqual(['cosn-london-paris-2011', 'cosn-scotland-netherlands-2009'])
    expect(slugsOf(data.southAmerica)).toEqual(['cosn-south-america'])
    expect(data.denmark.totalCount).toBe(0)
    expect(slugsOf(data.perhapsDenmark)).toEqual(['cosn-scandinavia-2007'])
  })

  it('14: host, provider of the venue and facilitator are three roles', async () => {
    const { data } =
      await world.query(`{ programs(filter: { ids: ["${visit}", "iste-philadelphia-roundtable"] }) { edges { node {
      roles(kinds: [HOST, VENUE_PROVIDER, FACILITATOR]) { kind organization { id } }
    } } } }`)

    expect(data.programs.edges.map((edge: { node: object }) => edge.node)).toEqual([
      {
        roles: [
          { kind: 'HOST', organization: { id: 'scoe' } },
          { kind: 'FACILITATOR', organization: { id: 'scoe-college-and-career-readiness' } },
        ],
      },
      {
        roles: [
          { kind: 'HOST', organization: { id: 'visual-sound' } },
          { kind: 'VENUE_PROVIDER', organization: { id: 'school-district-of-philadelphia' } },
        ],
      },
    ])
  })

  it('16: nothing is filled into a date', async () => {
    const { data } = await world.query(
      '{ programs(filter: { missing: [DATE] }) { edges { node { slug dates { edtf } fiscalYear } } } }',
    )

    expect(data.programs.edges.map((edge: { node: object }) => edge.node)).toEqual([
      { slug: 'cosn-annual-conference', dates: null, fiscalYear: null },
      { slug: 'cosn-south-america', dates: null, fiscalYear: null },
      { slug: 'cosn-unesco-symposium-connected-learning', dates: null, fiscalYear: null },
      { slug: 'iste-philadelphia', dates: null, fiscalYear: null },
      { slug: 'iste-philadelphia-roundtable', dates: null, fiscalYear: null },
    ])
  })

  it('17: a syndicated copy says whose text it is', async () => {
    const { data } = await world.query(
      '{ source(id: "eschool-news-article") { publisher { id } syndicatedFrom { id } } }',
    )

    expect(data.source).toEqual({ publisher: null, syndicatedFrom: { id: 'eschool-news' } })
  })

  it('21: delegates of the visit from Belarus may only be registered as RESTRICTED', async () => {
    const programs = await selectFrom(world.database, Program).orderBy('program.id').execute()

    const closed = programs.filter(program => program.participantVisibility === 'RESTRICTED')
    const partner = programs.filter(program => program.participantVisibility === 'PARTNER')
    expect(closed.map(program => program.id)).toEqual(['scoe-belarus-visit-2024'])
    expect(partner).toHaveLength(13)
  })

  it('22: participations, outputs and sources are stewarded by the publisher of their first source, or by nobody', async () => {
    const participations = await selectFrom(world.database, Participation).orderBy('participation.label').execute()
    const sources = await selectFrom(world.database, Source).orderBy('source.id').execute()

    expect(participations.map(({ label, stewardId }) => [label, stewardId])).toEqual([
      ['David W. Gordon', 'scoe'],
      ['Irene Spero', 'cosn'],
      ['Jared Amalong', 'scoe'],
      ['Jared Amalong', 'scoe'],
      ['Xanthi Soriano', 'scoe'],
    ])
    expect(sources.map(({ id, stewardId }) => [id, stewardId])).toEqual([
      ['cosn-global-leadership-page', 'cosn'],
      ['eschool-news-article', null],
      ['scoe-news-story', 'scoe'],
      ['scoe-press-release-2024-11-06', 'scoe'],
    ])
  })

  it('23: a set of days in EDTF ends where its last day ends', async () => {
    const { data } = await world.query(
      '{ source(id: "scoe-news-story") { published { earliest latest days precision } } }',
    )

    expect(data.source.published).toEqual({
      earliest: '2024-11-10',
      latest: '2024-11-16',
      days: null,
      precision: 'DAY',
    })
  })

  it('24: Gordon is linked to SCOE by his office, which the claim says', async () => {
    const claims = await selectFrom(world.database, Claim).where('claim.path', '=', 'organization').execute()

    expect(claims.map(({ value, normalized, basis, note }) => ({ value, normalized, basis, note }))).toEqual([
      {
        value: 'Sacramento County Superintendent of Schools',
        normalized: 'scoe',
        basis: 'INFERRED',
        note: 'Linked to SCOE by his office.',
      },
    ])
  })
})
