import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { describe, expect, it } from 'vitest'
import { AgendaSpeaker } from '../entities/agenda-item.ts'
import { Program } from '../entities/program.ts'
import { addHiddenRows } from './hidden-rows.ts'
import { startWorld } from './world.ts'
import { mutation, newKey, problemsOf, writers } from './writers.ts'

const visit = 'education-in-the-digital-age-ii'
const lunch = 'a-f7p8mvyqj3'
const talk = 'pa-yarptkbvex'

const program = 'program { version agenda { id position title version startsAt speakers { id } } }'
const add = mutation('addAgendaItem', 'AddAgendaItemInput', program)
const update = mutation('updateAgendaItem', 'UpdateAgendaItemInput', program)
const remove = async (world: TestSubgraph, id: string, expectedVersion: number, viewer = writers.scoe) => {
  const operation = `mutation ($id: ID!, $version: Int!) { removeAgendaItem(id: $id, expectedVersion: $version) {
    ${program} userErrors { code field message currentVersion } } }`
  return (await world.query(operation, { id, version: expectedVersion }, viewer)).data.removeAgendaItem
}

type Item = { id: string; position: number; title: string; version: number }
const inOrder = (payload: { program: { agenda: Item[] } }) =>
  payload.program.agenda.map(({ position, title }) => `${position} ${title}`)

