import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { anonymous, type Viewer } from '../access/viewer.ts'
import type { Database } from '../database/database.ts'
import { Claim } from '../provenance/claim.ts'
import { conflictConnection, type VisibleSubjects, whereHasConflicts } from '../provenance/conflict-connection.ts'
import { provenanceEntities } from '../provenance/entities.ts'
import { provenanceLoaders } from '../provenance/loaders.ts'
import { provenanceRules } from '../provenance/provenance-rules.ts'
import {
  claimResolvers,
  factConflictResolvers,
  type ProvenanceContext,
  recordResolvers,
} from '../provenance/resolvers.ts'
import { persistProvenance, persistRecordSources, provenanceTables, sourcesColumn } from '../provenance/seed.ts'
import { slug, text } from '../seed/columns.ts'
import { isNew, loadSeed } from '../seed/load-seed.ts'
import { LoadedSeedSchema } from '../seed/loaded-seed.ts'
import { readSeed, table } from '../seed/read-seed.ts'
import { testDatabase } from '../testing/test-database.ts'
import { Organization, organization, worldEntities } from './exchange-world.ts'
import { seedFolder } from './seed-folder.ts'

const files = {
  'organizations.csv': `id,name,visibility,sources
scoe,Sacramento County Office of Education,PUBLIC,scoe-press-release-2024-11-06;scoe-news-story
cosn,CoSN,PUBLIC,cosn-global-leadership-page
hidden,A hidden organization,PARTNER,scoe-news-story
`,
  'claims.csv': `id,subject,path,value,normalized,basis,planned,source,locator,quote,note
c-1,scoe,roles.HOST,“SCOE”,scoe,STATED,yes,scoe-press-release-2024-11-06,paragraph 1,,
c-2,scoe,memberCount,19 countries,19,STATED,yes,scoe-press-release-2024-11-06,,,
c-3,scoe,memberCount,22 countries,22,STATED,no,scoe-news-story,,,
c-4,scoe,contactPoints,(916) 228-2713,,STATED,no,scoe-press-release-2024-11-06,,,
c-5,scoe,contactPoints.email,office@scoe.net,,STATED,no,-,,,
c-6,hidden,memberCount,1,,STATED,no,scoe-news-story,,,
c-7,hidden,memberCount,2,,STATED,no,scoe-news-story,,,
`,
  'conflicts.csv': `id,subject,path,status,claims,adopted,rationale
k-1,scoe,memberCount,RESOLVED,c-3;c-2,c-3,the printed list
k-3,hidden,memberCount,OPEN,c-6;c-7,-,
`,
}
const tables = {
  organizations: table('organizations.csv', { id: slug(), name: text(), visibility: text(), sources: sourcesColumn() }),
  ...provenanceTables({ subjects: { Organization: 'organizations' } }),
}
const reader: Viewer = { ...anonymous, subject: 'xanthi-soriano', scopes: new Set(['contact:read']) }

const openWorld = async () => {
  const database = await testDatabase({ entities: [...worldEntities, ...provenanceEntities, LoadedSeedSchema] })
  await using folder = await seedFolder(files)
  const seed = await readSeed(folder.folder, tables)
  await loadSeed(database, seed, em => {
    for (const { id, name, visibility } of seed.rows.organizations) {
      em.persist(em.create(Organization, { ...organization(id, { name }), visibility: visibility as 'PUBLIC' }))
    }
    persistRecordSources(em, 'Organization', seed.rows.organizations)
    persistProvenance(em, seed.rows)
  })
  database.statements.length = 0
  return database
}

