import { describe, expect, it } from 'vitest'
import { selectFrom } from '../database/rows.ts'
import { HistoryEntry } from '../history/history-entry.ts'
import { Claim } from '../provenance/claim.ts'
import { openConflict } from '../provenance/open-conflict.ts'
import { recordClaim } from '../provenance/record-claim.ts'
import { recordClaims } from '../provenance/record-claims.ts'
import { resolveConflict } from '../provenance/resolve-conflict.ts'
import type { TestDatabase } from '../testing/test-database.ts'
import { performChange } from '../writing/answer-change.ts'
import { markChanged } from '../writing/writing.ts'
import { contextFor, Host, hostLock, hostSubject, openWritingWorld, Room, rename, Stray } from './writing-world.ts'

const historyOfRecord = async (database: TestDatabase, id: string) => {
  const rows = await selectFrom(database, HistoryEntry).where('record_id', '=', id).orderBy('seq').execute()
  return rows.map(({ action, subject, organizationId, reason, version, changes }) => ({
    action,
    subject,
    organizationId,
    reason,
    version,
    changes,
  }))
}

const claimsOf = async (database: TestDatabase, id: string) => {
  const rows = await selectFrom(database, Claim).where('subject_id', '=', id).orderBy('position').execute()
  return rows.map(({ path, value, normalized, sourceId, supersededAt }) => ({
    path,
    value,
    normalized,
    sourceId,
    stands: supersededAt === null,
  }))
}

const sources = (context: ReturnType<typeof contextFor>) => ({
  rights: context.rights,
  feeds: context.feeds,
  sibling: null,
  loader: { load: async (id: string) => (id.startsWith('doc-') ? id : null) },
})

describe('a change', () => {
  it('is written with who, when, from, to and why', async () => {
    await using database = await openWritingWorld()

    const outcome = await rename(
      contextFor(database),
      { id: 'the-library', name: 'The new library', expectedVersion: 1 },
      { reason: 'It moved.' },
    )

    expect(outcome).toEqual({ id: 'library', userErrors: [] })
    expect((await historyOfRecord(database, 'library')).at(-1)).toEqual({
      action: 'renameHost',
      subject: 'ana',
      organizationId: 'scoe',
      reason: 'It moved.',
      version: 2,
      changes: [{ path: 'name', from: 'The library', to: 'The new library' }],
    })
  })

  it('tells all problems at once and writes nothing', async () => {
    await using database = await openWritingWorld()
    const context = contextFor(database)

    const outcome = await performChange(context, { mutation: 'renameHost', input: {} }, async problems => {
      problems.add(['input', 'name'], 'INVALID', 'The text is empty.')
      problems.add(['input', 'tags', 0], 'PROTECTED_DATA', 'No passports.')
      return async () => 'library'
    })

    expect(outcome.id).toBeNull()
    expect(outcome.userErrors.map(({ field, code }) => [field, code])).toEqual([
      [['input', 'name'], 'INVALID'],
      [['input', 'tags', '0'], 'PROTECTED_DATA'],
    ])
    expect(await historyOfRecord(database, 'library')).toHaveLength(1)
  })

  it('is undone whole by a problem that shows in the middle of it', async () => {
    await using database = await openWritingWorld()
    const context = contextFor(database)

    const outcome = await performChange(context, { mutation: 'addRoom', input: {} }, async () => async writing => {
      writing.em.persist(writing.em.create(Room, { id: 'r-1', hostId: 'library', title: 'Hall' }))
      await writing.em.flush()
      writing.problems.add(null, 'INVALID', 'Too late.')
      return 'library'
    })

    expect(outcome.userErrors).toHaveLength(1)
    expect(await selectFrom(database, Room).execute()).toEqual([])
  })

  it('shows hidden records as missing ones, and refuses those of other stewards', async () => {
    await using database = await openWritingWorld()
    const codes = async (organization: string | null, id: string, scopes: string[] = []) => {
      const context = contextFor(database, organization, scopes)
      const { userErrors } = await rename(context, { id, name: 'Taken', expectedVersion: 1 })
      return userErrors.map(({ code, message }) => [code, message.replace(id, '?')])
    }

    const missing = await codes('cosn', 'nowhere')
    expect(missing).toEqual([['NOT_FOUND', 'There is no host "?", or none that you may see.']])
    expect(await codes('cosn', 'vault')).toEqual(missing)
    expect(await codes('scoe', 'vault')).toEqual(missing)
    expect((await codes('cosn', 'library')).map(([code]) => code)).toEqual(['FORBIDDEN'])
    expect((await codes(null, 'library')).map(([code]) => code)).toEqual(['FORBIDDEN'])
    expect((await codes('scoe', 'park')).map(([code]) => code)).toEqual(['FORBIDDEN'])
    expect(await codes('scoe', 'park', ['network:admin'])).toEqual([])
    expect(await codes('scoe', 'vault', ['participant:sensitive'])).toEqual([])
  })

  it('of 200 editors who looked at the same version lets one through and tells the others the version', async () => {
    await using database = await openWritingWorld()

    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        rename(contextFor(database), { id: 'library', name: `Name ${index}`, expectedVersion: 1 }),
      ),
    )

    expect(outcomes.filter(({ id }) => id !== null)).toHaveLength(1)
    expect(outcomes.flatMap(({ userErrors }) => userErrors.map(error => [error.code, error.currentVersion]))).toEqual(
      Array.from({ length: 199 }, () => ['VERSION_CONFLICT', 2]),
    )
  })

  it('of 40 editors who each try until they win loses nothing', async () => {
    await using database = await openWritingWorld()
    const addTag = async (tag: string): Promise<void> => {
      for (;;) {
        const context = contextFor(database)
        const seen = await context.loaders.hostById.load('library')
        const input = { tag, expectedVersion: seen?.version ?? 0 }
        const { id } = await performChange(context, { mutation: 'addTag', input }, async () => async writing => {
          const host = await writing.lock(Host, 'library', hostLock(context, input.expectedVersion))
          if (host === null) return null
          host.tags = [...(seen?.tags ?? []), tag]
          return host.id
        })
        if (id !== null) return
      }
    }

    await Promise.all(Array.from({ length: 40 }, (_, index) => addTag(`tag-${index}`)))

    const host = await contextFor(database).loaders.hostById.load('library')
    expect(new Set(host?.tags).size).toBe(40)
    expect(host?.version).toBe(41)
    expect((await historyOfRecord(database, 'library')).map(entry => entry.version)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 1),
    )
  })
})

