import { describe, expect, it } from 'vitest'
import { people, startWorld } from './world.ts'
import { mutation, newKey, problemsOf, writers } from './writers.ts'

const visit = 'education-in-the-digital-age-ii'
const publish = mutation(
  'publishOutput',
  'PublishOutputInput',
  `output { kind title languages url published { edtf label } publisher { id } authors { id } programs { slug version } sources { id } }`,
)

describe('publishOutput', () => {
  it('records what programs produced', async () => {
    await using world = await startWorld()

    const payload = await publish(world, {
      kind: 'REPORT',
      title: 'What we learned',
      languages: ['EN', 'pt-br', 'en'],
      published: { edtf: '2024-12', label: 'December 2024' },
      url: 'https://example.org/report',
      publisherId: 'scoe',
      authorIds: ['david-w-gordon', people.jaredAmalong],
      programIds: [visit, 'scoe-philippines-visit-2024'],
      sourceIds: ['scoe-news-story'],
      idempotencyKey: newKey(),
    })

    expect(payload).toEqual({
      output: {
        kind: 'REPORT',
        title: 'What we learned',
        languages: ['en', 'pt-BR'],
        url: 'https://example.org/report',
        published: { edtf: '2024-12', label: 'December 2024' },
        publisher: { id: 'scoe' },
        authors: [{ id: people.davidGordon }, { id: people.jaredAmalong }],
        programs: [
          { slug: visit, version: 2 },
          { slug: 'scoe-philippines-visit-2024', version: 2 },
        ],
        sources: [{ id: 'scoe-news-story' }],
      },
      userErrors: [],
    })
  })

  it('is claimed on each program, beside what was produced before', async () => {
    await using world = await startWorld()
    const input = { kind: 'REPORT', programIds: ['cosn-portugal-2013'], sourceIds: [] }

    await publish(world, { ...input, title: 'A second report', idempotencyKey: newKey() }, writers.cosn)
    await publish(world, { ...input, title: 'A third report', idempotencyKey: newKey() }, writers.cosn)

    const { data } = await world.query(
      `{ program(id: "cosn-portugal-2013") { outputs { title } claims(path: "outputs") { value supersededAt source { id } } } }`,
    )
    expect(data.program.outputs).toHaveLength(4)
    expect(data.program.claims.slice(1)).toEqual([
      { value: 'A second report', supersededAt: null, source: { id: 'partner-entry.cosn' } },
      { value: 'A third report', supersededAt: null, source: { id: 'partner-entry.cosn' } },
    ])
  })

  it('says all that is wrong at once', async () => {
    await using world = await startWorld()

    const payload = await publish(world, {
      kind: 'REPORT',
      title: '',
      languages: ['english!'],
      published: { edtf: '2024-13' },
      url: 'javascript:alert(1)',
      publisherId: 'never',
      authorIds: [people.jeffLowe, 'p-never'],
      programIds: [],
      sourceIds: ['never'],
      idempotencyKey: newKey(),
    })

    expect(payload.output).toBeNull()
    expect(problemsOf(payload).toSorted()).toEqual([
      ['INVALID', 'input.languages.0'],
      ['INVALID', 'input.programIds'],
      ['INVALID', 'input.published.edtf'],
      ['INVALID', 'input.title'],
      ['INVALID', 'input.url'],
      ['NOT_FOUND', 'input.authorIds.1'],
      ['NOT_FOUND', 'input.publisherId'],
      ['NOT_FOUND', 'input.sourceIds.0'],
    ])
  })

  it('is for the steward of every program that it names', async () => {
    await using world = await startWorld()
    const input = { kind: 'VIDEO', title: 'Film', sourceIds: [], idempotencyKey: newKey() }

    const payload = await publish(world, { ...input, programIds: [visit, 'cosn-singapore-2015', 'never'] })

    expect(problemsOf(payload)).toEqual([
      ['FORBIDDEN', 'input.programIds.1'],
      ['NOT_FOUND', 'input.programIds.2'],
    ])
  })

  it('makes one output however often the request is repeated', async () => {
    await using world = await startWorld()
    const input = { kind: 'VIDEO', title: 'Film', programIds: [visit], sourceIds: [], idempotencyKey: newKey() }

    const first = await publish(world, input)
    const second = await publish(world, input)

    expect(second).toEqual(first)
  })
})
