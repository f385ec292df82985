import type { AnyTables } from '@exchange-network/kit/database/database'
import { selectFrom } from '@exchange-network/kit/database/rows'
import { eraseRecord } from '@exchange-network/kit/erasing/erase-record'
import { ImportedRow } from '@exchange-network/kit/importing/imported-row'
import type { TestSubgraph } from '@exchange-network/kit/testing/test-subgraph'
import { byItself } from '@exchange-network/kit/writing/author'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetPerson } from '../erasing/forget-person.ts'
import { rima } from './support/protected-people.ts'
import {
  act,
  change,
  found,
  historyOf,
  personOf,
  startWritingWorld,
  toldOf,
  writers,
} from './support/writing-people.ts'

let world: TestSubgraph
beforeAll(async () => {
  world = await startWritingWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

let keys = 0
const key = () => {
  keys += 1
  return { idempotencyKey: `erase ${keys}` }
}

/** Everything of somebody that says "vanish": in all the places where a name or a contact can stand. */
const recordVanessa = async (visibility = 'PUBLIC'): Promise<string> => {
  const created = await change(world, 'createPerson', {
    name: 'Vanessa Vanish',
    givenName: 'Vanessa',
    familyName: 'Vanish',
    nativeName: 'Ванесса Vanish',
    otherNames: ['V. Vanish'],
    biography: 'Vanish was a magician.',
    contactPoints: [{ kind: 'EMAIL', value: 'v@vanish.example', purpose: 'vanish press' }],
    visibility,
    sourceIds: ['scoe-news-story'],
    allowDuplicate: true,
    ...key(),
  })
  expect(created.userErrors).toEqual([])
  const { id } = created.person
  await change(world, 'addAffiliation', {
    personId: id,
    organizationId: 'scoe',
    label: 'Office of Senator Vanish',
    title: 'Vanish in chief',
    start: { edtf: '2020', label: 'when Vanish came' },
    sourceIds: ['scoe-news-story'],
    ...key(),
  })
  const claim = { subjectId: id, sourceId: 'scoe-news-story', quote: 'says Vanish', note: 'Vanish', locator: 'vanish' }
  const { person } = await change(
    world,
    'recordPersonClaim',
    { ...claim, path: 'name', value: 'Vanesa Vanish', normalized: 'Vanessa Vanish', ...key() },
    writers.scoe,
    'claims(path: "name") { id }',
  )
  const conflict = await change(
    world,
    'openPersonConflict',
    {
      claimIds: person.claims.map((one: { id: string }) => one.id),
      reason: 'Vanish or not',
      expectedVersion: 3,
      ...key(),
    },
    writers.scoe,
    'conflicts { id }',
  )
  await change(world, 'resolvePersonConflict', {
    conflictId: conflict.person.conflicts[0].id,
    status: 'UNRESOLVABLE',
    rationale: 'Nobody knows Vanish',
    expectedVersion: 4,
  })
  const visible = visibility === 'PUBLIC' ? 'NETWORK' : visibility
  await act(world, 'setPersonVisibility', { id, visibility: visible, reason: 'Vanish asked', expectedVersion: 5 })
  return id
}

/** What stands around each mention of the name, in any table of the database. */
const mentions = async (): Promise<string[]> => {
  const { dialect, read } = world.database
  const names: { name: string }[] =
    dialect === 'sqlite'
      ? await read.selectFrom('sqlite_master').select('name').where('type', '=', 'table').execute()
      : await read
          .selectFrom('information_schema.tables' as AnyTables)
          .select('table_name as name')
          .where('table_schema', '=', 'public')
          .execute()
  const tables = await Promise.all(
    names
      .filter(({ name }) => !name.includes('_fts') && !name.startsWith('sqlite_'))
      .map(async ({ name }) => [name, await read.selectFrom(name).selectAll().execute()] as const),
  )
  const text = JSON.stringify(tables, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  return [...text.matchAll(/.{0,60}van(?:ish|es).{0,20}/gi)].map(([around]) => around)
}

describe('erasePerson', () => {
  it('leaves no word of a person in the database, the feed and search, while counts hold', async () => {
    const id = await recordVanessa()
    const counted =
      'affiliations { id kind start { edtf } organization { id } } claims { id path } conflicts { id } sources { id }'
    const before = await personOf(world, id, counted)
    const { totalCount } = (await world.query('{ people { totalCount } }', {}, writers.officer)).data.people
    expect((await mentions()).length).toBeGreaterThan(30)

    const { person, userErrors } = await act(
      world,
      'erasePerson',
      { id, reason: 'Asked for by letter.', expectedVersion: 6 },
      writers.officer,
      'name nameWithheld slug givenName familyName nativeName otherNames biography visibilityReason contactPoints { kind }',
    )

    expect(userErrors).toEqual([])
    expect(person).toEqual({
      id,
      version: 7,
      name: 'Name withheld',
      nameWithheld: true,
      slug: null,
      givenName: null,
      familyName: null,
      nativeName: null,
      otherNames: [],
      biography: null,
      visibilityReason: null,
      contactPoints: [],
    })
    expect(await mentions()).toEqual([])
    expect(await personOf(world, id, counted)).toEqual(before)
    expect((await world.query('{ people { totalCount } }', {}, writers.officer)).data.people.totalCount).toBe(
      totalCount,
    )
    expect(
      await personOf(
        world,
        id,
        'affiliations { label title } claims(path: "name") { value normalized quote note locator }',
      ),
    ).toEqual({
      affiliations: [{ label: '(erased)', title: null }],
      claims: Array.from({ length: 2 }, () => ({
        value: '(erased)',
        normalized: null,
        quote: null,
        note: null,
        locator: null,
      })),
    })
    expect(await found(world, 'vanish')).toEqual([])
    expect(await found(world, 'name withheld')).toEqual([])
    expect(await toldOf(world, id)).toEqual({
      type: 'Person',
      id,
      version: 7,
      deleted: false,
      visibility: 'NETWORK',
      erased: true,
    })
  })

  it('takes the name out of what is said of others, and leaves what is said of others of that name', async () => {
    const id = await recordVanessa()
    const create = async (name: string, biography: string): Promise<string> =>
      (
        await change(world, 'createPerson', {
          ...{ name, biography, visibility: 'NETWORK', sourceIds: [], allowDuplicate: true },
          ...key(),
        })
      ).person.id
    const pupil = await create('Paul Pupil', 'Learnt from Vanessa Vanish for years.')
    const namesake = await create('Vanessa Vanish', 'Vanessa Vanish is a baker.')
    const said = {
      path: 'biography',
      value: 'A pupil.',
      sourceId: 'scoe-news-story',
      quote: 'Vanessa Vanish taught him',
    }
    await change(world, 'recordPersonClaim', { subjectId: pupil, ...said, ...key() })

    await act(world, 'erasePerson', { id, reason: 'Asked by letter.', expectedVersion: 6 })

    expect(await personOf(world, pupil, 'biography version')).toEqual({
      biography: 'Learnt from Name withheld for years.',
      version: 3,
    })
    const read = 'claims { quote value } history { edges { node { changes { from to } } } }'
    expect(JSON.stringify(await personOf(world, pupil, read))).not.toMatch(/vanish/i)
    expect(await personOf(world, namesake, 'name biography claims(path: "name") { value }')).toEqual({
      name: 'Vanessa Vanish',
      biography: 'Vanessa Vanish is a baker.',
      claims: [{ value: 'Vanessa Vanish' }],
    })
    await act(world, 'erasePerson', { id: namesake, reason: 'Asked by letter.', expectedVersion: 1 })
  })

  it('leaves in the history who did what and when, and why it was erased', async () => {
    const id = await recordVanessa()

    await act(world, 'erasePerson', { id, reason: 'Asked for by letter.', expectedVersion: 6 })

    const [erasure, ...earlier] = await historyOf(world, id)
    expect(erasure).toEqual({
      action: 'erasePerson',
      subject: 'olga',
      organizationId: 'scoe',
      reason: 'Asked for by letter.',
      version: 7,
      changes: [{ path: 'erased', from: 'false', to: 'true', withheld: false }],
    })
    expect(earlier.map(({ action }: { action: string }) => action)).toEqual([
      'setPersonVisibility',
      'resolvePersonConflict',
      'openPersonConflict',
      'recordPersonClaim',
      'addAffiliation',
      'createPerson',
    ])
    expect(earlier.every(({ reason }: { reason: string | null }) => reason === null)).toBe(true)
    expect(earlier.at(-1).changes).toContainEqual({ path: 'name', from: null, to: null, withheld: true })
  })

  it('refuses a reason that names the person, in whatever spelling', async () => {
    const id = await recordVanessa()
    const ask = async (reason: string) =>
      (await act(world, 'erasePerson', { id, reason, expectedVersion: 6 })).userErrors

    expect(await ask('Mrs. VANÍSH asked')).toEqual([
      {
        code: 'INVALID',
        field: ['reason'],
        message: 'The reason stays in the history and names the person. Say it without names.',
        currentVersion: null,
        suggestions: [],
      },
    ])
    expect(await ask('Asked by v@vanish.example')).toMatchObject([{ code: 'INVALID', field: ['reason'] }])
    expect((await personOf(world, id, 'name')).name).toBe('Vanessa Vanish')
  })

  it('is final: nothing is filled in again', async () => {
    const id = await recordVanessa()
    await act(world, 'erasePerson', { id, reason: 'Asked.', expectedVersion: 6 })

    const answers = [
      await change(world, 'updatePerson', { id, expectedVersion: 7, name: 'Back Again' }),
      await change(world, 'addAffiliation', { personId: id, label: 'X', sourceIds: [], ...key() }),
      await change(world, 'recordPersonClaim', {
        subjectId: id,
        path: 'name',
        value: 'Back Again',
        sourceId: 'scoe-news-story',
        ...key(),
      }),
    ]

    expect(answers.map(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual([
      ['INVALID'],
      ['INVALID'],
      ['INVALID'],
    ])
    const again = await act(world, 'erasePerson', { id, reason: 'Asked twice.', expectedVersion: 7 })
    expect(again.person).toEqual({ id, version: 7 })
  })

  it('is for the steward or the administrators, with its scope, as far as they see the person', async () => {
    const codes = async (id: string, viewer: (typeof writers)[keyof typeof writers]) =>
      (await act(world, 'erasePerson', { id, reason: 'Asked.', expectedVersion: 9 }, viewer)).userErrors.map(
        ({ code }: { code: string }) => code,
      )

    expect(await codes('irene-spero', writers.officer)).toEqual(['FORBIDDEN'])
    expect(await codes('irene-spero', writers.admin)).toEqual(['VERSION_CONFLICT'])
    expect(await codes(rima.id, writers.admin)).toEqual(['NOT_FOUND'])
    expect(await codes(rima.id, writers.officer)).toEqual(['VERSION_CONFLICT'])
    await expect(codes('jared-amalong', writers.scoe)).rejects.toThrow('UNAUTHORIZED_FIELD_OR_TYPE')
  })

  it('is done again for somebody whom a backup brought back, and for nobody', async () => {
    const id = await recordVanessa()
    const { database } = world
    const erase = (personId: string) =>
      database.write(
        em => eraseRecord({ database, erase: forgetPerson }, em, { type: 'Person', id: personId }),
        byItself('erase'),
      )

    await erase(id)
    await erase(id)
    await erase('p-nobody')

    expect(await personOf(world, id, 'name version')).toEqual({ name: 'Name withheld', version: 7 })
    expect(await selectFrom(database, ImportedRow).where('record_id', '=', id).execute()).toEqual([])
  })
})
