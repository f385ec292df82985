import { type Visibility, whereVisible } from '../../access/visibility.ts'
import { rowById } from '../../database/loaders.ts'
import { type Row, selectFrom } from '../../database/rows.ts'
import { recordChanges } from '../../feed/record-changes.ts'
import { touch } from '../../feed/touched-records.ts'
import { loadSeed } from '../../seed/load-seed.ts'
import { defineSubgraph, type LoaderRequest, type RequestContext } from '../../serve/subgraph.ts'
import { entities } from './entities.ts'
import { Program } from './program.ts'

const columns = { visibility: 'program.visibility', steward: 'program.steward_id' }

const loaders = ({ database, rights }: LoaderRequest) => ({
  programById: rowById(database, Program, query => query.where(whereVisible(columns, rights))),
})

type Context = RequestContext<ReturnType<typeof loaders>>

/** Rows of the toy, one for each level of visibility. */
export const programs = [
  { id: 'belarus-2015', title: 'Belarus', visibility: 'PUBLIC', stewardId: 'cosn', notes: 'Cosn only' },
  { id: 'portugal-2013', title: 'Portugal', visibility: 'NETWORK', stewardId: 'cosn', notes: 'Cosn only' },
  { id: 'scoe-visit-2024', title: 'SCOE visit', visibility: 'PARTNER', stewardId: 'scoe', notes: 'Scoe only' },
  { id: 'singapore-2015', title: 'Singapore', visibility: 'RESTRICTED', stewardId: 'scoe', notes: 'Scoe only' },
].map(program => ({ ...program, phone: '+1 916 228 0000', secretary: 'Tim Herrera' }))

const broken = (): never => {
  throw new Error('select secret from /srv/kit.ts at postgres://user:hunter2@db')
}
const brokenOnce = new Error('the same cause, over and over')

/** A subgraph just large enough to test what the kit promises of every subgraph. */
export const toy = defineSubgraph({
  name: 'toy',
  schema: new URL('schema.graphql', import.meta.url),
  resolvers: {
    Query: {
      programs: async (_source: unknown, _args: unknown, { database, rights }: Context) =>
        selectFrom(database, Program).where(whereVisible(columns, rights)).orderBy('program.id').execute(),
      program: (_source: unknown, { id }: { id: string }, { loaders }: Context) => loaders.programById.load(id),
      broken,
      brokenList: () => [{}, {}, {}],
      instant: () => new Date('2024-11-08T17:00:00Z'),
      echoDay: (_source: unknown, { day }: { day: string }) => day,
      countIds: (_source: unknown, { filter }: { filter: { ids: readonly string[] } }) => filter.ids.length,
    },
    Mutation: {
      rename: async (
        _source: unknown,
        { id, title }: { id: string; title: string },
        { database, loaders }: Context,
      ) => {
        await database.write(async em => {
          await em.nativeUpdate(Program, { id }, { title })
        })
        return loaders.programById.load(id)
      },
    },
    Program: {
      __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.programById.load(id),
    },
    Broken: {
      value: () => {
        throw brokenOnce
      },
    },
  },
  policies: {
    program_partner: (source, { rights }) => rights.organizations.includes((source as Row<Program>).stewardId ?? ''),
  },
  entities,
  migrations: new URL('migrations/', import.meta.url),
  seed: async database => {
    await loadSeed(database, { sha256: '0'.repeat(64), rows: { programs } }, em => {
      for (const program of programs) em.persist(em.create(Program, program))
    })
  },
  recorders: [
    recordChanges({
      touches: [touch(Program, ({ id }) => ({ type: 'Program', id }))],
      describe: {
        Program: async (ids, em) =>
          (await em.find(Program, { id: { $in: [...ids] } })).map(({ id, title, visibility }) => ({
            id,
            version: 1,
            visibility: visibility as Visibility,
            fields: { title },
          })),
      },
    }),
  ],
  follows: [],
  loaders,
})