describe('an idempotency key', () => {
  const create = (database: TestDatabase, idempotencyKey: string, name: string, id: string) =>
    performChange(
      contextFor(database),
      { mutation: 'createHost', input: { name }, idempotencyKey },
      async () =>
        async ({ em }) => {
          em.persist(
            em.create(Host, { id, slug: id, name, tags: [], guests: null, visibility: 'PUBLIC', stewardId: 'scoe' }),
          )
          return id
        },
    )

  it('answers the first result to a repeated request, also to twenty at the same time', async () => {
    await using database = await openWritingWorld()

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create(database, 'key-1', 'The school', `school-${index}`)),
    )

    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1)
    expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual([])
    expect(await selectFrom(database, Host).where('name', '=', 'The school').execute()).toHaveLength(1)
  })

  it('answers the first result also to a request whose twin is done while it is being checked', async () => {
    await using database = await openWritingWorld()

    const change = { mutation: 'createHost', input: { name: 'The school' }, idempotencyKey: 'key-1' }
    const outcome = await performChange(contextFor(database), change, async problems => {
      await create(database, 'key-1', 'The school', 'school')
      problems.add(['input', 'name'], 'DUPLICATE', 'There is a host of this name.')
      return async () => 'another'
    })

    expect(outcome).toEqual({ id: 'school', userErrors: [] })
  })

  it('is refused for another request, and when it is empty', async () => {
    await using database = await openWritingWorld()
    await create(database, 'key-1', 'The school', 'school')

    const other = await create(database, 'key-1', 'The hall', 'hall')
    const empty = await create(database, ' ', 'The hall', 'hall')

    expect([other, empty].map(({ userErrors }) => userErrors.map(error => [error.field, error.code]))).toEqual([
      [[['input', 'idempotencyKey'], 'INVALID']],
      [[['input', 'idempotencyKey'], 'INVALID']],
    ])
  })
})

