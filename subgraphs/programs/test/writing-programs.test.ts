import { viewerWith } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { addVisits } from './made-up-programs.ts'
import { startWorld } from './world.ts'
import {
  admin,
  announced,
  cosn,
  createdBy,
  createOf,
  readProgram,
  scoe,
  updateOf,
  visitOfNovember,
} from './writing-world.ts'

const own = 'partner-entry.scoe'

describe('createProgram', () => {
  it('makes a program of the viewer, with its first day counted and each value a planned claim of its own entry', async () => {
    await using world = await startWorld()
    const input = {
      ...announced,
      places: [{ placeId: 'us sac', label: 'Sacramento' }],
      topicIds: ['reentry'],
      delegateCount: { value: 80, bound: 'MORE_THAN', label: 'more than 80' },
    }

    const { data } = await world.query(
      createOf(`slug version visibility participantVisibility steward { id } fiscalYear
        places { place { id } label } topics { slug } sources { id }
        claims { path value normalized planned source { id } }`),
      { input },
      scoe,
    )

    const claim = (path: string, value: string, normalized: string | null) => ({
      path,
      value,
      normalized,
      planned: true,
      source: { id: own },
    })
    expect(data.createProgram).toEqual({
      program: {
        slug: 'visit-of-school-leaders-from-jordan',
        version: 1,
        visibility: 'NETWORK',
        participantVisibility: 'PARTNER',
        steward: { id: 'scoe' },
        fiscalYear: 2091,
        places: [{ place: { id: 'USSAC' }, label: 'Sacramento' }],
        topics: [{ slug: 'reentry' }],
        sources: [{ id: own }],
        claims: [
          claim('kind', 'VISIT', 'VISIT'),
          claim('title', announced.title, null),
          claim('direction', 'INBOUND', 'INBOUND'),
          claim('status', 'ANNOUNCED', 'ANNOUNCED'),
          claim('dates', 'Wednesday, 8 November 2090', '2090-11-08'),
          claim('delegateCount', 'more than 80', '80'),
          claim('places', 'Sacramento', 'USSAC'),
          claim('topics', 'Reentry', 'reentry'),
        ],
      },
      userErrors: [],
    })
  })

  it('tells its history to its steward and to nobody else', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const history =
      'history { totalCount edges { node { action subject organizationId version changes { path to } } } }'

    const mine = await readProgram(world, id, history, scoe)
    const { data, errors } = await world.query(`{ program(id: "${id}") { ${history} } }`, {}, cosn)

    expect(mine.history.totalCount).toBe(1)
    expect(mine.history.edges[0].node).toMatchObject({
      action: 'createProgram',
      subject: 'ana',
      organizationId: 'scoe',
      version: 1,
    })
    expect(mine.history.edges[0].node.changes).toContainEqual({ path: 'title', to: announced.title })
    expect([data.program.history, errors?.[0]?.extensions?.code]).toEqual([null, 'UNAUTHORIZED_FIELD_OR_TYPE'])
  })

  it('answers the first result to a repeated request, and refuses the key for another one', async () => {
    await using world = await startWorld()
    const ask = (input: object) => world.query(createOf('id version'), { input }, scoe)

    const first = await ask(announced)
    const again = await ask(announced)
    const other = await ask({ ...announced, title: 'Another visit' })

    expect(again.data).toEqual(first.data)
    expect(other.data.createProgram.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'idempotencyKey'] }])
  })

  it('names everything that is wrong at once, each by its field', async () => {
    await using world = await startWorld()
    const input = {
      ...announced,
      title: ' ',
      slug: 'Not A Slug',
      seriesId: 'no-series',
      partOfId: 'no-program',
      dates: { edtf: '2024-13' },
      places: [{ placeId: 'XX', label: 'Nowhere' }],
      topicIds: ['no-topic'],
      initiatives: [{ name: 'Grant', organizationId: 'no-organization', sourceIds: [] }],
      delegateCount: { value: -1 },
      visibility: 'RESTRICTED',
      sourceIds: ['no-source'],
    }

    const { data } = await world.query(createOf('id'), { input }, scoe)

    const found = data.createProgram.userErrors.map((one: { code: string; field: string[] }) => [
      one.code,
      one.field.join('.'),
    ])
    expect(data.createProgram.program).toBeNull()
    expect(found.toSorted((one: string[], other: string[]) => ((one[1] ?? '') < (other[1] ?? '') ? -1 : 1))).toEqual([
      ['INVALID', 'input.dates.edtf'],
      ['INVALID', 'input.delegateCount.value'],
      ['NOT_FOUND', 'input.initiatives.0.organizationId'],
      ['NOT_FOUND', 'input.partOfId'],
      ['NOT_FOUND', 'input.places.0.placeId'],
      ['NOT_FOUND', 'input.seriesId'],
      ['INVALID', 'input.slug'],
      ['NOT_FOUND', 'input.sourceIds.0'],
      ['INVALID', 'input.title'],
      ['NOT_FOUND', 'input.topicIds.0'],
      ['FORBIDDEN', 'input.visibility'],
    ])
  })

  it('is refused without the scope, and without an organization that would be the steward', async () => {
    await using world = await startWorld()
    const ask = (viewer: ReturnType<typeof viewerWith>) => world.query(createOf('id'), { input: announced }, viewer)

    const noScope = await ask(viewerWith({ organization: 'scoe' }))
    const nobody = await ask(viewerWith({ scopes: ['program:write'] }))

    expect(noScope.errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE')
    expect(nobody.data.createProgram.userErrors).toMatchObject([
      { code: 'FORBIDDEN', field: null },
      { code: 'FORBIDDEN', field: ['input', 'visibility'] },
    ])
  })

  it('gives no telling slug to what not every member may see', async () => {
    await using world = await startWorld()

    const { data } = await world.query(createOf('id slug'), { input: { ...announced, visibility: 'PARTNER' } }, scoe)

    const { id, slug } = data.createProgram.program
    expect(slug).toBe(id)
    expect(id).toMatch(/^pg-[a-z2-9]{11}$/)
  })

  it('says which program has a slug only to those who may see it', async () => {
    await using world = await startWorld()
    await addVisits(world.database, { id: 'hidden-one', visibility: 'RESTRICTED' })
    const ask = (slug: string, idempotencyKey: string) =>
      world.query(createOf('slug'), { input: { ...announced, slug, idempotencyKey } }, scoe)

    const taken = await ask(visitOfNovember, 'a')
    const hidden = await ask('hidden-one', 'b')

    expect(taken.data.createProgram.userErrors).toMatchObject([
      { code: 'DUPLICATE', field: ['input', 'slug'], suggestions: [visitOfNovember] },
    ])
    expect(hidden.data.createProgram.program.slug).toMatch(/^hidden-one-[a-z2-9]{5}$/)
  })

  it('takes a title that folds into a longer text than its column holds', async () => {
    await using world = await startWorld()
    const title = '\u337f'.repeat(300)

    const { data } = await world.query(createOf('title slug'), { input: { ...announced, title } }, scoe)

    expect(data.createProgram).toEqual({ program: { title, slug: expect.stringMatching(/^program-/) }, userErrors: [] })
  })

  it('takes nothing for held before its last possible day', async () => {
    await using world = await startWorld()

    const { data } = await world.query(createOf('id'), { input: { ...announced, status: 'HELD' } }, scoe)

    expect(data.createProgram.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'status'] }])
  })
})