const contextOf = (database: Database, viewer: Viewer = anonymous): ProvenanceContext => ({
  database,
  viewer,
  rights: { viewer, organizations: [] },
  loaders: {
    provenance: provenanceLoaders(
      { database },
      provenanceRules(viewer, { guardedPaths: { contactPoints: 'contact:read' } }),
    ),
  },
  log: pino({ enabled: false }),
  requestId: 'request-1',
  identityId: 'identity-1',
  feeds: () => ({}),
  renew: async () => undefined,
})
const resolvers = recordResolvers<{ id: string }>('Organization', { label: record => `The organization ${record.id}` })
const visibleSubjects = (database: Database): VisibleSubjects =>
  database.read
    .selectFrom('organization')
    .select(eb => [eb.val('Organization').as('subject_type'), 'id as subject_id', 'id as slug', 'name as label'])
    .where('visibility', '=', 'PUBLIC') as unknown as VisibleSubjects

describe('the claims on a record', () => {
  it('come as they were recorded, with typographic quotes as printed', async () => {
    await using database = await openWorld()

    const claims = await resolvers.claims({ id: 'scoe' }, {}, contextOf(database))

    expect(claims.map(({ path, value, planned, quote }) => [path, value, planned, quote])).toEqual([
      ['roles.HOST', '“SCOE”', true, null],
      ['memberCount', '19 countries', true, null],
      ['memberCount', '22 countries', false, null],
    ])
  })

  it('are those on one path when asked', async () => {
    await using database = await openWorld()

    const claims = await resolvers.claims({ id: 'scoe' }, { path: 'memberCount' }, contextOf(database))

    expect(claims.map(claim => claim.id)).toEqual(['c-2', 'c-3'])
  })

  it('on a guarded path, and on deeper ones, need its scope', async () => {
    await using database = await openWorld()
    const closed = contextOf(database)

    expect(await resolvers.claims({ id: 'scoe' }, { path: 'contactPoints' }, closed)).toEqual([])
    expect(await resolvers.claims({ id: 'scoe' }, { path: 'contactPoints.email' }, closed)).toEqual([])
    expect(await closed.loaders.provenance.claimById.load('c-4')).toBeNull()
    expect((await resolvers.claims({ id: 'scoe' }, {}, contextOf(database, reader))).map(claim => claim.id)).toEqual([
      'c-1',
      'c-2',
      'c-3',
      'c-4',
      'c-5',
    ])
  })

  it('name their source by a stub, or nothing where none is known', async () => {
    await using database = await openWorld()
    const context = contextOf(database, reader)
    const claims = await resolvers.claims({ id: 'scoe' }, {}, context)

    const sources = claims.map(claim => claimResolvers().source(claim, {}, context))

    expect(sources[0]).toEqual({ __typename: 'Source', id: 'scoe-press-release-2024-11-06' })
    expect(sources[4]).toBeNull()
  })
})

describe('the sources of a record', () => {
  it('come in its own order', async () => {
    await using database = await openWorld()

    expect(await resolvers.sources({ id: 'scoe' }, {}, contextOf(database))).toEqual([
      { __typename: 'Source', id: 'scoe-press-release-2024-11-06' },
      { __typename: 'Source', id: 'scoe-news-story' },
    ])
  })

  it('leave out what the owner of the sources keeps hidden', async () => {
    await using database = await openWorld()
    const owner = recordResolvers<{ id: string }>('Organization', {
      label: record => record.id,
      sourceById: id => (id === 'scoe-news-story' ? null : { id }),
    })

    expect(await owner.sources({ id: 'scoe' }, {}, contextOf(database))).toEqual([
      { id: 'scoe-press-release-2024-11-06' },
    ])
  })
})

describe('the conflicts of a record', () => {
  it('list their claims in order and the adopted one', async () => {
    await using database = await openWorld()
    const context = contextOf(database)

    const [conflict] = await resolvers.conflicts({ id: 'scoe' }, {}, context)

    expect(conflict).toMatchObject({
      id: 'k-1',
      path: 'memberCount',
      status: 'RESOLVED',
      subjectLabel: 'The organization scoe',
    })
    expect((await factConflictResolvers.claims(conflict!, {}, context)).map(claim => claim.id)).toEqual(['c-3', 'c-2'])
    expect(await factConflictResolvers.adopted(conflict!, {}, context)).toMatchObject({
      id: 'c-3',
      value: '22 countries',
    })
  })

  it('take one statement for each kind of question, however many records ask', async () => {
    await using database = await openWorld()
    const context = contextOf(database)
    const records = ['scoe', 'cosn', 'hidden'].map(id => ({ id }))

    await Promise.all(
      records.flatMap(record => [
        resolvers.sources(record, {}, context),
        resolvers.claims(record, {}, context),
        resolvers.claims(record, { path: 'dates' }, context),
        resolvers.conflicts(record, {}, context),
      ]),
    )

    expect(database.statements).toHaveLength(3)
  })
})