describe('addAgendaItem', () => {
  it('puts an item behind the others, with its speakers', async () => {
    await using world = await startWorld()

    const payload = await add(world, {
      programId: visit,
      title: ' Farewell ',
      startsAt: '2024-11-08T15:00:00-08:00',
      endsAt: '2024-11-08T16:00:00-08:00',
      speakerIds: [talk],
      idempotencyKey: newKey(),
    })

    expect(payload.userErrors).toEqual([])
    expect(payload.program.version).toBe(2)
    expect(payload.program.agenda).toHaveLength(5)
    expect(payload.program.agenda[4]).toMatchObject({
      position: 5,
      title: 'Farewell',
      version: 1,
      startsAt: '2024-11-08T15:00:00-08:00',
      speakers: [{ id: talk }],
    })
  })

  it('moves the items behind its place', async () => {
    await using world = await startWorld()

    const payload = await add(world, { programId: visit, title: 'Coffee', position: 2, idempotencyKey: newKey() })

    expect(inOrder(payload)).toEqual([
      '1 Introductions and Presentation',
      '2 Coffee',
      '3 Q&A and Participant Share-Out',
      '4 Networking Lunch',
      '5 Closing and Group Photo',
    ])
  })

  it('credits the item to the entry of the writer, keeps it in the history, and lets it be found', async () => {
    await using world = await startWorld()

    const payload = await add(world, { programId: visit, title: 'Zebra walk', idempotencyKey: newKey() })

    const { data } = await world.query(
      `{ program(id: "${visit}") {
          claims(path: "agenda") { value normalized supersededAt source { id title publisher { id } } }
          history(first: 1) { edges { node { action subject version changes { path to } } } }
        }
        searchPrograms(query: "zebra") { edges { node { slug } } } }`,
      {},
      writers.scoe,
    )
    const id = payload.program.agenda[4].id
    expect(data.program.claims).toHaveLength(2)
    expect(data.program.claims[1]).toEqual({
      value: 'Zebra walk',
      normalized: id,
      supersededAt: null,
      source: {
        id: 'partner-entry.scoe',
        title: 'Entries of Sacramento County Office of Education',
        publisher: { id: 'scoe' },
      },
    })
    const { changes, ...entry } = data.program.history.edges[0].node
    expect(entry).toEqual({ action: 'addAgendaItem', subject: 'scoe-editor', version: 2 })
    expect(changes.map((change: { path: string }) => change.path)).toEqual(expect.arrayContaining(['agenda', 'claims']))
    expect(data.searchPrograms.edges).toEqual([{ node: { slug: visit } }])
  })

  it('adds one item however often the request is repeated', async () => {
    await using world = await startWorld()
    const input = { programId: visit, title: 'Coffee', idempotencyKey: newKey() }

    const first = await add(world, input)
    const second = await add(world, input)

    expect(second).toEqual(first)
    expect(second.program.agenda).toHaveLength(5)
  })

  it('says all that is wrong at once', async () => {
    await using world = await startWorld()

    const payload = await add(world, {
      programId: visit,
      title: ' ',
      description: 'bell \u0007',
      presentationTitle: 'x'.repeat(301),
      venue: 'Passport No. X1234567',
      startsAt: '2024-11-08T15:00:00.0000000000000000000000000-08:00',
      endsAt: '2024-11-08T14:00:00-08:00',
      position: 0,
      speakerIds: [talk, 'pa-never'],
      idempotencyKey: newKey(),
    })

    expect(payload.program).toBeNull()
    expect(problemsOf(payload)).toEqual([
      ['INVALID', 'input.title'],
      ['INVALID', 'input.presentationTitle'],
      ['PROTECTED_DATA', 'input.venue'],
      ['INVALID', 'input.description'],
      ['INVALID', 'input.startsAt'],
      ['INVALID', 'input.position'],
      ['INVALID', 'input.endsAt'],
      ['NOT_FOUND', 'input.speakerIds.1'],
    ])
  })

  it('says that an item has no place 0 and ends before it starts, and that a speaker is not there, all at once', async () => {
    await using world = await startWorld()
    const times = { startsAt: '2024-11-08T15:00:00-08:00', endsAt: '2024-11-08T14:00:00-08:00' }

    const payload = await update(world, {
      id: lunch,
      expectedVersion: 1,
      position: 0,
      ...times,
      speakerIds: ['pa-never'],
    })

    expect(problemsOf(payload)).toEqual([
      ['INVALID', 'input.position'],
      ['INVALID', 'input.endsAt'],
      ['NOT_FOUND', 'input.speakerIds.0'],
    ])
  })

  it.each([
    [
      'a place behind the end',
      { position: 9 },
      'position',
      'There is no place 9 in this agenda. Give one from 1 to 5.',
    ],
    [
      'an end before the start',
      { startsAt: '2024-11-08T10:00:00-08:00', endsAt: '2024-11-08T09:00:00-08:00' },
      'endsAt',
      'The item ends at 2024-11-08T09:00:00-08:00, but starts at 2024-11-08T10:00:00-08:00. The end comes after the start.',
    ],
    [
      'a day on which the program is not',
      { startsAt: '2024-12-08T10:00:00-08:00' },
      'startsAt',
      'The time 2024-12-08T10:00:00-08:00 is on no day of the program\'s dates "2024-11-08". Correct it, or the program\'s dates first.',
    ],
  ])('refuses %s', async (_, fields, field, message) => {
    await using world = await startWorld()

    const payload = await add(world, { programId: visit, title: 'Coffee', ...fields, idempotencyKey: newKey() })

    expect(payload).toEqual({
      program: null,
      userErrors: [{ code: 'INVALID', field: ['input', field], message, currentVersion: null, suggestions: [] }],
    })
  })

  it('refuses speakers who are on another program, in the words for those that never were', async () => {
    await using world = await startWorld()
    const input = { programId: visit, title: 'Coffee', speakerIds: ['pa-hykcd98w4s', talk, 'pa-never'] }

    const payload = await add(world, { ...input, idempotencyKey: newKey() })

    expect(payload.program).toBeNull()
    expect(payload.userErrors.map(({ message }: { message: string }) => message)).toEqual([
      'There is no participation "pa-hykcd98w4s" in this program, or none that you may see. Register the speaker first.',
      'There is no participation "pa-never" in this program, or none that you may see. Register the speaker first.',
    ])
  })

  it('is for the steward of the program alone', async () => {
    await using world = await startWorld()

    const payload = await add(world, { programId: visit, title: 'Coffee', idempotencyKey: newKey() }, writers.cosn)

    expect(payload.userErrors).toMatchObject([
      {
        code: 'FORBIDDEN',
        field: ['input', 'programId'],
        message: `"cosn" is not the steward of the program "${visit}". Ask its steward.`,
      },
    ])
  })
})

