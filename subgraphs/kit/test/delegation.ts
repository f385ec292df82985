import { defineEntity, p } from '@mikro-orm/core'
import type { Database } from '../database/database.ts'

// Two entities with every kind of column that the subgraphs use, for the tests of database/ and paging/.

export const DelegationSchema = defineEntity({
  name: 'Delegation',
  tableName: 'delegation',
  properties: {
    id: p.string().length(64).primary(),
    title: p.text(),
    sortTitle: p.text(),
    startedOn: p.date().nullable(),
  },
})
export class Delegation extends DelegationSchema.class {}
DelegationSchema.setClass(Delegation)

export const DelegateSchema = defineEntity({
  name: 'Delegate',
  tableName: 'delegate',
  properties: {
    id: p.string().length(64).primary(),
    delegationId: p.string().length(64),
    name: p.text(),
    position: p.integer(),
    isHost: p.boolean(),
    isObserver: p.boolean().nullable(),
    languages: p.array(),
    identifiers: p.json<{ scheme: string; value: string }[]>().nullable(),
    rank: p.enum(['HEAD', 'MEMBER'] as const),
    weight: p.double().nullable(),
    seq: p.bigint('number').nullable(),
    arrivedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['delegationId', 'position'] }],
})
export class Delegate extends DelegateSchema.class {}
DelegateSchema.setClass(Delegate)

export const entities = [DelegationSchema, DelegateSchema]

const people = ['Amara Okafor', 'Bruno Keller', 'Chen Li', 'Dalia Haddad', 'Élise Moreau']

/** Two delegations, "lagos" with five delegates and "vienna" with three; "oslo" with none. */
export const seedDelegations = (database: Database): Promise<void> =>
  database.write(async em => {
    em.create(Delegation, { id: 'lagos', title: 'Lagos', sortTitle: 'lagos', startedOn: '2024-03-01' })
    em.create(Delegation, { id: 'vienna', title: 'Vienna', sortTitle: 'vienna', startedOn: '2024-03-01' })
    em.create(Delegation, { id: 'oslo', title: 'Oslo', sortTitle: 'oslo' })
    for (const [index, name] of people.entries()) em.create(Delegate, delegate('lagos', index, name))
    for (const [index, name] of people.slice(0, 3).entries()) em.create(Delegate, delegate('vienna', index, name))
  })

/** Makes the values of one delegate; the first of a delegation is its host and has a value in every column. */
export const delegate = (delegationId: string, index: number, name: string) => ({
  id: `${delegationId}-${index + 1}`,
  delegationId,
  name,
  position: index + 1,
  isHost: index === 0,
  languages: index === 0 ? ['en', 'fr'] : [],
  identifiers: index === 0 ? [{ scheme: 'orcid', value: '0000-0001' }] : null,
  rank: index === 0 ? ('HEAD' as const) : ('MEMBER' as const),
  weight: index === 0 ? 1.5 : null,
  seq: index === 0 ? 9_007_199_254_740_991 : null,
  arrivedAt: index === 0 ? new Date('2024-03-01T09:30:00.123Z') : null,
})
