import type { AnyTables } from '@exchange-network/kit/database/database'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tellOfPrograms } from './support/programs-feed.ts'
import { projectOrganizations } from './support/projected-organizations.ts'
import { change, historyOf, personOf, startWritingWorld, writers } from './support/writing-people.ts'

let world: TestSubgraph
beforeAll(async () => {
  world = await startWritingWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

let keys = 0
const key = () => {
  keys += 1
  return { idempotencyKey: `claims ${keys}` }
}
const newPerson = async (name: string, more: Record<string, unknown> = {}): Promise<string> =>
  (await change(world, 'createPerson', { name, sourceIds: [], ...key(), ...more })).person.id
const claim = (subjectId: string, path: string, value: string, more: Record<string, unknown> = {}) =>
  change(
    world,
    'recordPersonClaim',
    { subjectId, path, value, sourceId: 'scoe-news-story', ...key(), ...more },
    writers.scoe,
    'claims { id path value normalized }',
  )
const idOf = (person: { claims: { id: string; path: string; value: string }[] }, value: string): string =>
  person.claims.find(one => one.value === value)?.id ?? ''

describe('A claim on a person', () => {
  it('is recorded beside the others; no column follows it', async () => {
    const id = await newPerson('Nell Claimed')

    const { person, userErrors } = await claim(id, 'biography', 'Born in a storm.', { quote: 'born in a storm' })

    expect(userErrors).toEqual([])
    expect(person.version).toBe(2)
    expect(await personOf(world, id, 'biography claims(path: "biography") { value quote }')).toEqual({
      biography: null,
      claims: [{ value: 'Born in a storm.', quote: 'born in a storm' }],
    })
  })

  it.each(['constructor', 'valueOf', 'toString'])('is on a field of the person, not on "%s"', async path => {
    const id = await newPerson(`Tess ${path}`)

    expect((await claim(id, path, 'x')).userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'path'] }])
  })

  it('tells a writer nothing of what is hidden, by no refusal and by nothing that becomes of it', async () => {
    const id = await newPerson('Oz Oracle')
    for (const hidden of ['rima-aardal', 'p-r35tr1ct00', 'shelter']) {
      await claim(id, 'biography', hidden, { normalized: hidden })
    }
    const codes = async (normalized: string) =>
      (await claim(id, 'affiliations', 'x', { normalized })).userErrors.map(({ code }: { code: string }) => code)

    expect((await personOf(world, id, 'claims(path: "biography") { value }', writers.scoe)).claims).toHaveLength(3)
    expect([await codes('shelter'), await codes('never-was'), await codes('cosn')]).toEqual([
      ['NOT_FOUND'],
      ['NOT_FOUND'],
      [],
    ])
  })

  it('repeats no contact value but on the guarded path', async () => {
    const id = await newPerson('Otto Quoted')

    const refused = await claim(id, 'biography', 'He is at otto@example.org', { quote: 'call (916) 228-2713' })
    const taken = await claim(id, 'contactPoints', 'otto@example.org')

    expect(
      refused.userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field.at(-1)]),
    ).toEqual([
      ['INVALID', 'value'],
      ['INVALID', 'quote'],
    ])
    expect(taken.userErrors).toEqual([])
    expect((await personOf(world, id, 'claims { path }', writers.typist)).claims).toEqual([{ path: 'name' }])
  })
})

