import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rima } from './support/protected-people.ts'
import { change, found, historyOf, personOf, startWritingWorld, toldOf, writers } from './support/writing-people.ts'

let world: TestSubgraph
beforeAll(async () => {
  world = await startWritingWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

let keys = 0
const minimal = (name: string) => {
  keys += 1
  return { name, sourceIds: [] as string[], idempotencyKey: `key ${keys}` }
}

describe('createPerson', () => {
  it('records a person with claims of the writer’s organization, history, feed and search', async () => {
    const input = {
      ...minimal('Ayşe Yılmaz'),
      givenName: 'Ayşe',
      familyName: 'Yılmaz',
      otherNames: ['Ayse Y.'],
      biography: 'Teaches\nphysics.',
      contactPoints: [
        { kind: 'EMAIL', value: 'Ayse.Yilmaz@Example.org', purpose: 'press' },
        { kind: 'PHONE_MOBILE', value: '+90 532 123 45 67' },
      ],
    }

    const { person, userErrors } = await change(world, 'createPerson', input)

    expect(userErrors).toEqual([])
    expect(person).toEqual({ id: expect.stringMatching(/^p-[a-z0-9]{11}$/), version: 1 })
    expect(
      await personOf(
        world,
        person.id,
        'slug name givenName familyName otherNames biography visibility sources { id } contactPoints { kind value purpose } claims { path value normalized source { id } }',
      ),
    ).toEqual({
      slug: null,
      name: 'Ayşe Yılmaz',
      givenName: 'Ayşe',
      familyName: 'Yılmaz',
      otherNames: ['Ayse Y.'],
      biography: 'Teaches\nphysics.',
      visibility: 'PARTNER',
      sources: [{ id: 'partner-entry.scoe' }],
      contactPoints: [
        { kind: 'EMAIL', value: 'Ayse.Yilmaz@Example.org', purpose: 'press' },
        { kind: 'PHONE_MOBILE', value: '+90 532 123 45 67', purpose: null },
      ],
      claims: [
        ['name', 'Ayşe Yılmaz', null],
        ['givenName', 'Ayşe', null],
        ['familyName', 'Yılmaz', null],
        ['otherNames', 'Ayse Y.', null],
        ['biography', 'Teaches\nphysics.', null],
        ['contactPoints', 'Ayse.Yilmaz@Example.org', 'ayse.yilmaz@example.org'],
        ['contactPoints', '+90 532 123 45 67', '+905321234567'],
      ].map(([path, value, normalized]) => ({ path, value, normalized, source: { id: 'partner-entry.scoe' } })),
    })
    const [entry] = await historyOf(world, person.id)
    expect(entry).toMatchObject({ action: 'createPerson', subject: 'ana', organizationId: 'scoe', version: 1 })
    expect(entry.changes).toContainEqual({ path: 'name', from: null, to: 'Ayşe Yılmaz', withheld: false })
    expect(await toldOf(world, person.id)).toEqual({
      type: 'Person',
      id: person.id,
      version: 1,
      deleted: false,
      visibility: 'PARTNER',
      fields: { steward: 'scoe' },
    })
    expect(await found(world, 'yilmaz')).toEqual(['Ayşe Yılmaz'])
    expect(await found(world, 'yilmaz', writers.cosn)).toEqual([])
  })

  it('answers a repeated request with the first result', async () => {
    const input = minimal('Bela Once')

    const [first, second] = [await change(world, 'createPerson', input), await change(world, 'createPerson', input)]

    expect(first.userErrors).toEqual([])
    expect(second).toEqual(first)
    expect(await found(world, 'bela once')).toEqual(['Bela Once'])
  })

  it('gives a public person a slug, and the next one of that name another', async () => {
    const open = { visibility: 'PUBLIC', sourceIds: ['scoe-news-story'] }

    const first = await change(world, 'createPerson', { ...minimal('Zoë Open'), ...open }, writers.scoe, 'slug')
    const second = await change(
      world,
      'createPerson',
      { ...minimal('Zoë Open'), ...open, allowDuplicate: true },
      writers.scoe,
      'slug',
    )

    expect(first.person.slug).toBe('zoe-open')
    expect(second.person.slug).toMatch(/^zoe-open-[a-z0-9]{5}$/)
    expect((await toldOf(world, first.person.id)).fields).toEqual({ slug: 'zoe-open', name: 'Zoë Open' })
  })

  it('refuses a slug that is taken, and one for somebody protected', async () => {
    const taken = { ...minimal('Jared Other'), slug: 'jared-amalong', visibility: 'NETWORK' }

    const [refused] = (await change(world, 'createPerson', taken)).userErrors
    const [hidden] = (await change(world, 'createPerson', { ...minimal('Quiet One'), slug: 'quiet-one' })).userErrors

    expect(refused).toMatchObject({ code: 'DUPLICATE', field: ['input', 'slug'] })
    expect(refused.suggestions).toEqual([expect.stringMatching(/^jared-amalong-[a-z0-9]{5}$/)])
    expect(hidden).toMatchObject({ code: 'INVALID', field: ['input', 'slug'] })
  })

  it('tells everything that is wrong at once, and writes nothing', async () => {
    const input = {
      ...minimal(' '),
      givenName: 'x'.repeat(501),
      otherNames: ['Fine', 'Bell\u0007'],
      biography: 'Call (916) 228-2713',
      contactPoints: [
        { kind: 'EMAIL', value: 'nobody' },
        { kind: 'PHONE_OFFICE', value: '12345', sourceId: 'no-such-source' },
      ],
      sourceIds: ['scoe-news-story', 'secret-memo'],
      visibility: 'RESTRICTED',
    }

    const { person, userErrors } = await change(world, 'createPerson', input)

    expect(person).toBeNull()
    expect(
      userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field.slice(1).join('.')]),
    ).toEqual([
      ['INVALID', 'name'],
      ['INVALID', 'givenName'],
      ['INVALID', 'otherNames.1'],
      ['INVALID', 'biography'],
      ['INVALID', 'contactPoints.0.value'],
      ['INVALID', 'contactPoints.1.value'],
      ['NOT_FOUND', 'contactPoints.1.sourceId'],
      ['NOT_FOUND', 'sourceIds.1'],
      ['INVALID', 'visibility'],
    ])
    expect(JSON.stringify(userErrors)).not.toMatch(/228-2713|12345|nobody/)
  })

  it('refuses what this network never stores', async () => {
    const input = { ...minimal('Pia Port'), biography: 'Passport X1234567' }

    expect((await change(world, 'createPerson', input)).userErrors).toMatchObject([
      { code: 'PROTECTED_DATA', field: ['input', 'biography'] },
    ])
  })

  it('asks to look at people of a like name first, unless told that they are others', async () => {
    const ask = async (name: string, more = {}) =>
      (await change(world, 'createPerson', { ...minimal(name), ...more })).userErrors
    const jared = 'p-rhtexx6zhr'

    const expected = [
      {
        code: 'AMBIGUOUS',
        field: ['input', 'name'],
        message: 'A person of this or a very similar name is recorded already. Look at that one first.',
        currentVersion: null,
        suggestions: [jared],
      },
    ]
    expect(await ask('Jared Amalong')).toEqual(expected)
    expect(await ask('AMALONG, Jared')).toEqual(expected)
    expect(await ask('Jared Amolong')).toEqual(expected)
    expect(await ask('Jared B. Amalong')).toEqual(expected)
    expect(await ask('Jared Amalong', { allowDuplicate: true })).toEqual([])
    expect(await ask('Jared Ramsey')).toEqual([])
  })

  it('names nobody as a likely duplicate who is hidden, or whose other name is guarded', async () => {
    const suggestions = async (name: string, viewer = writers.scoe) =>
      (
        await change(world, 'createPerson', { ...minimal(name), biography: 'x'.repeat(10_001) }, viewer)
      ).userErrors.flatMap((error: { suggestions: string[] }) => error.suggestions)

    expect(await suggestions(rima.name)).toEqual([])
    expect(await suggestions(rima.name, writers.officer)).toEqual([rima.id])
    expect(await suggestions('Paulus Quillfeather')).toEqual(['p-partn3r000'])
    expect(await suggestions('Paulus Quillfeather', writers.typist)).toEqual([])
    expect(await suggestions('Paulus Quillfeather', writers.cosn)).toEqual([])
  })

  it('makes a person public on the word of a document only', async () => {
    const input = { ...minimal('Olive Public'), visibility: 'PUBLIC', sourceIds: ['partner-entry.scoe'] }

    expect((await change(world, 'createPerson', input)).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'visibility'] },
    ])
  })

  it('is for writers of an organization; others make nobody whom they cannot see', async () => {
    const codes = async (
      viewer: (typeof writers)[keyof typeof writers],
      visibility: string,
      sourceIds: string[] = [],
    ) =>
      (
        await change(
          world,
          'createPerson',
          { ...minimal('Nora Nobody'), visibility, sourceIds, allowDuplicate: true },
          viewer,
        )
      ).userErrors.map(({ code, field }: { code: string; field: string[] | null }) => [code, field?.at(-1) ?? null])

    expect(await codes(writers.stranger, 'PUBLIC', ['scoe-news-story'])).toEqual([['FORBIDDEN', null]])
    expect(await codes(writers.admin, 'PARTNER')).toEqual([['INVALID', 'visibility']])
    expect(await codes(writers.admin, 'PUBLIC', ['scoe-news-story'])).toEqual([])
    expect(await codes(writers.scoe, 'RESTRICTED')).toEqual([['INVALID', 'visibility']])
    expect(await codes(writers.officer, 'RESTRICTED')).toEqual([])
  })
})
