import { applyChanges } from '@exchange-network/kit/projection/apply-changes'
import { persistProvenance } from '@exchange-network/kit/provenance/seed'
import { type TestSubgraph, viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AgendaItem, AgendaSpeaker } from '../entities/agenda-item.ts'
import { addHiddenRows, hiddenPerson } from './hidden-rows.ts'
import { addVisits } from './made-up-programs.ts'
import { startWorld, tell } from './world.ts'

let world: TestSubgraph

const open = 'open-visit'
const unesco = viewerWith({ organization: 'unesco' })
const office = viewerWith({ organization: 'quiet-office' })
const cosn = viewerWith({ organization: 'cosn' })

beforeAll(async () => {
  world = await startWorld()
  await addHiddenRows(world.database)
  await tell(world.database, [
    { type: 'Organization', id: 'quiet-office', name: 'Quiet Office', visibility: 'PARTNER' },
    { type: 'Person', id: hiddenPerson, name: 'Quentin Hidden', visibility: 'PARTNER' },
  ])
  await addVisits(world.database, { id: open, roles: [['PARTNER', 'quiet-office']] })
  await world.database.write(async em => {
    const said = { subjectType: 'Program', subject: open, basis: 'STATED', planned: false } as const
    const silent = { normalized: null, source: null, locator: null, quote: null, note: null }
    const claim = (id: string, path: string, value: string, more = {}) => ({
      ...said,
      ...silent,
      id,
      path,
      value,
      ...more,
    })
    const conflict = { subjectType: 'Program', subject: open, path: 'dates', status: 'OPEN', rationale: null } as const
    persistProvenance(em, {
      claims: [
        claim('o-1', 'dates', 'May'),
        claim('o-2', 'dates', 'June', { source: 'roster-2024' }),
        claim('o-3', 'partOf', 'a seminar', { normalized: 'quiet-visit-partner' }),
        claim('o-4', 'participations', 'a guest', { normalized: hiddenPerson }),
        claim('o-5', 'initiatives', 'an office', { normalized: 'quiet-office' }),
        claim('o-6', 'roles.PARTNER', 'the office on the corner'),
        claim('o-7', 'roles.SPONSOR', 'a sponsor'),
      ],
      conflicts: [
        {
          ...conflict,
          id: 'o-k',
          claims: ['o-1', 'o-2'],
          adopted: 'o-1',
          status: 'RESOLVED',
          rationale: 'By the roster.',
        },
      ],
    })
  })
})
afterAll(() => world[Symbol.asyncDispose]())

const supportFor = async (viewer?: typeof unesco) => {
  const { data } = await world.query(
    `{ program(id: "${open}") { claims { value } conflicts { id rationale } }
      programConflicts(subjectId: "${open}") { totalCount }
      programs(filter: { ids: ["${open}"], hasConflicts: true }) { totalCount }
      all: programs(filter: { ids: ["${open}"], hasConflicts: false }) { totalCount } }`,
    {},
    viewer,
  )
  return {
    claims: data.program.claims.map(({ value }: { value: string }) => value),
    conflicts: [data.program.conflicts.length, data.programConflicts.totalCount, data.programs.totalCount],
    without: data.all.totalCount,
  }
}

describe('The claims and conflicts of a program', () => {
  it('name nothing hidden and quote no hidden document; a conflict with such a claim is none', async () => {
    expect(await supportFor()).toEqual({ claims: ['May', 'a sponsor'], conflicts: [0, 0, 0], without: 1 })
  })

  it('are there for those who may see what they name and quote', async () => {
    expect(await supportFor(unesco)).toEqual({
      ...{ claims: ['May', 'June', 'a sponsor'], conflicts: [1, 1, 1], without: 0 },
    })
    expect((await supportFor(office)).claims).toEqual([
      ...['May', 'June', 'an office', 'the office on the corner', 'a sponsor'],
    ])
    expect((await supportFor(cosn)).claims).toEqual(['May', 'June', 'a seminar', 'a sponsor'])
  })
})

describe('The title and organization of somebody who spoke for a hidden organization', () => {
  it('are null, for the title names it', async () => {
    await world.database.write(em =>
      em
        .getKysely<{ participation: { id: string; organization_id: string; title: string } }>()
        .updateTable('participation')
        .set({ organization_id: 'quiet-office', title: 'Director of the Quiet Office' })
        .where('id', '=', 'delegate-network')
        .execute(),
    )
    const asked =
      '{ program(id: "education-in-the-digital-age-ii") { participations(filter: { roles: [DELEGATE] }, first: 1) { edges { node { label title organization { id } } } } } }'

    const [hidden, own] = [await world.query(asked, {}, unesco), await world.query(asked, {}, office)]

    const label = 'Delegate 11'
    expect(hidden.data.program.participations.edges).toEqual([{ node: { label, title: null, organization: null } }])
    expect(own.data.program.participations.edges).toEqual([
      { node: { label, title: 'Director of the Quiet Office', organization: { id: 'quiet-office' } } },
    ])
  })
})