describe('updateAgendaItem', () => {
  it('changes what is given and leaves the rest', async () => {
    await using world = await startWorld()

    const payload = await update(world, { id: lunch, expectedVersion: 1, title: 'Long lunch', description: null })

    expect(payload.userErrors).toEqual([])
    expect(payload.program.agenda[2]).toMatchObject({ id: lunch, title: 'Long lunch', version: 2 })
  })

  it('moves an item, and the others close up', async () => {
    await using world = await startWorld()

    const payload = await update(world, { id: lunch, expectedVersion: 1, position: 1 })

    expect(inOrder(payload)).toEqual([
      '1 Networking Lunch',
      '2 Introductions and Presentation',
      '3 Q&A and Participant Share-Out',
      '4 Closing and Group Photo',
    ])
  })

  it('counts the version up where only the speakers change', async () => {
    await using world = await startWorld()

    const payload = await update(world, { id: lunch, expectedVersion: 1, speakerIds: [talk] })
    const cleared = await update(world, { id: lunch, expectedVersion: 2, speakerIds: null })

    expect(payload.program.agenda[2]).toMatchObject({ version: 2, speakers: [{ id: talk }] })
    expect(cleared.program.agenda[2]).toMatchObject({ version: 3, speakers: [] })
  })

  it('leaves speakers whom the editor may not see', async () => {
    await using world = await startWorld()
    await addHiddenRows(world.database)
    await world.database.write(async em => {
      const link = { agendaItemId: lunch, position: 1, participationId: 'delegate-restricted' }
      em.persist(em.create(AgendaSpeaker, { id: 'hidden-speaker', ...link }))
    })

    await update(world, { id: lunch, expectedVersion: 1, speakerIds: [talk] })
    const payload = await update(world, { id: lunch, expectedVersion: 2, speakerIds: [] })

    const left = await world.database.read
      .selectFrom('agenda_speaker')
      .select('participation_id')
      .where('agenda_item_id', '=', lunch)
      .execute()
    expect(payload.program.agenda[2]).toMatchObject({ version: 3, speakers: [] })
    expect(left).toEqual([{ participation_id: 'delegate-restricted' }])
  })

  it('writes nothing where nothing is another', async () => {
    await using world = await startWorld()

    const payload = await update(world, { id: lunch, expectedVersion: 1, title: 'Networking Lunch', position: 3 })

    expect(payload.program).toMatchObject({ version: 1, agenda: [{}, {}, { version: 1 }, {}] })
  })

  it('supersedes what the same organization said of the item, and nothing else', async () => {
    await using world = await startWorld()
    await update(world, { id: lunch, expectedVersion: 1, title: 'Lunch' })
    await update(world, { id: lunch, expectedVersion: 2, title: 'Late lunch' })

    const { data } = await world.query(`{ program(id: "${visit}") { claims(path: "agenda") { value supersededAt } } }`)

    expect(data.program.claims).toEqual([
      { value: expect.stringContaining('Closing and Group Photo'), supersededAt: null },
      { value: 'Lunch', supersededAt: expect.any(String) },
      { value: 'Late lunch', supersededAt: null },
    ])
  })

  it('lets one of twenty parallel editors win, and tells the others the version', async () => {
    await using world = await startWorld()

    const payloads = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        update(world, { id: lunch, expectedVersion: 1, title: `Lunch ${index}` }),
      ),
    )

    const losers = payloads.filter(payload => payload.program === null)
    expect(losers).toHaveLength(19)
    expect(losers.map(({ userErrors }) => userErrors)).toEqual(
      losers.map(() => [
        expect.objectContaining({ code: 'VERSION_CONFLICT', field: ['input', 'id'], currentVersion: 2 }),
      ]),
    )
  })

  it('finds no item of a program that is hidden, in the words for one that never was', async () => {
    await using world = await startWorld()
    await world.database.write(async em => {
      const program = await em.findOneOrFail(Program, { id: visit })
      program.visibility = 'RESTRICTED'
    })

    const payload = await update(world, { id: lunch, expectedVersion: 1, title: 'x' }, writers.cosn)
    const never = await update(world, { id: 'a-never', expectedVersion: 1, title: 'x' }, writers.cosn)

    const words = 'There is no agenda item "%", or none that you may see.'
    expect(payload.userErrors).toMatchObject([{ code: 'NOT_FOUND', message: words.replace('%', lunch) }])
    expect(never.userErrors).toMatchObject([{ code: 'NOT_FOUND', message: words.replace('%', 'a-never') }])
  })

  it('refuses to clear the title and the place', async () => {
    await using world = await startWorld()

    const payload = await update(world, { id: lunch, expectedVersion: 1, title: null, position: null })

    expect(problemsOf(payload)).toEqual([
      ['INVALID', 'input.title'],
      ['INVALID', 'input.position'],
    ])
  })
})

describe('removeAgendaItem', () => {
  it('removes the item, and the others close up', async () => {
    await using world = await startWorld()

    const payload = await remove(world, lunch, 1)

    expect(payload.userErrors).toEqual([])
    expect(inOrder(payload)).toEqual([
      '1 Introductions and Presentation',
      '2 Q&A and Participant Share-Out',
      '3 Closing and Group Photo',
    ])
  })

  it('removes nothing for a version that is not the present one', async () => {
    await using world = await startWorld()

    const payload = await remove(world, lunch, 7)

    expect(payload).toMatchObject({
      program: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['id'], currentVersion: 1 }],
    })
  })

  it('is for the steward of the program alone', async () => {
    await using world = await startWorld()

    const payload = await remove(world, lunch, 1, writers.unesco)

    expect(payload).toMatchObject({ program: null, userErrors: [{ code: 'FORBIDDEN', field: ['id'] }] })
  })
})