describe('the history', () => {
  it('tells of parts under their field, of lists as JSON, and of rows that nobody claimed under their own name', async () => {
    await using database = await openWritingWorld()
    const context = contextFor(database)
    const change = (mutation: string, work: Parameters<typeof performChange>[2]) =>
      performChange(context, { mutation, input: {} }, work)

    await change('addRoom', async () => async writing => {
      const host = await writing.lock(Host, 'library', hostLock(context, null))
      writing.em.persist(writing.em.create(Room, { id: 'r-1', hostId: 'library', title: 'Hall' }))
      writing.em.persist(writing.em.create(Stray, { id: 's-1', word: 'lost' }))
      if (host) {
        markChanged(host)
        host.tags = ['large']
      }
      return 'library'
    })
    await change('removeRoom', async () => async ({ em }) => {
      em.remove(await em.findOneOrFail(Room, { id: 'r-1' }))
      return 'library'
    })

    expect(
      (await historyOfRecord(database, 'library')).slice(1).map(({ action, changes }) => [action, changes]),
    ).toEqual([
      [
        'addRoom',
        [
          { path: 'rooms', from: null, to: { id: 'r-1', title: 'Hall' } },
          { path: 'tags', from: [], to: ['large'] },
        ],
      ],
      ['removeRoom', [{ path: 'rooms', from: { id: 'r-1', title: 'Hall' }, to: null }]],
    ])
    expect((await historyOfRecord(database, 's-1')).map(({ changes }) => changes)).toEqual([
      [{ path: 'word', from: null, to: 'lost' }],
    ])
  })

  it('is written for each part of a write that settles in between', async () => {
    await using database = await openWritingWorld()

    await database.write(async (em, { settle }) => {
      for (const id of ['a', 'b', 'c']) {
        em.persist(em.create(Stray, { id, word: id }))
        await settle()
        expect(em.getUnitOfWork().getIdentityMap().values()).toHaveLength(0)
      }
    })

    expect(await historyOfRecord(database, 'b')).toHaveLength(1)
    expect(await selectFrom(database, Stray).execute()).toHaveLength(3)
  })
})

describe('claims', () => {
  it('are superseded by what the same source says next, and stand beside what another says', async () => {
    await using database = await openWritingWorld()
    const context = contextFor(database)
    const state = (sourceId: string, value: string) =>
      performChange(context, { mutation: 'state', input: {} }, async () => async writing => {
        await recordClaims(writing, { type: 'Host', id: 'library' }, [{ path: 'guests', value }], { sourceId })
        return 'library'
      })

    await state('partner-entry.scoe', '12')
    await state('doc-1', '13')
    await state('partner-entry.scoe', '14')
    await state('partner-entry.scoe', '14')

    expect((await claimsOf(database, 'library')).map(({ value, stands }) => [value, stands])).toEqual([
      ['12', false],
      ['13', true],
      ['14', true],
    ])
  })

  it('lose the elements that went from a list', async () => {
    await using database = await openWritingWorld()
    const context = contextFor(database)
    const state = (values: readonly string[]) =>
      performChange(context, { mutation: 'state', input: {} }, async () => async writing => {
        const stated = values.map(value => ({ path: 'tags', value }))
        await recordClaims(writing, { type: 'Host', id: 'library' }, stated, { sourceId: null, paths: ['tags'] })
        return 'library'
      })

    await state(['large', 'old'])
    await state(['old'])
    await state([])

    expect((await claimsOf(database, 'library')).map(({ value, stands }) => [value, stands])).toEqual([
      ['large', false],
      ['old', false],
    ])
  })

  it('are recorded for a document, and refused with everything that is wrong', async () => {
    await using database = await openWritingWorld()
    const context = contextFor(database)
    const options = { subjects: { Host: hostSubject }, mutation: 'recordHostClaim', sources: sources(context) }
    const input = {
      subjectId: 'library',
      path: 'guests',
      value: '22 guests',
      normalized: '22',
      basis: 'STATED' as const,
      planned: false,
      sourceId: 'doc-1',
      idempotencyKey: 'key-1',
    }

    const good = await recordClaim(context, options, input)
    const bad = await recordClaim(context, options, {
      ...input,
      path: 'passportNumber',
      value: 'Passport no. X1234567',
      note: 'a\u0000b',
      sourceId: 'nowhere',
      idempotencyKey: 'key-2',
    })

    expect(good).toEqual({ id: 'library', userErrors: [] })
    expect(await claimsOf(database, 'library')).toEqual([
      { path: 'guests', value: '22 guests', normalized: '22', sourceId: 'doc-1', stands: true },
    ])
    expect(bad.userErrors.map(({ field, code }) => [field?.join('.'), code])).toEqual([
      ['input.sourceId', 'NOT_FOUND'],
      ['input.path', 'PROTECTED_DATA'],
      ['input.value', 'PROTECTED_DATA'],
      ['input.note', 'INVALID'],
    ])
    expect(bad.userErrors.map(error => error.message).join()).not.toContain('X1234567')
  })
})