describe('the list of conflicts', () => {
  const idsOf = async (connection: ReturnType<typeof conflictConnection>) =>
    (await connection.edges()).map(edge => edge.node.id)

  it('holds conflicts on visible records only, in lists and in counts', async () => {
    await using database = await openWorld()

    const connection = conflictConnection(contextOf(database), 'organizationConflicts', {
      subjects: visibleSubjects(database),
    })

    expect(await idsOf(connection)).toEqual(['k-1'])
    expect(await connection.totalCount()).toBe(1)
    expect((await connection.edges())[0]?.node.subjectLabel).toBe('Sacramento County Office of Education')
  })

  it('can be narrowed by record, path and state', async () => {
    await using database = await openWorld()
    const context = contextOf(database)
    const list = (filter: object) =>
      idsOf(conflictConnection(context, 'organizationConflicts', { subjects: visibleSubjects(database), ...filter }))

    expect(await list({ subjectId: 'scoe' })).toEqual(['k-1'])
    expect(await list({ subjectId: 'hidden' })).toEqual([])
    expect(await list({ path: 'memberCount' })).toEqual(['k-1'])
    expect(await list({ path: 'dates' })).toEqual([])
    expect(await list({ status: 'RESOLVED' })).toEqual(['k-1'])
    expect(await list({ status: 'OPEN' })).toEqual([])
  })

  it('leaves out conflicts on a guarded path without its scope', async () => {
    await using database = await openWorld()
    await database.write(async em => {
      const claims = await em.find(Claim, { id: { $in: ['c-4', 'c-5'] } })
      persistProvenance(em, {
        claims: [],
        conflicts: [
          {
            id: 'k-9',
            subjectType: 'Organization',
            subject: 'scoe',
            path: 'contactPoints.email',
            status: 'OPEN',
            claims: claims.map(claim => claim.id),
            adopted: null,
            rationale: null,
          },
        ],
      })
    })
    const list = (viewer: Viewer) =>
      idsOf(
        conflictConnection(contextOf(database, viewer), 'organizationConflicts', {
          subjects: visibleSubjects(database),
        }),
      )

    expect(await list(anonymous)).toEqual(['k-1'])
    expect(await list(reader)).toEqual(['k-9', 'k-1'])
  })

  it('are none of which a claim is hidden: what is left would tell that there is another', async () => {
    await using database = await openWorld()
    const rules = provenanceRules(anonymous, { source: column => eb => eb(column, '<>', 'scoe-news-story') })
    const loaders = { provenance: provenanceLoaders({ database }, rules) }
    const context = { ...contextOf(database), loaders }

    const claims = await resolvers.claims({ id: 'scoe' }, {}, context)
    const sources = (await resolvers.sources({ id: 'scoe' }, {}, context)) as { id: string }[]
    const listed = conflictConnection(context, 'conflicts', { subjects: visibleSubjects(database) })

    expect(claims.map(({ id }) => id)).toEqual(['c-1', 'c-2', 'c-4', 'c-5'])
    expect(sources.map(({ id }) => id)).toEqual(['scoe-press-release-2024-11-06'])
    expect(await resolvers.conflicts({ id: 'scoe' }, {}, context)).toEqual([])
    expect(await listed.totalCount()).toBe(0)
    expect(await loaders.provenance.claimById.load('c-3')).toBeNull()
  })

  it('filters records that have conflicts', async () => {
    await using database = await openWorld()

    const rows = await database.read
      .selectFrom('organization')
      .select('id')
      .where(whereHasConflicts('Organization', 'organization.id', provenanceRules(anonymous)))
      .orderBy('id')
      .execute()

    expect(rows.map(row => row.id)).toEqual(['hidden', 'scoe'])
  })
})

