import { createHash } from 'node:crypto'
import { defineEntity, p } from '@mikro-orm/core'
import type { AnyTables, Database, EntityManager } from '../database/database.ts'

/** Describes which requests with an idempotency key were carried out. */
export const PerformedRequestSchema = defineEntity({
  name: 'PerformedRequest',
  tableName: 'performed_request',
  properties: {
    /** SHA-256 of the subject, the mutation and the key. */
    key: p.string().length(64).primary(),
    /** SHA-256 of the whole input: the same key with another input is a mistake. */
    input: p.string().length(64),
    recordId: p.string().length(64),
    at: p.datetime(),
  },
})

/** A request that was carried out: repeated, it answers the first result. */
export class PerformedRequest extends PerformedRequestSchema.class {}

PerformedRequestSchema.setClass(PerformedRequest)

/** Names a request that may be repeated. */
export type RepeatableRequest = { readonly key: string; readonly input: string }

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Creates the name of a request; keys of different subjects and mutations are different keys. */
export const repeatable = (
  subject: string | null,
  mutation: string,
  idempotencyKey: string,
  input: unknown,
): RepeatableRequest => ({
  key: sha256(JSON.stringify([subject, mutation, idempotencyKey])),
  input: sha256(JSON.stringify(input)),
})

/** Finds what a request with this key made: its record, and whether it was the same request. */
export const findPerformed = async (
  database: Database,
  { key, input }: RepeatableRequest,
  em?: EntityManager,
): Promise<{ readonly recordId: string; readonly isSame: boolean } | null> => {
  const row = await (em?.getKysely<AnyTables>() ?? database.read)
    .selectFrom('performed_request')
    .select(['input', 'record_id'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? null : { recordId: String(row.record_id), isSame: row.input === input }
}

/** Remembers that a request was carried out. Violates the primary key when another copy of it was faster. */
export const rememberPerformed = async (
  em: EntityManager,
  database: Database,
  { key, input }: RepeatableRequest,
  recordId: string,
): Promise<void> => {
  await em
    .getKysely<AnyTables>()
    .insertInto('performed_request')
    .values({ key, input, record_id: recordId, at: database.dialect === 'sqlite' ? Date.now() : new Date() })
    .execute()
}