describe('updateProgram', () => {
  it('changes what is given, clears what is null and leaves the rest; what is held is no plan', async () => {
    await using world = await startWorld()
    const version = (await readProgram(world, visitOfNovember, 'version')).version
    const input = {
      id: visitOfNovember,
      expectedVersion: version,
      venue: 'David P. Meaney Education Center',
      summary: null,
      dates: { edtf: '2024-09-30' },
    }

    const { data } = await world.query(
      updateOf('version title venue summary fiscalYear dates { edtf } claims { path value planned source { id } }'),
      { input },
      scoe,
    )

    const { program, userErrors } = data.updateProgram
    expect(userErrors).toEqual([])
    expect(program).toMatchObject({
      version: version + 1,
      title: 'Education in the Digital Age II',
      venue: 'David P. Meaney Education Center',
      summary: null,
      fiscalYear: 2024,
      dates: { edtf: '2024-09-30' },
    })
    const mine = program.claims.filter((claim: { source: { id: string } }) => claim.source.id === own)
    expect(mine).toEqual([
      { path: 'dates', value: '2024-09-30', planned: false, source: { id: own } },
      { path: 'venue', value: 'David P. Meaney Education Center', planned: false, source: { id: own } },
    ])
  })

  it('supersedes what the same source said before and nothing else', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const set = (venue: string | null, expectedVersion: number) =>
      world.query(updateOf('id'), { input: { id, expectedVersion, venue } }, scoe)
    await set('Room 1', 1)
    await set('Room 2', 2)
    await set(null, 3)

    const { claims } = await readProgram(world, id, 'claims(path: "venue") { value supersededAt }')

    expect(claims).toEqual([
      { value: 'Room 1', supersededAt: expect.any(String) },
      { value: 'Room 2', supersededAt: expect.any(String) },
    ])
  })

  it('writes nothing where nothing changes', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const before = await world.changes('limit=1000')

    const { data } = await world.query(
      updateOf('version'),
      { input: { id, expectedVersion: 1, title: announced.title, places: [], direction: 'INBOUND' } },
      scoe,
    )

    expect(data.updateProgram).toEqual({ program: { version: 1 }, userErrors: [] })
    expect(await world.changes('limit=1000')).toEqual(before)
  })

  it('counts up the version where only a list changed', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const input = {
      id,
      expectedVersion: 1,
      initiatives: [{ name: 'A grant', organizationId: 'cosn', sourceIds: ['scoe-news-story'] }],
    }

    const { data } = await world.query(
      updateOf('version initiatives { name organization { id } sources { id } }'),
      { input },
      scoe,
    )

    expect(data.updateProgram.program).toEqual({
      version: 2,
      initiatives: [{ name: 'A grant', organization: { id: 'cosn' }, sources: [{ id: 'scoe-news-story' }] }],
    })
  })

  it('is FORBIDDEN to others than its steward, and NOT_FOUND where the program is hidden or never was', async () => {
    await using world = await startWorld()
    await addVisits(world.database, { id: 'hidden-one', visibility: 'RESTRICTED' })
    const codes = async (id: string) => {
      const { data } = await world.query(updateOf('id'), { input: { id, expectedVersion: 1, venue: 'x' } }, cosn)
      return data.updateProgram.userErrors.map((one: { code: string; message: string }) => [
        one.code,
        one.message.replaceAll(id, '...'),
      ])
    }

    const forbidden = await codes(visitOfNovember)
    const hidden = await codes('hidden-one')

    expect(forbidden).toEqual([['FORBIDDEN', '"cosn" is not the steward of the program "...". Ask its steward.']])
    expect(hidden).toEqual([['NOT_FOUND', 'There is no program "...", or none that you may see.']])
    expect(hidden).toEqual(await codes('never-was'))
  })

  it('tells the loser of a race the current version; of twenty editors at once one wins and nothing is lost', async () => {
    await using world = await startWorld()
    const id = await createdBy(world)
    const edit = (number: number) =>
      world.query(updateOf('venue'), { input: { id, expectedVersion: 1, venue: `Room ${number}` } }, scoe)

    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => edit(number)))

    const outcomes = answers.map(({ data }) => data.updateProgram)
    const [winner, ...others] = outcomes.filter(one => one.program !== null)
    const lost = outcomes.flatMap(one => one.userErrors)
    expect(others).toEqual([])
    expect(lost.map(one => [one.code, one.currentVersion])).toEqual(Array(19).fill(['VERSION_CONFLICT', 2]))
    expect(await readProgram(world, id, 'version venue')).toEqual({ version: 2, venue: winner.program.venue })
  })

  it('lets no program lie within itself, however far around', async () => {
    await using world = await startWorld()
    const outer = await createdBy(world)
    const inner = await createdBy(world, scoe, { ...announced, idempotencyKey: 'key-2', partOfId: outer })
    const set = (id: string, partOfId: string) =>
      world.query(updateOf('id'), { input: { id, expectedVersion: 1, partOfId } }, scoe)

    const around = await set(outer, inner)
    const itself = await set(inner, inner)

    for (const { data } of [around, itself]) {
      expect(data.updateProgram.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'partOfId'] }])
    }
  })

  it('lets no two changes at once close a circle together', async () => {
    await using world = await startWorld()
    const one = await createdBy(world)
    const other = await createdBy(world, scoe, { ...announced, idempotencyKey: 'key-2' })
    const set = (id: string, partOfId: string) =>
      world.query(updateOf('partOf { id }'), { input: { id, expectedVersion: 1, partOfId } }, scoe)

    const answers = await Promise.all([set(one, other), set(other, one)])

    const outcomes = answers.map(({ data }) => data.updateProgram)
    expect(outcomes.filter(outcome => outcome.program !== null)).toHaveLength(1)
    expect(outcomes.flatMap(outcome => outcome.userErrors)).toMatchObject([
      { code: 'INVALID', field: ['input', 'partOfId'] },
    ])
  })

  it('knows a hidden program as little as one that never was', async () => {
    await using world = await startWorld()
    await addVisits(world.database, { id: 'hidden-one', visibility: 'RESTRICTED' })
    const id = await createdBy(world)
    const refusal = async (partOfId: string) => {
      const input = { id, expectedVersion: 1, partOfId }
      const { data } = await world.query(updateOf('id'), { input }, scoe)
      return JSON.stringify(data.updateProgram).replaceAll(partOfId, '...')
    }

    expect(await refusal('hidden-one')).toBe(await refusal('never-was'))
  })

  it('closes participations that are more open than the new floor, and opens none', async () => {
    await using world = await startWorld()
    await addVisits(world.database, {
      id: 'visit',
      people: [{ visibility: 'PUBLIC' }, { visibility: 'NETWORK' }, { visibility: 'RESTRICTED' }],
    })
    const set = (participantVisibility: string, expectedVersion: number) =>
      world.query(
        updateOf('participantVisibility'),
        { input: { id: 'visit', expectedVersion, participantVisibility } },
        {
          ...admin,
        },
      )
    const levels = async () =>
      (
        await world.database.read
          .selectFrom('participation')
          .select('visibility')
          .where('program_id', '=', 'visit')
          .orderBy('position')
          .execute()
      ).map(row => row.visibility)

    await set('NETWORK', 1)
    const closed = await levels()
    await set('PUBLIC', 2)

    expect(closed).toEqual(['NETWORK', 'NETWORK', 'RESTRICTED'])
    expect(await levels()).toEqual(closed)
  })

  it('refuses null for what must have a value, and dates in the future of what is held', async () => {
    await using world = await startWorld()
    const { version } = await readProgram(world, visitOfNovember, 'version')
    const ask = async (fields: object) => {
      const { data } = await world.query(
        updateOf('id'),
        { input: { id: visitOfNovember, expectedVersion: version, ...fields } },
        scoe,
      )
      return data.updateProgram.userErrors.map((one: { code: string; field: string[] }) => [one.code, one.field[1]])
    }

    expect(
      await ask({ title: null, titleIsOfficial: null, status: null, visibility: null, participantVisibility: null }),
    ).toEqual([
      ['INVALID', 'title'],
      ['INVALID', 'titleIsOfficial'],
      ['INVALID', 'status'],
      ['INVALID', 'visibility'],
      ['INVALID', 'participantVisibility'],
    ])
    expect(await ask({ dates: { edtf: '2090' } })).toEqual([['INVALID', 'dates']])
  })

  it('edits what nobody stewards for the administration only', async () => {
    await using world = await startWorld()
    await addVisits(world.database, { id: 'orphan' })
    const edit = (viewer: typeof scoe) =>
      world.query(updateOf('venue'), { input: { id: 'orphan', expectedVersion: 1, venue: 'Hall' } }, viewer)

    const partner = await edit(scoe)
    const administration = await edit(admin)

    expect(partner.data.updateProgram.userErrors).toMatchObject([{ code: 'FORBIDDEN' }])
    expect(administration.data.updateProgram).toEqual({ program: { venue: 'Hall' }, userErrors: [] })
  })
})