describe('the seed of claims and conflicts', () => {
  it('refuses conflicts that do not hold together', async () => {
    await using folder = await seedFolder({
      ...files,
      'conflicts.csv': `id,subject,path,status,claims,adopted,rationale
k-1,scoe,memberCount,RESOLVED,c-2;c-3,-,
k-2,scoe,memberCount,OPEN,c-2;c-3,c-2,
k-3,scoe,memberCount,UNRESOLVABLE,c-2,-,
k-4,scoe,dates,OPEN,c-2;c-3,-,
k-5,cosn,memberCount,OPEN,c-2;c-6,-,
k-6,scoe,memberCount,RESOLVED,c-2;c-3,c-4,
`,
    })

    await expect(readSeed(folder.folder, tables)).rejects.toThrow(
      [
        '- conflicts.csv, row 2: a RESOLVED conflict needs the claim that was adopted.',
        '- conflicts.csv, row 3: an OPEN conflict adopts no claim.',
        '- conflicts.csv, row 4: a conflict needs two claims or more in "claims", and this one has 1.',
        '- conflicts.csv, row 5, field "claims": "c-2;c-3" holds "c-2", which is a claim on path "memberCount", not on this one.',
        '- conflicts.csv, row 6, field "claims": "c-2;c-6" holds "c-2", which is a claim on "scoe", not on this subject.',
        '- conflicts.csv, row 7: the adopted claim "c-4" is none of its claims.',
      ].join('\n'),
    )
  })

  it('tells claims on records of several types apart', async () => {
    const several = {
      organizations: table('organizations.csv', { id: slug(), name: text() }),
      programs: table('programs.csv', { id: slug() }),
      ...provenanceTables({ subjects: { Organization: 'organizations', Program: 'programs' } }),
    }
    const header = 'id,subjectType,subject,path,value,normalized,basis,planned,source,locator,quote,note\n'
    await using folder = await seedFolder({
      'organizations.csv': 'id,name\nscoe,SCOE\n',
      'programs.csv': 'id\ncosn-portugal-2013\n',
      'claims.csv': `${header}c-1,Program,cosn-portugal-2013,dates,2013,,STATED,no,-,,,\nc-2,Program,scoe,dates,2013,,STATED,no,-,,,\n`,
      'conflicts.csv': 'id,subjectType,subject,path,status,claims,adopted,rationale\n',
    })

    await expect(readSeed(folder.folder, several)).rejects.toThrow(
      'The seed has one problem; nothing was loaded. Put right:\n- claims.csv, row 3, field "subject": "scoe" is no id or slug in table "programs".',
    )
  })

  it('is loaded once: a second start keeps what is there', async () => {
    await using database = await testDatabase({ entities: [...worldEntities, LoadedSeedSchema] })
    const seed = { sha256: 'a'.repeat(64), rows: { organizations: [{}] } }
    const load = () =>
      loadSeed(database, seed, em => em.persist(em.create(Organization, organization('scoe'))) && undefined)

    expect(await isNew(database)).toBe(true)
    expect(await load()).toBe(true)
    expect(await isNew(database)).toBe(false)
    expect(await load()).toBe(false)
  })

  it('leaves the database new when writing fails', async () => {
    await using database = await testDatabase({ entities: [...worldEntities, LoadedSeedSchema] })
    const failing = loadSeed(database, { sha256: 'a'.repeat(64), rows: {} }, async em => {
      em.persist(em.create(Organization, organization('scoe')))
      await em.flush()
      throw new Error('the disk is full')
    })

    await expect(failing).rejects.toThrow('the disk is full')

    expect(await isNew(database)).toBe(true)
    expect(await database.read.selectFrom('organization').select('id').execute()).toEqual([])
  })
})