describe('a conflict', () => {
  const world = async () => {
    const database = await openWritingWorld()
    const context = contextFor(database)
    const claim = (path: string, value: string, subjectId = 'library') =>
      recordClaim(
        context,
        { subjects: { Host: hostSubject }, mutation: 'recordHostClaim', sources: sources(context) },
        {
          ...{ subjectId, path, value, normalized: value, basis: 'STATED' as const, planned: false },
          ...{ sourceId: 'doc-1', idempotencyKey: `${path} ${value}` },
        },
      )
    await claim('guests', '19')
    await claim('guests', '22')
    await claim('guests', 'many')
    await claim('name', 'Library')
    const ids = (await selectFrom(database, Claim).orderBy('position').execute()).map(({ id }) => id)
    return { database, context, ids, options: { subjects: { Host: hostSubject }, mutation: 'conflict' } }
  }

  it('is opened on two claims, decided, reopened and called undecidable', async () => {
    const { database, context, ids, options } = await world()
    await using _ = database
    const [first = '', second = ''] = ids

    const opened = await openConflict(context, options, {
      claimIds: [first, second],
      reason: 'Two numbers.',
      expectedVersion: 5,
      idempotencyKey: 'open-1',
    })
    const [conflict] = await context.loaders.provenance.conflictsOf.load({ type: 'Host', id: 'library' })
    const decide = (
      status: 'RESOLVED' | 'OPEN' | 'UNRESOLVABLE',
      adoptClaimId: string | null,
      expectedVersion: number,
    ) =>
      resolveConflict(context, options, {
        conflictId: conflict?.id ?? '',
        status,
        adoptClaimId,
        rationale: `Because of ${status}.`,
        expectedVersion,
      })
    const stateNow = async () => {
      await context.renew()
      const [now] = await context.loaders.provenance.conflictsOf.load({ type: 'Host', id: 'library' })
      const host = await context.loaders.hostById.load('library')
      return [now?.status, now?.adoptedClaimId, now?.rationale, host?.guests, host?.version]
    }

    expect(opened).toEqual({ id: 'library', userErrors: [] })
    expect(await stateNow()).toEqual(['OPEN', null, null, null, 6])
    expect(await decide('RESOLVED', second, 6)).toEqual({ id: 'library', userErrors: [] })
    expect(await stateNow()).toEqual(['RESOLVED', second, 'Because of RESOLVED.', 22, 7])
    expect((await decide('OPEN', null, 6)).userErrors.map(error => [error.code, error.currentVersion])).toEqual([
      ['VERSION_CONFLICT', 7],
    ])
    await decide('OPEN', null, 7)
    expect(await stateNow()).toEqual(['OPEN', null, 'Because of OPEN.', 22, 8])
    await decide('UNRESOLVABLE', null, 8)
    expect(await stateNow()).toEqual(['UNRESOLVABLE', null, 'Because of UNRESOLVABLE.', 22, 9])
  })

  it('needs two comparable claims, once', async () => {
    const { database, context, ids, options } = await world()
    await using _ = database
    const open = async (claimIds: readonly string[], idempotencyKey: string) => {
      const input = { claimIds, reason: 'Why', expectedVersion: 5, idempotencyKey }
      const { userErrors } = await openConflict(context, options, input)
      return userErrors.map(({ field, code }) => [field?.join('.'), code])
    }
    const [first = '', second = '', , name = ''] = ids

    expect(await open([first, first], '1')).toEqual([['input.claimIds', 'INVALID']])
    expect(await open([first, 'nowhere'], '2')).toEqual([['input.claimIds.1', 'NOT_FOUND']])
    expect(await open([first, name], '3')).toEqual([['input.claimIds.1', 'INVALID']])
    expect(await open([first, second], '4')).toEqual([])
    expect(await open([second, first], '5')).toEqual([['input.claimIds', 'DUPLICATE']])
  })

  it('adopts only one of its own claims, with a value that fits, and only to be resolved', async () => {
    const { database, context, ids, options } = await world()
    await using _ = database
    const [first = '', , many = '', name = ''] = ids
    const opening = { claimIds: [first, many], reason: 'Why', expectedVersion: 5, idempotencyKey: 'open-1' }
    await openConflict(context, options, opening)
    const [conflict] = await context.loaders.provenance.conflictsOf.load({ type: 'Host', id: 'library' })
    const decide = async (status: 'RESOLVED' | 'UNRESOLVABLE', adoptClaimId: string | null) => {
      const input = { conflictId: conflict?.id ?? '', status, adoptClaimId, rationale: 'Why', expectedVersion: 6 }
      const { userErrors } = await resolveConflict(context, options, input)
      return userErrors.map(({ field, code }) => [field?.join('.'), code])
    }

    expect(await decide('RESOLVED', null)).toEqual([['input.adoptClaimId', 'INVALID']])
    expect(await decide('UNRESOLVABLE', first)).toEqual([['input.adoptClaimId', 'INVALID']])
    expect(await decide('RESOLVED', name)).toEqual([['input.adoptClaimId', 'INVALID']])
    expect(await decide('RESOLVED', many)).toEqual([['input.adoptClaimId', 'INVALID']])
    expect((await contextFor(database).loaders.hostById.load('library'))?.version).toBe(6)
  })
})
