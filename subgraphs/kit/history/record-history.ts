import { randomBytes } from 'node:crypto'
import type { AnyTables, EntityChange, Recorder } from '../database/database.ts'
import { parts, type RecordKey } from '../feed/touched-records.ts'
import { Claim } from '../provenance/claim.ts'
import { Conflict, ConflictClaim } from '../provenance/conflict.ts'
import { RecordSource } from '../provenance/record-source.ts'
import type { FieldChange } from './history-entry.ts'

/** Says to which record an entity belongs, and how its history names it there. */
export type HistoryPart = {
  /** Null when the entity is of another class. */
  readonly recordOf: (entity: object) => RecordKey | null
  /** Field of the record that the entity is a part of; null for the record itself, whose columns are its fields. */
  readonly path: string | null
  /** True when the place of the part among its like is a field of its own and is told, e.g. in an agenda. */
  readonly isOrdered?: boolean
}

/**
 * Declares whose history a change of this entity belongs to: `historyOf(Program, 'Program')` for a record itself,
 * `historyOf(ProgramRole, 'Program', { id: role => role.programId, path: 'roles' })` for a part of one.
 */
export const historyOf = <E extends { id: string } | object>(
  entity: abstract new (...parameters: never[]) => E,
  type: string,
  part?: { readonly id: (entity: E) => string; readonly path: string; readonly isOrdered?: boolean },
): HistoryPart => ({
  path: part?.path ?? null,
  isOrdered: part?.isOrdered ?? false,
  recordOf: changed =>
    changed instanceof entity ? { type, id: part ? part.id(changed) : (changed as { id: string }).id } : null,
})

const provenanceParts: readonly HistoryPart[] = [
  {
    path: 'sources',
    recordOf: entity => (entity instanceof RecordSource ? { type: entity.recordType, id: entity.recordId } : null),
  },
  {
    path: 'claims',
    recordOf: entity => (entity instanceof Claim ? { type: entity.subjectType, id: entity.subjectId } : null),
  },
  {
    path: 'conflicts',
    recordOf: entity => (entity instanceof Conflict ? { type: entity.subjectType, id: entity.subjectId } : null),
  },
  {
    path: 'claims',
    recordOf: entity => (entity instanceof ConflictClaim ? { type: 'Conflict', id: entity.conflictId } : null),
  },
]

/** Columns that say nothing of their own: counters, and what names the record that an entry is about anyway. */
const bookkeeping = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'position',
  'subjectType',
  'subjectId',
  'recordType',
  'recordId',
]

/** How a team's history is told. */
export type HistoryOptions = {
  readonly parts: readonly HistoryPart[]
  /** Columns that follow from others, e.g. a folded name to sort by: left out. */
  readonly derived?: readonly string[]
  /**
   * Fields of the schema by the column that holds them, where the two have other names: `{ edtf: 'dates' }`, or
   * `{ 'Output.edtf': 'published' }` in the history of one type of records.
   */
  readonly fields?: Readonly<Record<string, string>>
}

/**
 * Makes the recorder of the audit log: an entry for each record that a write touched, in the transaction of the write.
 * An entity that no part claims has an entry of its own, so that nothing is changed without one.
 */
export const recordHistory = ({ parts: ofTeam, derived = [], fields = {} }: HistoryOptions): Recorder => {
  const known = [...ofTeam, ...provenanceParts]
  const telling: Telling = { untold: new Set([...bookkeeping, ...derived]), fields }
  return async (changes, em, database, author) => {
    const entries = new Map<string, { key: RecordKey; version: number | null; changes: FieldChange[] }>()
    for (const change of changes) {
      const { key, path, isOrdered } = placeOf(change, known)
      const name = `${key.type} ${key.id}`
      const entry = entries.get(name) ?? { key, version: null, changes: [] }
      entries.set(name, entry)
      if (path === null && 'version' in change.entity) entry.version = Number(change.entity.version)
      entry.changes.push(...fieldChanges(change, { key, path, isOrdered }, telling))
    }
    const at = database.dialect === 'sqlite' ? Date.now() : new Date()
    const rows = [...entries.values()].map(({ key, version, changes: told }) => ({
      id: randomBytes(12).toString('base64url'),
      at,
      action: author.action,
      subject: author.subject,
      organization_id: author.organization,
      request_id: author.requestId,
      reason: author.reason,
      record_type: key.type,
      record_id: key.id,
      version,
      changes: JSON.stringify(told),
    }))
    for (const part of parts(rows, 200)) {
      await em.getKysely<AnyTables>().insertInto('history_entry').values(part).execute()
    }
  }
}

type Telling = { readonly untold: ReadonlySet<string>; readonly fields: Readonly<Record<string, string>> }

type Place = { readonly key: RecordKey; readonly path: string | null; readonly isOrdered: boolean }

const placeOf = (change: EntityChange, known: readonly HistoryPart[]): Place => {
  for (const { recordOf, path, isOrdered = false } of known) {
    const key = recordOf(change.entity)
    if (key !== null) return { key, path, isOrdered }
  }
  const { id } = change.entity as { id?: unknown }
  return { key: { type: change.name, id: String(id ?? '') }, path: null, isOrdered: false }
}

/** A record's columns one by one; of a part of it, what it was and what it is. */
const fieldChanges = (
  { type, fields: changed, entity }: EntityChange,
  { key, path, isOrdered }: Place,
  { untold, fields }: Telling,
): FieldChange[] => {
  const isTold = (property: string): boolean => (isOrdered && property === 'position') || !untold.has(property)
  // A part names its record in a column; the entry is that record's.
  const isOwner = (side: unknown): boolean => path !== null && side === key.id
  const told = [...changed].flatMap(([property, { from, to }]) =>
    !isTold(property) || (property.endsWith('Id') && isOwner(to ?? from))
      ? []
      : [{ name: fields[`${key.type}.${property}`] ?? fields[property] ?? property, from, to }],
  )
  if (path === null) {
    return told.flatMap(({ name, from, to }) => (from === null && to === null ? [] : [{ path: name, from, to }]))
  }
  if (told.length === 0) return []
  const side = (which: 'from' | 'to') => {
    const values = told.flatMap(one => (one[which] === null ? [] : [[one.name, one[which]] as const]))
    const { id } = entity as { id?: unknown }
    return { ...(id !== undefined && { id }), ...Object.fromEntries(values) }
  }
  return [{ path, from: type === 'create' ? null : side('from'), to: type === 'delete' ? null : side('to') }]
}