describe('A conflict on a person', () => {
  const opened = async (claimIds: string[], expectedVersion: number) =>
    change(
      world,
      'openPersonConflict',
      { claimIds, reason: 'Only one can be right.', expectedVersion, ...key() },
      writers.scoe,
      'conflicts { id path status }',
    )

  it('is opened, and decided by a claim that the column then follows', async () => {
    const id = await newPerson('Pia Spelt', { familyName: 'Spelt', givenName: 'Pia' })
    const { person } = await claim(id, 'familyName', 'SPELTH', { normalized: 'Spelth' })
    const claims = [idOf(person, 'Spelt'), idOf(person, 'SPELTH')]

    const conflict = await opened(claims, 2)
    const decided = await change(
      world,
      'resolvePersonConflict',
      {
        conflictId: conflict.person.conflicts[0].id,
        adoptClaimId: claims[1],
        rationale: 'So it is printed.',
        expectedVersion: 3,
      },
      writers.scoe,
      'familyName conflicts { status rationale adopted { id } }',
    )

    expect(conflict.person).toMatchObject({ version: 3, conflicts: [{ path: 'familyName', status: 'OPEN' }] })
    expect(decided.userErrors).toEqual([])
    expect(decided.person).toEqual({
      id,
      version: 4,
      familyName: 'Spelth',
      conflicts: [{ status: 'RESOLVED', rationale: 'So it is printed.', adopted: { id: claims[1] } }],
    })
    const [first, second] = await historyOf(world, id)
    expect(first).toMatchObject({ action: 'resolvePersonConflict', reason: 'So it is printed.' })
    expect(second).toMatchObject({ action: 'openPersonConflict', reason: 'Only one can be right.' })
  })

  it.each([
    ['otherNames', { otherNames: ['Queen Q.'] }, 'Q. Queen', 'otherNames', ['Queen Q.', 'Q. Queen']],
    ['biography', { biography: 'Short.' }, 'Longer.', 'biography', 'Longer.'],
    ['name', {}, 'Quentin Queen', 'name', 'Quentin Queen'],
  ] as const)('moves the column of "%s"', async (path, more, value, field, expected) => {
    const id = await newPerson(`Quin ${path}`, more)
    const { person } = await claim(id, path, value)
    const claims = person.claims
      .filter((one: { path: string }) => one.path === path)
      .map((one: { id: string }) => one.id)
    const conflict = await opened(claims, 2)

    await change(world, 'resolvePersonConflict', {
      conflictId: conflict.person.conflicts[0].id,
      adoptClaimId: idOf(person, value),
      rationale: 'Printed.',
      expectedVersion: 3,
    })

    expect(await personOf(world, id, field)).toEqual({ [field]: expected })
  })

  it('moves a title where the person has one position, and none where there are two', async () => {
    const id = await newPerson('Ravi Titled')
    const position = { personId: id, label: 'SCOE', sourceIds: [] }
    await change(world, 'addAffiliation', { ...position, title: 'Clerk', ...key() })
    const { person } = await claim(id, 'affiliations.title', 'Chief Clerk')
    const claims = [idOf(person, 'Clerk'), idOf(person, 'Chief Clerk')]
    const conflict = (await opened(claims, 3)).person.conflicts[0].id
    const decide = (adoptClaimId: string | undefined, expectedVersion: number) =>
      change(world, 'resolvePersonConflict', { conflictId: conflict, adoptClaimId, rationale: 'So.', expectedVersion })
    const titles = async () =>
      (await personOf(world, id, 'affiliations { title }')).affiliations
        .map(({ title }: { title: string }) => title)
        .sort()

    await decide(claims[1], 4)
    const afterOne = await titles()
    await change(world, 'addAffiliation', { ...position, title: 'Guard', ...key() })
    await decide(claims[0], 6)

    expect(afterOne).toEqual(['Chief Clerk'])
    expect(await titles()).toEqual(['Chief Clerk', 'Guard'])
  })

  it('is refused to those who may not change the person, or saw another version', async () => {
    const id = await newPerson('Sol Contested', { visibility: 'NETWORK' })
    const { person } = await claim(id, 'name', 'Sol Kontested')
    const claimIds = person.claims.map((one: { id: string }) => one.id)
    const ask = async (viewer: (typeof writers)[keyof typeof writers], expectedVersion: number) =>
      (
        await change(world, 'openPersonConflict', { claimIds, reason: 'Why.', expectedVersion, ...key() }, viewer)
      ).userErrors.map(({ code, currentVersion }: { code: string; currentVersion: number | null }) => [
        code,
        currentVersion,
      ])

    expect(await ask(writers.cosn, 2)).toEqual([['FORBIDDEN', null]])
    expect(await ask(writers.scoe, 1)).toEqual([['VERSION_CONFLICT', 2]])
  })
})

describe('The history of a person', () => {
  it('is for the steward', async () => {
    const read = (viewer: (typeof writers)[keyof typeof writers]) =>
      world.query('{ person(id: "jared-amalong") { history { totalCount edges { node { action } } } } }', {}, viewer)

    const { data } = await read(writers.scoe)
    const refused = await read(writers.cosn)

    expect(data.person.history).toEqual({ totalCount: 1, edges: [{ node: { action: 'seed' } }] })
    expect(refused.data.person.history).toBeNull()
    expect(refused.errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE')
  })

  it('names no organization and no document that has come to be hidden, and no position there', async () => {
    const id = await newPerson('Hal Historic', { sourceIds: ['scoe-news-story'] })
    await world.database.write(async em => {
      projectOrganizations(em, [{ id: 'quiet-office' }])
      await tellOfPrograms(em, { type: 'Source', id: 'quiet-paper' })
    })
    const position = { personId: id, organizationId: 'quiet-office', label: 'Quiet Office', title: 'Quiet clerk' }
    await change(world, 'addAffiliation', { ...position, sourceIds: [], ...key() })
    await claim(id, 'biography', 'Quiet.', { sourceId: 'quiet-paper', quote: 'a quiet quote' })
    const read = async () => JSON.stringify(await historyOf(world, id, writers.scoe))
    const before = await read()

    await world.database.write(async em => {
      for (const recordId of ['quiet-office', 'quiet-paper']) {
        await em
          .getKysely<AnyTables>()
          .updateTable('projected_record')
          .set({ visibility: 'RESTRICTED' })
          .where('record_id', '=', recordId)
          .execute()
      }
    })

    expect(before).toMatch(/quiet-office.*Quiet clerk|Quiet clerk.*quiet-office/)
    expect(before).toMatch('a quiet quote')
    expect(await read()).not.toMatch(/quiet/i)
  })

  it('tells why a conflict on a guarded field was decided to those only who may read the field', async () => {
    const id = await newPerson('Gus Guarded', { otherNames: ['Secret Gus'] })
    const { person } = await claim(id, 'otherNames', 'Gus Secret')
    const claimIds = person.claims
      .filter((one: { path: string }) => one.path === 'otherNames')
      .map((one: { id: string }) => one.id)
    const conflict = await change(
      world,
      'openPersonConflict',
      { claimIds, reason: 'Secret, so or so.', expectedVersion: 2, ...key() },
      writers.scoe,
      'conflicts { id }',
    )
    await change(world, 'resolvePersonConflict', {
      conflictId: conflict.person.conflicts[0].id,
      status: 'UNRESOLVABLE',
      rationale: 'Nobody knows Gus Secret.',
      expectedVersion: 3,
    })

    expect(JSON.stringify(await historyOf(world, id, writers.scoe))).toMatch('Nobody knows')
    expect(JSON.stringify(await historyOf(world, id, writers.typist))).not.toMatch(/secret/i)
  })
})