describe('A person for partners only', () => {
  it('is named as printed for an organization with a role on a program in which the person takes part', async () => {
    const asked = `{ program(id: "education-in-the-digital-age-ii") { participations(filter: { roles: [DELEGATE] }, first: 50) { edges { node { label person { id } } } } }
      search: searchPrograms(query: "Quentin") { totalCount }
      filter: programs(filter: { people: ["${hiddenPerson}"] }) { totalCount } }`

    const [stranger, partner] = [
      await world.query(asked, {}, unesco),
      await world.query(asked, {}, viewerWith({ organization: 'meridian-international-center' })),
    ]

    const labels = ({ data }: typeof stranger) =>
      data.program.participations.edges.map(({ node }: { node: { label: string } }) => node.label)
    expect([labels(stranger), stranger.data.search, stranger.data.filter]).toEqual([
      ['Delegate 11', 'Name withheld'],
      { totalCount: 0 },
      { totalCount: 0 },
    ])
    expect([labels(partner), partner.data.search, partner.data.filter]).toEqual([
      ['Delegate 11', 'Delegate 12', 'Quentin Hidden'],
      { totalCount: 1 },
      { totalCount: 1 },
    ])
  })

  it('is named by no RESTRICTED participation and no RESTRICTED program, of which the role holder may not know', async () => {
    await tell(world.database, [{ type: 'Person', id: 'p-quiet', name: 'Quiet Guest', visibility: 'PARTNER' }])
    const roles = [['HOST', 'iste']] as const
    await addVisits(
      world.database,
      { id: 'seen', people: [{ personId: 'p-quiet' }] },
      { id: 'secret-part', roles, people: [{ personId: 'p-quiet', visibility: 'RESTRICTED' }] },
      { id: 'secret-visit', roles, visibility: 'RESTRICTED', people: [{ personId: 'p-quiet' }] },
    )
    const labelsFor = async (viewer: typeof unesco) =>
      (await world.query('{ program(id: "seen") { participations { edges { node { label } } } } }', {}, viewer)).data
        .program.participations.edges

    const before = await labelsFor(viewerWith({ organization: 'iste' }))
    await addVisits(world.database, { id: 'shared', roles, people: [{ personId: 'p-quiet' }] })
    const after = await labelsFor(viewerWith({ organization: 'iste' }))

    expect([before, after]).toEqual([[{ node: { label: 'Name withheld' } }], [{ node: { label: 'Quiet Guest' } }]])
  })

  it('is named for the steward of whom the feed of people tells', async () => {
    await addVisits(world.database, { id: 'far-away', people: [{ personId: 'p-far' }] })
    await world.database.write(em =>
      applyChanges(em, 'people', 'feed', [
        {
          ...{ cursor: 'f.1', type: 'Person', id: 'p-far', version: 1, deleted: false, visibility: 'RESTRICTED' },
          fields: { steward: 'unesco' },
        },
      ]),
    )
    const personFor = async (viewer: typeof unesco) =>
      (
        await world.query(
          '{ program(id: "far-away") { participations { edges { node { person { id } } } } } }',
          {},
          viewer,
        )
      ).data.program.participations.edges[0].node.person

    expect(await personFor(unesco)).toBeNull()
    expect(await personFor(viewerWith({ organization: 'unesco', scopes: ['participant:sensitive'] }))).toEqual({
      id: 'p-far',
    })
  })
})

describe('What the gateway sends along with a reference', () => {
  it('is not taken for the row, and guarded fields behind it are refused by their own code', async () => {
    const asked = `query ($r: [_Any!]!) { _entities(representations: $r) {
      ... on Program { title participations(filter: { roles: [DELEGATE] }) { edges { node { notes } } } } } }`
    const forged = {
      ...{ __typename: 'Program', id: 'education-in-the-digital-age-ii', title: 'Made up', stewardId: 'unesco' },
      participations: { edges: [{ node: { notes: 'Made up' } }] },
    }
    const hidden = { __typename: 'Program', id: 'quiet-visit-partner', visibility: 'PUBLIC' }

    const { data, errors } = await world.query(asked, { r: [forged, hidden] })

    expect(data._entities).toEqual([
      { title: 'Education in the Digital Age II', participations: { edges: [{ node: { notes: null } }] } },
      null,
    ])
    expect(errors).toMatchObject([
      {
        path: ['_entities', 0, 'participations', 'edges', 0, 'node', 'notes'],
        extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
      },
    ])
  })
})

describe('Somebody who speaks in an agenda item', () => {
  it('is left out where the participation does not exist for the viewer', async () => {
    await addVisits(world.database, {
      id: 'talks',
      roles: [['HOST', 'iste']],
      people: [{ role: 'SPEAKER' }, { role: 'SPEAKER', visibility: 'PARTNER' }],
    })
    await world.database.write(async em => {
      em.persist(em.create(AgendaItem, { id: 'talk', programId: 'talks', position: 1, title: 'Talk' }))
      for (const position of [1, 2]) {
        const participationId = `talks.person.${position - 1}`
        em.persist(
          em.create(AgendaSpeaker, { id: `talk.${position}`, agendaItemId: 'talk', position, participationId }),
        )
      }
    })
    const speakersFor = async (viewer: typeof unesco) =>
      (await world.query('{ program(id: "talks") { agenda { speakers { label } } } }', {}, viewer)).data.program
        .agenda[0].speakers

    expect(await speakersFor(unesco)).toEqual([{ label: 'Delegate 1' }])
    expect(await speakersFor(viewerWith({ organization: 'iste' }))).toHaveLength(2)
  })
})

describe('A cursor', () => {
  it('tells nobody of the hidden rows before it', async () => {
    const { data } = await world.query(
      '{ program(id: "education-in-the-digital-age-ii") { participations(filter: { roles: [DELEGATE] }) { edges { cursor } } } }',
    )

    const [{ cursor }] = data.program.participations.edges
    expect(data.program.participations.edges).toHaveLength(1)
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toMatch(/delegate|public/)
  })
})
